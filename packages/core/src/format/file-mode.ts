/**
 * The octal number that a decimal one was probably meant as, where it gives the permission bits of a file: `0644` of 644,
 * which is 01204, and `0400` of 400, which is 0620.
 *
 * A number that could be a mode as it stands, such as 420, which is 0644, is taken for what it is.
 *
 * @returns with the leading zero by which Kubernetes reads octal numbers; undefined where nothing else was meant
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/sys_stat.h.html for the bits
 */
export function meantFileMode(mode: number): string | undefined {
  const digits = String(mode);
  if (!/^[0-7]{3}$/.test(digits)) return undefined;
  const meant = Number.parseInt(digits, 8);
  if (mode <= mostMode && (usual.has(mode) || !usual.has(meant))) return undefined;
  return `0${digits}`;
}

/** A mode as it is written in octal: `0644` of 420. */
export function octalMode(mode: number): string {
  return `0${mode.toString(8)}`;
}

/** What is wrong with the mode of a file, and what to write; undefined for one that Kubernetes takes. */
export function fileModeFault(mode: number): { readonly message: string; readonly hint: string } | undefined {
  if (Number.isInteger(mode) && mode >= 0 && mode <= mostMode) return undefined;
  const meant = meantFileMode(mode);
  const hint =
    meant === undefined
      ? `give a whole number from 0 to ${mostMode}, which is ${octalMode(mostMode)} in octal`
      : `write it in octal: ${meant}, or in decimal: ${Number.parseInt(meant, 8)}`;
  return { message: `${mode} is out of range`, hint };
}

/** All bits of the owner, the group and others. */
const mostMode = 0o777;

/** Who may write to a program that others run may run it too: 6 goes with 6 alone. */
function isWithin(bits: number, more: number): boolean {
  return (more & bits) === bits && (bits !== 6 || more === 6);
}

/** The modes that files and folders are given: nobody may do more than the group, nor the group more than the owner. */
const usual: ReadonlySet<number> = new Set(
  [4, 5, 6, 7].flatMap((owner) =>
    [0, 1, 4, 5, 6, 7].flatMap((group) =>
      [0, 1, 4, 5, 6, 7].flatMap((others) =>
        isWithin(group, owner) && isWithin(others, group) ? [owner * 64 + group * 8 + others] : [],
      ),
    ),
  ),
);
