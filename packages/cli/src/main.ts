import { CommanderError } from 'commander';
import type { CommandContext } from './commands/command.ts';
import { CannotDo, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { type Terminal, writeLine } from './terminal.ts';

/**
 * The command `stash-functions`. It runs with the arguments and returns its exit code. It throws nothing: an unexpected
 * error is printed on stderr and ends with 2.
 *
 * @param argv - the arguments behind the name of the command
 * @param name - how people call the command: `kubectl stash-functions` for a plugin
 */
export async function main(
  argv: ReadonlyArray<string>,
  terminal: Terminal,
  name = 'stash-functions',
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const context: CommandContext = {
    terminal,
    finish: (code) => {
      exitCode = code;
    },
  };
  try {
    const program = await createProgram(context, argv, name);
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return codeOf(error, terminal);
  }
}

function codeOf(error: unknown, { stderr, env }: Terminal): ExitCode {
  // The library has already written its message. Asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CannotDo) {
    writeLine(
      stderr,
      error.hint === undefined ? `error: ${error.message}` : `error: ${error.message}\nhint: ${error.hint}`,
    );
    return 2;
  }
  const isDebugged = env.DEBUG !== undefined && env.DEBUG !== '';
  const text = error instanceof Error ? (isDebugged ? error.stack : error.message) : String(error);
  writeLine(stderr, `error: ${text}\nhint: this is a mistake of stash-functions: DEBUG=1 shows where`);
  return 2;
}
