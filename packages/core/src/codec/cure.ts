import { findLookalikes, nameCharacter } from '../problem/lookalikes.ts';
import { inQuotes } from './in-quotes.ts';
import {
  type InText,
  quotePair,
  type TextPlace,
  writeAsList,
  writeField,
  writeItem,
  writePlain,
  writeQuoted,
} from './in-text.ts';
import { isObject } from './is-object.ts';

/** How to put a value right. */
export interface Cure {
  readonly hint?: string;
  readonly inText?: (place: TextPlace) => InText | undefined;
}

/** The types that a message of `wrong-type` names. */
export type Expected =
  | 'a string'
  | 'a boolean'
  | 'a list'
  | 'an object'
  | 'an integer'
  | 'an integer or a string'
  | 'a quantity'
  | 'a date and time'
  | 'a value that JSON has';

/** How to put right a value of the wrong type, where the value shows what was meant; see `wrongType`. */
export function cure(expected: Expected, value: unknown): Cure {
  return cures[expected](value);
}

const none: Cure = {};

/** The hint for a point in time. */
export const rfc3339Hint = 'write it as RFC 3339 does: `2026-02-01T10:00:00Z`';

/** True for a text with a placeholder to be filled in. An API server takes one only where a field holds text. */
export function holdsTemplate(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

const cures: Readonly<Record<Expected, (value: unknown) => Cure>> = {
  'a string': cureOfText,
  'a boolean': cureOfBoolean,
  'a list': cureOfList,
  'an object': cureOfObject,
  'an integer': cureOfInteger,
  'an integer or a string': cureOfInteger,
  'a quantity': () => none,
  'a date and time': () => ({ hint: rfc3339Hint }),
  'a value that JSON has': () => none,
};

function cureOfText(value: unknown): Cure {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { hint: `write it in quotes: "${value}"`, inText: writeQuoted };
  }
  if (Array.isArray(value)) return value.length === 1 && typeof value[0] === 'string' ? itsItem : none;
  if (!isObject(value)) return none;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return none;
  const [key, inside] = entry;
  // Nobody knows how a number or a boolean was written: `012` is read as 10, and `yes` as true.
  if (typeof inside !== 'string') {
    if (typeof inside === 'object' && inside !== null) return none;
    return { hint: 'put the value in quotes: the colon in it makes it a map', inText: quotePair(key) };
  }
  const text = `${key}: ${inside}`;
  return text.length > longest || text.includes('\n')
    ? { hint: 'put the value in quotes', inText: quotePair(key) }
    : { hint: `put the value in quotes: ${inQuotes(text)}`, inText: quotePair(key) };
}

const itsItem: Cure = { hint: 'write its one item, without the list', inText: writeItem };

function cureOfList(value: unknown): Cure {
  if (typeof value === 'string' && /^-[^\s-]/.test(value)) return { hint: 'write a dash and a space before each item' };
  if (isObject(value)) {
    const [first] = Object.keys(value);
    return first !== undefined && /^-[^\s-]/.test(first)
      ? { hint: `write a space behind the dash: \`- ${first.slice(1, longest)}: …\`` }
      : { hint: oneItem };
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? { hint: oneItem, inText: writeAsList }
    : none;
}

const oneItem = 'write it as a list with one item';

function cureOfObject(value: unknown): Cure {
  if (Array.isArray(value)) return value.length === 1 && isObject(value[0]) ? { hint: itsItem.hint ?? '' } : none;
  if (typeof value !== 'string') return none;
  const [, key, rest] = gluedColon.exec(value) ?? [];
  if (key !== undefined && rest !== undefined) {
    return { hint: `write a space behind the colon: \`${key}: ${rest}\``, inText: writeField(`${key}: ${rest}`) };
  }
  if (holdsTemplate(value)) return { hint: 'only strings can hold `${...}`: write the fields out' };
  return cureOfColon(value);
}

/** For `image：busybox`, whose colon is a full-width one. */
function cureOfColon(value: string): Cure {
  const colon = findLookalikes(value).find(({ ascii }) => ascii === ':');
  if (colon === undefined || !/^[A-Za-z][\w./-]*\s*$/.test(value.slice(0, colon.offset))) return none;
  const rest = value.slice(colon.offset + colon.character.length).trimStart();
  const text = `${value.slice(0, colon.offset).trimEnd()}: ${rest}`;
  return {
    hint: `\`${colon.character}\` is ${nameCharacter(colon.character)}: write \`${text.slice(0, longest)}\``,
    inText: writeField(text),
  };
}

/** Such as `image:busybox:1.36`, which YAML reads as one string. A URL does not match. */
const gluedColon = /^([A-Za-z][\w./-]{0,60}):(?!\/\/)(\S{1,80})$/;

function cureOfBoolean(value: unknown): Cure {
  if (holdsTemplate(value)) return { hint: 'only strings can hold `${...}`: write `true` or `false`' };
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  if (word === 'true' || word === 'false') {
    return { hint: `write it without quotes: ${word}`, inText: writePlain(word) };
  }
  if (/^(?:1|y|yes|on)$/.test(word)) return { hint: 'write `true`', inText: writePlain('true') };
  if (/^(?:0|n|no|off)$/.test(word)) return { hint: 'write `false`', inText: writePlain('false') };
  return { hint: 'write `true` or `false`' };
}

function cureOfInteger(value: unknown): Cure {
  if (typeof value === 'number') return { hint: 'write a whole number' };
  if (typeof value !== 'string') return none;
  if (holdsTemplate(value)) return { hint: 'only strings can hold `${...}`: write the number' };
  if (/^-?\d{1,15}$/.test(value)) return { hint: `write it without quotes: ${value}`, inText: writePlain(value) };
  return /^\d+\s*[A-Za-z]+$/.test(value) ? { hint: 'write a whole number without a unit' } : none;
}

/** The most characters of a value that a hint shows. */
const longest = 80;
