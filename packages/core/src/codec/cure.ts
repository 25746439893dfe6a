import { inQuotes } from './in-quotes.ts';
import { isObject } from './is-object.ts';

/**
 * How to write a value that is not of the type that it must be, where what was meant can be told from the value; see
 * `wrongType`.
 *
 * @param expected - the type with its article: `a string`, `an integer`
 */
export function cure(expected: string, value: unknown): string | undefined {
  if (expected === 'a string') return cureOfText(value);
  if (expected === 'a list') return cureOfList(value);
  if (expected === 'a date and time') return rfc3339Hint;
  if (expected === 'an object') return cureOfObject(value);
  if (expected === 'a boolean') return cureOfBoolean(value);
  return expected.startsWith('an integer') ? cureOfInteger(value) : undefined;
}

/** What to write for a point in time. */
export const rfc3339Hint = 'write it as RFC 3339 does: `2026-02-01T10:00:00Z`';

/** Whether a text is meant to be filled in, which an API server allows only where a field holds text. */
export function holdsTemplate(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

function cureOfText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return `write it in quotes: "${value}"`;
  if (Array.isArray(value)) {
    return value.length === 1 && typeof value[0] === 'string' ? 'write its one item, without the list' : undefined;
  }
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [key, inside] = entry;
  // What a number or a boolean was written as is not known: `012` is 10, and `yes` is true.
  if (typeof inside !== 'string') {
    return typeof inside === 'object' && inside !== null
      ? undefined
      : 'put the value in quotes: the colon in it makes it a map';
  }
  const text = `${key}: ${inside}`;
  return text.length > longest || text.includes('\n')
    ? 'put the value in quotes'
    : `put the value in quotes: ${inQuotes(text)}`;
}

function cureOfList(value: unknown): string | undefined {
  if (typeof value === 'string' && /^-[^\s-]/.test(value)) return 'write a dash and a space before each item';
  if (isObject(value)) {
    const [first] = Object.keys(value);
    return first !== undefined && /^-[^\s-]/.test(first)
      ? `write a space behind the dash: \`- ${first.slice(1, longest)}: …\``
      : oneItem;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? oneItem : undefined;
}

const oneItem = 'write it as a list with one item';

function cureOfObject(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.length === 1 && isObject(value[0]) ? 'write its one item, without the list' : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const [, key, rest] = gluedColon.exec(value) ?? [];
  if (key !== undefined && rest !== undefined) return `write a space behind the colon: \`${key}: ${rest}\``;
  return holdsTemplate(value) ? 'only strings can hold `${...}`: write the fields out' : undefined;
}

/** `image:busybox:1.36`, which is one string, and no URL. */
const gluedColon = /^([A-Za-z][\w./-]{0,60}):(?!\/\/)(\S{1,80})$/;

function cureOfBoolean(value: unknown): string | undefined {
  if (holdsTemplate(value)) return 'only strings can hold `${...}`: write `true` or `false`';
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  if (word === 'true' || word === 'false') return `write it without quotes: ${word}`;
  if (/^(?:1|y|yes|on)$/.test(word)) return 'write `true`';
  if (/^(?:0|n|no|off)$/.test(word)) return 'write `false`';
  return 'write `true` or `false`';
}

function cureOfInteger(value: unknown): string | undefined {
  if (typeof value === 'number') return 'write a whole number';
  if (typeof value !== 'string') return undefined;
  if (holdsTemplate(value)) return 'only strings can hold `${...}`: write the number';
  if (/^-?\d{1,15}$/.test(value)) return `write it without quotes: ${value}`;
  return /^\d+\s*[A-Za-z]+$/.test(value) ? 'write a whole number without a unit' : undefined;
}

/** The characters of a value that a hint shows. */
const longest = 80;
