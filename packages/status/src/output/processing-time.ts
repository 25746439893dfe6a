import { readOr } from '@stash-functions/core/decode';
/**
 * Seconds in Stash's form of a snapshot's processing time: `0:42`, `59:59`, and from an hour on `1:02:03`.
 *
 * @param seconds - cut to whole ones; a negative number, or none, gives `0:00`
 */
export function formatProcessingTime(seconds: number): string {
  return readOr('', () => {
    const whole = Number.isFinite(seconds) ? Math.max(0, Math.trunc(seconds)) : 0;
    const rest = twoDigits(whole % 60);
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return `${minutes}:${rest}`;
    return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${rest}`;
  });
}

/**
 * The seconds of a processing time: `7`, `0:42`, `1:02:03`. It is read as Stash reads it. So any other text that begins
 * with a whole number, as `4.5` or `1:2:3:4`, means this number.
 *
 * @returns undefined for a text without a whole number at its beginning, and for negative numbers
 */
export function parseProcessingTime(text: string): number | undefined {
  return readOr(undefined, () => {
    const parts = text.split(':').length;
    const pattern = parts === 3 ? hoursMinutesSeconds : parts === 2 ? minutesSeconds : plainSeconds;
    const [, ...numbers] = pattern.exec(text) ?? [];
    if (numbers.length === 0) return undefined;
    const seconds = numbers.reduce((sum, number) => sum * 60 + Number(number), 0);
    return Number.isSafeInteger(seconds) ? seconds : undefined;
  });
}

const hoursMinutesSeconds = /^\s*(\d+):\s*(\d+):\s*(\d+)/;
const minutesSeconds = /^\s*(\d+):\s*(\d+)/;
const plainSeconds = /^\s*(\d+)/;

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
