import { parseDuration } from '@stash-functions/core';
import { InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** What every subcommand is given. */
export interface CommandContext {
  /** Where it reads from and writes to. */
  readonly terminal: Terminal;
  /** Says what the whole command ends with; 0 where it is not called. */
  readonly finish: (code: ExitCode) => void;
}

/** Collects an option that may be given several times. */
export function repeated(value: string, all: ReadonlyArray<string> = []): ReadonlyArray<string> {
  return [...all, value];
}

/** An option that is a whole number from a least one. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };
}

/** An option that is a time as Go writes it, from so many seconds on; in milliseconds. */
export function duration(least: number): (value: string) => number {
  return (value) => {
    const seconds = parseDuration(value);
    if (seconds !== undefined && seconds >= least) return seconds * 1000;
    throw new InvalidArgumentError('It must be a duration such as 90s, 30m or 1h30m.');
  };
}
