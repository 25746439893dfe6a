import { parseDuration } from '@stash-functions/core';
import { InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** The context that every subcommand gets. */
export interface CommandContext {
  /** The terminal that it reads from and writes to. */
  readonly terminal: Terminal;
  /** Sets the exit code of the whole command; 0 if it is not called. */
  readonly finish: (code: ExitCode) => void;
}

/** Collects an option that may be given several times. */
export function repeated(value: string, all: ReadonlyArray<string> = []): ReadonlyArray<string> {
  return [...all, value];
}

/** Reads an option that is a whole number, at least `least`. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };
}

/** Reads an option that is a time as Go writes it, at least `least` seconds. The result is in milliseconds. */
export function duration(least: number): (value: string) => number {
  return (value) => {
    const seconds = parseDuration(value);
    if (seconds !== undefined && seconds >= least) return seconds * 1000;
    throw new InvalidArgumentError('It must be a duration such as 90s, 30m or 1h30m.');
  };
}
