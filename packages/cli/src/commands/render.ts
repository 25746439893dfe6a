import { formatProblems, isError, printManifests } from '@stash-functions/core';
import { Command, Option } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { planFiles } from '../planning/plan-files.ts';
import { addPlanOptions, type PlanFlags } from '../planning/plan-options.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';
import { renderWebhookCommand } from './render-webhook.ts';

/** The flags of the command. */
interface RenderFlags extends PlanFlags {
  readonly output: 'yaml' | 'json';
}

/** `stash-functions render`: the Kubernetes objects of backups and restores. */
export function renderCommand(context: CommandContext): Command {
  const { terminal, finish } = context;
  const command = new Command('render')
    .enablePositionalOptions()
    .summary('prints the Kubernetes objects of a backup or restore')
    .description(
      'Plans every invoker of the manifests, or the named one, and prints the objects in the order in which they are applied. If there is no BackupSession, one is made up.',
    )
    .argument('[path...]', 'files, folders or globs; - for piped text')
    .addOption(new Option('-o, --output <format>', 'the form of the output').choices(['yaml', 'json']).default('yaml'))
    .addHelpText('after', '\nExample:\n  stash-functions render --invoker orders backup.yaml | kubectl apply -f -')
    .addCommand(renderWebhookCommand(context));
  return addPlanOptions(command).action(async (paths: ReadonlyArray<string>, flags: RenderFlags) => {
    finish(await render(paths, flags, terminal));
  });
}

async function render(paths: ReadonlyArray<string>, flags: RenderFlags, terminal: Terminal): Promise<ExitCode> {
  const { planned, problems } = await planFiles(paths, flags, terminal);
  writeLine(terminal.stderr, formatProblems(problems, { color: hasColor(terminal.stderr, terminal.env) }));
  if (problems.some(isError)) return 1;
  const objects = planned.flatMap(({ result }) => (isLeft(result) ? [] : result.right.objects));
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  writeLine(terminal.stdout, flags.output === 'json' ? JSON.stringify(list, null, 2) : printManifests(objects));
  return 0;
}
