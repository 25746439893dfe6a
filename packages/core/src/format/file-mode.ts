import { readOr } from '../input/read-or.ts';
/**
 * Guesses the octal number that a decimal one was meant as, where that gives the permission bits of a file. For
 * example, 644 is 01204 in octal, but `0644` was meant; 400 is 0620, but `0400` was meant.
 *
 * A number that could be a mode as it stands is taken for what it is: 420 is 0644.
 *
 * @returns the mode with the leading zero by which Kubernetes reads octal numbers; undefined where nothing else was
 * meant
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/sys_stat.h.html for the bits
 */
export function meantFileMode(mode: number): string | undefined {
  return readOr(undefined, () => {
    const digits = String(mode);
    if (!/^[0-7]{3}$/.test(digits)) return undefined;
    const meant = Number.parseInt(digits, 8);
    if (mode <= mostMode && (usual.has(mode) || !usual.has(meant))) return undefined;
    return `0${digits}`;
  });
}

/** Writes a mode in octal: `0644` for 420. */
export function octalMode(mode: number): string {
  return readOr('', () => `0${mode.toString(8)}`);
}

/** Finds the fault in the mode of a file, and the cure. Undefined for a mode that Kubernetes takes. */
export function fileModeFault(mode: number): { readonly message: string; readonly hint: string } | undefined {
  return readOr(undefined, () => {
    if (Number.isInteger(mode) && mode >= 0 && mode <= mostMode) return undefined;
    const meant = meantFileMode(mode);
    const hint =
      meant === undefined
        ? `give a whole number from 0 to ${mostMode}, which is ${octalMode(mostMode)} in octal`
        : `write it in octal: ${meant}, or in decimal: ${Number.parseInt(meant, 8)}`;
    return { message: `${mode} is out of range`, hint };
  });
}

/** All bits of the owner, the group and others. */
const mostMode = 0o777;

/**
 * True where `more` allows all that `bits` allow. Whoever may write to a program that others run may run it too, so 6
 * goes with 6 alone.
 */
function isWithin(bits: number, more: number): boolean {
  return (more & bits) === bits && (bits !== 6 || more === 6);
}

/**
 * The modes that people give to files and folders: the group may do no more than the owner, and others no more than the
 * group.
 */
const usual: ReadonlySet<number> = new Set(
  [4, 5, 6, 7].flatMap((owner) =>
    [0, 1, 4, 5, 6, 7].flatMap((group) =>
      [0, 1, 4, 5, 6, 7].flatMap((others) =>
        isWithin(group, owner) && isWithin(others, group) ? [owner * 64 + group * 8 + others] : [],
      ),
    ),
  ),
);
