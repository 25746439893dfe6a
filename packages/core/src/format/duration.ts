import { readOr } from '../input/read-or.ts';
import type { FormatFault } from './format-fault.ts';
import { parseGoDuration } from './go-duration.ts';

/**
 * Reads the seconds of a duration as Go writes it, rounded up: `30m`, `1h30m`, `2.5s`, `300ms`.
 *
 * @returns undefined for a text that is no duration, and for a duration below zero
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | undefined {
  return readOr(undefined, () => {
    const seconds = text.startsWith('-') ? undefined : parseGoDuration(text);
    return seconds === undefined ? undefined : Math.ceil(seconds);
  });
}

/**
 * Finds the reason why a text is no duration that something can wait for: no unit, a unit that Go does not have, or
 * zero or less. The replacement is the same time as Go writes it, where the text leaves no doubt.
 *
 * @returns undefined for a duration above zero
 */
export function durationFault(text: string): FormatFault | undefined {
  return readOr<FormatFault | undefined>(noText, () => {
    const seconds = parseDuration(text);
    if (seconds !== undefined && seconds > 0) return undefined;
    if (seconds === 0) return { message: `\`${text}\` is no time at all`, hint: 'write how long to wait: `30m`' };
    if (text.trim() === '') return { message: 'the duration is empty', hint: 'write one, `30m`, or remove the field' };
    if (/^-/.test(text) && parseDuration(text.slice(1)) !== undefined) {
      return { message: `\`${text}\` is below zero`, hint: `write \`${text.slice(1)}\``, replacement: text.slice(1) };
    }
    if (/^\d+(?:\.\d+)?$/.test(text)) {
      return { message: `\`${text}\` has no unit`, hint: `write \`${text}s\`, \`${text}m\` or \`${text}h\`` };
    }
    const replacement = respell(text);
    return {
      message: `\`${text}\` is no duration`,
      hint:
        replacement === undefined
          ? 'write hours, minutes and seconds: `30m`, `1h30m`, `90s`; there is no unit for days'
          : `write \`${replacement}\`${/\d\s*(?:d|w)/i.test(text) ? ': there is no unit above hours' : ''}`,
      replacement,
    };
  });
}

/** The same time in units of Go: `1d` is `24h`, `30 min` is `30m`, `1h 30m` is `1h30m`. */
function respell(text: string): string | undefined {
  const parts = [...text.matchAll(/\s*(\d{1,9})\s*([A-Za-z]+)[\s,]*/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  const written = parts.map(([, amount, unit]) => {
    const meant = spellings.find(([words]) => words.includes(unit?.toLowerCase() ?? ''));
    return meant === undefined ? undefined : `${Number(amount) * meant[1]}${meant[2]}`;
  });
  return written.includes(undefined) ? undefined : written.join('');
}

/** Units as people write them. Each has the number of a unit of Go that it stands for, and that unit. */
const spellings: ReadonlyArray<readonly [words: ReadonlyArray<string>, amount: number, unit: 's' | 'm' | 'h']> = [
  [['s', 'sec', 'secs', 'second', 'seconds'], 1, 's'],
  [['m', 'min', 'mins', 'minute', 'minutes'], 1, 'm'],
  [['h', 'hr', 'hrs', 'hour', 'hours'], 1, 'h'],
  [['d', 'day', 'days'], 24, 'h'],
  [['w', 'week', 'weeks'], 168, 'h'],
];

/** The fault of a value that is no text. */
const noText: FormatFault = { message: 'the duration is no text', hint: 'write it as a text: `30m`' };
