import { readOr } from '@stash-functions/core';

/** A word of a command line, and the field of the Function that it comes from. */
export interface Word {
  readonly text: string;
  /** The path from the root of the Function, as `['spec', 'args', 3]`. */
  readonly path: ReadonlyArray<string | number>;
}

/** Flags by their names, with dashes. A flag without a value has `true`; one that occurs more than once has a list. */
export type Flags = Readonly<Record<string, FlagValue | ReadonlyArray<FlagValue>>>;

/** The value of a flag, or `true` where it has none. */
export type FlagValue = string | true;

/** The words of one command line, and the flags among them. */
export interface ArgumentList {
  readonly words: ReadonlyArray<Word>;
  /** Every flag in the forms `--bucket=x`, `--bucket x`, `-b x` and `-b=x`; see {@link parseFlags}. */
  readonly flags: Flags;
}

/** A flag of a command line. */
export interface Flag {
  /** The name with its dashes, as `--bucket`. */
  readonly name: string;
  /** The text after `=`, or the next word; `true` where there is neither. */
  readonly value: FlagValue;
  /** The words of the flag. */
  readonly words: ReadonlyArray<Word>;
}

/** The words as an {@link ArgumentList}. */
export function argumentList(words: ReadonlyArray<Word>): ArgumentList {
  return { words: Array.isArray(words) ? words : [], flags: flagsByName(parseFlags(words)) };
}

/**
 * The flags of a command line, in their order. Only the program itself knows which flags take a value. So a word after
 * a flag counts as its value, unless it looks like a flag itself. `-` and negative numbers are values. Nothing after
 * `--` is a flag: see POSIX, Utility Syntax Guidelines, guideline 10.
 */
export function parseFlags(words: ReadonlyArray<Word>): ReadonlyArray<Flag> {
  return readOr([], () => flagsIn(words));
}

function flagsIn(words: ReadonlyArray<Word>): ReadonlyArray<Flag> {
  const end = words.findIndex(({ text }) => text === '--');
  const options = end === -1 ? words : words.slice(0, end);
  return options.flatMap((word, index): ReadonlyArray<Flag> => {
    if (!isFlag(word.text)) return [];
    const equals = word.text.indexOf('=');
    if (equals !== -1) {
      return [{ name: word.text.slice(0, equals), value: word.text.slice(equals + 1), words: [word] }];
    }
    const next = options[index + 1];
    if (next === undefined || isFlag(next.text)) return [{ name: word.text, value: true, words: [word] }];
    return [{ name: word.text, value: next.text, words: [word, next] }];
  });
}

/**
 * The flags of a name. A name of one letter, as `-b`, may also have the value attached: `-bx`. This form counts only
 * where no flag has the name by itself.
 */
export function flagsNamed(words: ReadonlyArray<Word>, name: string): ReadonlyArray<Flag> {
  const all = parseFlags(words);
  const exact = all.filter((flag) => flag.name === name);
  if (exact.length > 0 || typeof name !== 'string' || !/^-[A-Za-z0-9]$/.test(name)) return exact;
  return all
    .filter((flag) => flag.name.startsWith(name))
    .map(({ words: [word, ...others] }) => ({
      name,
      value: word?.text.slice(name.length) ?? true,
      words: word === undefined ? others : [word],
    }));
}

function isFlag(text: string): boolean {
  return /^(-[^-\s\d=]|--[^-\s=])[^\s=]*(=|$)/.test(text);
}

function flagsByName(flags: ReadonlyArray<Flag>): Flags {
  const byName = new Map<string, FlagValue | ReadonlyArray<FlagValue>>();
  for (const { name, value } of flags) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, value);
    else byName.set(name, [...(typeof before === 'object' ? before : [before]), value]);
  }
  return Object.fromEntries(byName);
}
