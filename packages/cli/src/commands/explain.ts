import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblems, isError } from '@stash-functions/core';
import { explain, formatExplanation } from '@stash-functions/templating';
import { Command, Option } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { explainField, isFieldName } from '../planning/explain-field.ts';
import { type PlannedFiles, planFiles } from '../planning/plan-files.ts';
import { addPlanOptions, addSecretsOption, type PlanFlags } from '../planning/plan-options.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';

/** The flags of the command. */
interface ExplainFlags extends PlanFlags {
  readonly output: 'pretty' | 'json';
  readonly all?: boolean;
}

/** `stash-functions explain`: the source of each piece of each string in the containers. */
export function explainCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('explain')
    .summary('shows where each value in the containers comes from')
    .description(
      'Plans every invoker of the manifests, or the named one. For each string of each container it shows which pieces are text of the template, which are values of variables with their fields, and which are defaults. With the name of a field, such as JOB.spec.template.spec.containers[0].args[3], it shows the source of that field.',
    )
    .argument('[path...]', 'files, folders or globs, - for piped text, and at most one field')
    .addOption(
      new Option('-o, --output <format>', 'the form of the output').choices(['pretty', 'json']).default('pretty'),
    )
    .option('--all', 'also show strings without a variable')
    .addHelpText(
      'after',
      `
Examples:
  stash-functions explain backup.yaml
  stash-functions explain stash-backup-orders-0-0.spec.template.spec.containers[0].args[1] backup.yaml`,
    );
  return addSecretsOption(addPlanOptions(command)).action(async (words: ReadonlyArray<string>, flags: ExplainFlags) => {
    const field = words.find((word) => isFieldName(word) && !existsSync(resolve(terminal.cwd, word)));
    const paths = words.filter((word) => word !== field);
    const planned = await planFiles(paths, flags, terminal);
    finish(
      field === undefined ? explainPlans(planned, flags, terminal) : explainField(field, planned, flags, terminal),
    );
  });
}

function explainPlans({ planned, problems }: PlannedFiles, flags: ExplainFlags, terminal: Terminal): ExitCode {
  const { stdout, stderr, env } = terminal;
  writeLine(stderr, formatProblems(problems, { color: hasColor(stderr, env) }));
  if (problems.some(isError)) return 1;
  const runs = planned.flatMap(({ result }) => (isLeft(result) ? [] : result.right.runs));
  const explained = runs.map(({ job, member, ordinal, task }) => ({
    job: job.metadata.name ?? '',
    member,
    ...(ordinal === undefined ? {} : { ordinal }),
    explanation: explain(task),
  }));
  if (flags.output === 'json') writeLine(stdout, JSON.stringify(explained, null, 2));
  else {
    const options = { color: hasColor(stdout, env), all: flags.all === true };
    const texts = explained.map(({ job, explanation }) => `Job ${job}\n\n${formatExplanation(explanation, options)}`);
    writeLine(stdout, texts.join('\n\n'));
  }
  return 0;
}
