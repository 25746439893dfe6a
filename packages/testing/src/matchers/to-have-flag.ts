import { didYouMean } from '@stash-functions/core';
import { concealValue } from '@stash-functions/templating';
import { type ArgumentList, argumentList, type Flag, flagsNamed, type parseFlags } from '../arguments/argument-list.ts';
import type { ScenarioContainer } from '../scenario/container.ts';
import { UsageError } from '../usage-error.ts';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { isSamePath, originsOf } from './origins.ts';
import { isArgumentList, isContainer, isProgram, wrongSubject } from './subject.ts';

/**
 * Passes where a container, a program of it, or a list of words has the flag: `--bucket=x`, `--bucket x`, `-b x` or
 * `-bx`. With a value, one of the flag's values must equal it. The value may be an asymmetric matcher.
 */
export function toHaveFlag(
  this: MatcherContext,
  received: unknown,
  name: string,
  ...value: ReadonlyArray<unknown>
): MatcherResult {
  if (typeof name !== 'string' || !/^-[^\s=]/.test(name)) {
    const meant = typeof name === 'string' && /^[^\s=-]+$/.test(name) ? `: did you mean '--${name}'?` : '';
    throw new UsageError(`${typeof name === 'string' ? `'${name}'` : String(name)} is no name of a flag${meant}`);
  }
  const list = argumentsOf(received);
  const flags = flagsNamed(list.words, name);
  const found = value.length === 0 ? flags : flags.filter((flag) => this.equals(flag.value, value[0]));
  const title = titleLine(this, 'toHaveFlag', 'container', value.length === 0 ? 'flag' : 'flag, value');
  return {
    pass: found.length > 0,
    message: () => {
      if (found.length > 0) return `${title}It has ${shown(received, linesOf(found))}${whereFrom(received, found)}`;
      if (flags.length === 0) return title + missing(received, list, name);
      const values = shown(
        received,
        flags.map((flag) => flag.value),
      );
      const difference =
        this.utils.diff(value[0], Array.isArray(values) && values.length === 1 ? values[0] : values) ?? '';
      return `${title}${name} has another value:\n\n${difference}${whereFrom(received, flags)}`;
    },
  };
}

function argumentsOf(received: unknown): ArgumentList {
  if (isArgumentList(received)) return received;
  if (Array.isArray(received) && received.every((word) => typeof word === 'string')) {
    return argumentList(received.map((text, index) => ({ text, path: ['spec', 'args', index] })));
  }
  throw wrongSubject('toHaveFlag', 'a container of a scenario, a program of one, or a list of strings', received);
}

function missing(received: unknown, { words, flags }: ArgumentList, name: string): string {
  // Flags of one letter are all near each other.
  const near = name.length < 4 ? undefined : didYouMean(name, Object.keys(flags));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const whole = containerOf(received);
  const elsewhere = whole?.words.some(({ text }) => text === name || text.startsWith(`${name}=`)) === true;
  const program =
    elsewhere && isContainer(received) ? ' It stands behind a --: ask the container for .program(name).' : '';
  const line = words.map(({ text }) => `  ${text === '' ? '""' : shown(received, text)}`).join('\n');
  return `There is no flag ${name}.${hint}${program} The words are:\n\n${line === '' ? '  (none)' : line}`;
}

function linesOf(flags: ReturnType<typeof parseFlags>): string {
  return flags.map(({ words }) => words.map(({ text }) => text).join(' ')).join(' and ');
}

function whereFrom(received: unknown, flags: ReadonlyArray<Flag>): string {
  const container = containerOf(received);
  if (container === undefined) return '';
  const words = flags.flatMap((flag) => flag.words);
  return originsOf(container.explanation, (path) => words.some((word) => isSamePath(word.path, path)));
}

/** A value without its secrets. */
function shown(received: unknown, value: unknown): unknown {
  const container = containerOf(received);
  return container === undefined ? value : concealValue(value, container.secrets);
}

function containerOf(received: unknown): ScenarioContainer | undefined {
  if (isContainer(received)) return received;
  return isProgram(received) ? received.container : undefined;
}
