import { spawnSync } from 'node:child_process';
import { main } from '../src/main.ts';
import type { Output } from '../src/terminal.ts';

/** The results of running the command. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** One command of a transcript, with its expected output. */
export interface Step {
  /** The arguments behind `$ stash-functions`. `< FILE` at their end pipes a file in. */
  readonly command: string;
  /** The text up to the next command: see {@link printRun}. */
  readonly expected: string;
}

/** Reads the commands of a transcript, and the text before the first of them. */
export function readTranscript(text: string): { readonly preface: string; readonly steps: ReadonlyArray<Step> } {
  const [preface = '', ...steps] = text.split(/^\$ stash-functions ?/m);
  return {
    preface,
    steps: steps.map((step) => {
      const end = step.indexOf('\n');
      return { command: step.slice(0, end), expected: step.slice(end + 1).trim() };
    }),
  };
}

/**
 * Prints results as a transcript has them: stdout as it is, each line of stderr behind `! `, and an exit code other
 * than 0 in brackets.
 */
export function printRun({ stdout, stderr, exitCode }: Run): string {
  const said = stderr.trimEnd() === '' ? '' : stderr.trimEnd().replaceAll(/^/gm, '! ').replaceAll(/ +$/gm, '');
  return [stdout.trimEnd(), said, exitCode === 0 ? '' : `[${exitCode}]`].filter((part) => part !== '').join('\n');
}

/** The words of a command line. Words in single quotes may hold blanks. */
export function wordsOf(command: string): ReadonlyArray<string> {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** Runs the command in this process, from the sources. */
export async function runHere(words: ReadonlyArray<string>, cwd: string, stdin: string): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const output = (write: (text: string) => void): Output => ({ write, isTTY: false, columns: undefined });
  const exitCode = await main(words, {
    cwd,
    env: {},
    stdout: output((text) => {
      stdout += text;
    }),
    stderr: output((text) => {
      stderr += text;
    }),
    readStdin: async () => stdin,
    onInterrupt: () => () => undefined,
    onTerminate: () => () => undefined,
  });
  return { stdout, stderr, exitCode };
}

/** Runs the built command in a process of its own. */
export function runBuilt(
  [program = 'node', ...before]: ReadonlyArray<string>,
  words: ReadonlyArray<string>,
  cwd: string,
  stdin: string,
): Run {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  const { stdout, stderr, status } = spawnSync(program, [...before, ...words], {
    cwd,
    input: stdin,
    env,
    encoding: 'utf8',
  });
  return { stdout, stderr, exitCode: status ?? -1 };
}
