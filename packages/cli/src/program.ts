import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { CommandContext } from './commands/command.ts';
import { completionCommand } from './commands/completion.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { lintCommand } from './commands/lint.ts';
import { lspCommand } from './commands/lsp.ts';
import { renderCommand } from './commands/render.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { variablesCommand } from './commands/variables.ts';
import { webhookCommand } from './commands/webhook.ts';
import { hasColor } from './terminal.ts';
import { updateStatusCommand } from './update-status/update-status-command.ts';

/** The command with all its subcommands. It throws CommanderError instead of ending the process. */
export function createProgram(context: CommandContext): Command {
  const { stdout, stderr, env } = context.terminal;
  const program = new Command('stash-functions')
    .description(
      'Lints, renders, explains, compares and runs the Functions and Tasks of backup and restore on Kubernetes.',
    )
    .version(manifest.version)
    // Arguments behind the name of a subcommand are for that subcommand.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('run it with --help to see what it takes')
    .addHelpText(
      'after',
      `
Exit code: 0 where all is well, 1 where something was found, 2 where it could not be done.

Examples:
  stash-functions lint functions/
  stash-functions render backup.yaml | kubectl apply -f -
  stash-functions explain backup.yaml`,
    );
  const commands = [
    lintCommand(context),
    renderCommand(context),
    explainCommand(context),
    diffCommand(context),
    runCommand(context),
    variablesCommand(context),
    schemaCommand(context),
    updateStatusCommand(context),
    webhookCommand(context),
    lspCommand(),
    completionCommand(context, () => program),
  ];
  for (const command of commands) program.addCommand(command);
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
