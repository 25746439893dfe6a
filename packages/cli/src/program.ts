import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { CommandContext } from './commands/command.ts';
import { hasColor } from './terminal.ts';

/**
 * The command, with the subcommand that the arguments name, or with all if they name none. So `lint` does not wait for
 * the modules that talk to a cluster. It throws CommanderError instead of ending the process.
 *
 * @param argv - the arguments behind the name of the command
 */
export async function createProgram(
  context: CommandContext,
  argv: ReadonlyArray<string>,
  name = 'stash-functions',
): Promise<Command> {
  const { stdout, stderr, env } = context.terminal;
  const program = new Command(name)
    .description(
      'Lints, renders, explains, compares and runs the Functions and Tasks of backup and restore on Kubernetes.',
    )
    .version(manifest.version)
    // Arguments behind the name of a subcommand are for that subcommand.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('run it with --help to see its options')
    .addHelpText(
      'after',
      `
Exit code: 0 if all is well, 1 if something was found, 2 if the command could not do its work.

Examples:
  stash-functions lint functions/
  stash-functions render backup.yaml | kubectl apply -f -
  stash-functions explain backup.yaml`,
    );
  const all = (): Promise<ReadonlyArray<Command>> => Promise.all(subcommands.map(([, load]) => load(context, all)));
  for (const command of await named(argv, context, all)) program.addCommand(command);
  for (const each of withSubcommands(program)) {
    each.exitOverride().configureOutput({
      writeOut: stdout.write,
      writeErr: stderr.write,
      getOutHasColors: () => hasColor(stdout, env),
      getErrHasColors: () => hasColor(stderr, env),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    });
  }
  return program;
}

/** A command with its subcommands, their subcommands, and so on. */
function withSubcommands(command: Command): ReadonlyArray<Command> {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Makes a subcommand, and loads the modules that it needs. */
type LoadCommand = (context: CommandContext, all: () => Promise<ReadonlyArray<Command>>) => Promise<Command>;

/** The subcommands, in the order in which help lists them. */
const subcommands: ReadonlyArray<readonly [name: string, load: LoadCommand]> = [
  ['lint', async (context) => (await import('./commands/lint.ts')).lintCommand(context)],
  ['render', async (context) => (await import('./commands/render.ts')).renderCommand(context)],
  ['explain', async (context) => (await import('./commands/explain.ts')).explainCommand(context)],
  ['diff', async (context) => (await import('./commands/diff.ts')).diffCommand(context)],
  ['run', async (context) => (await import('./commands/run.ts')).runCommand(context)],
  ['variables', async (context) => (await import('./commands/variables.ts')).variablesCommand(context)],
  ['schema', async (context) => (await import('./commands/schema.ts')).schemaCommand(context)],
  [
    'update-status',
    async (context) => (await import('./update-status/update-status-command.ts')).updateStatusCommand(context),
  ],
  ['webhook', async (context) => (await import('./commands/webhook.ts')).webhookCommand(context)],
  ['lsp', async () => (await import('./commands/lsp.ts')).lspCommand()],
  ['completion', async (context, all) => (await import('./commands/completion.ts')).completionCommand(context, all)],
];

/**
 * The subcommands that the arguments need: none for the version, only the named one for its name, and all for
 * everything else.
 */
async function named(
  [first]: ReadonlyArray<string>,
  context: CommandContext,
  all: () => Promise<ReadonlyArray<Command>>,
): Promise<ReadonlyArray<Command>> {
  if (first === '--version' || first === '-V') return [];
  const [, load] = subcommands.find(([name]) => name === first) ?? [];
  return load === undefined ? all() : [await load(context, all)];
}
