import { formatProblems, isError, type Problem, parseDuration } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import {
  type ApplyReportEntry,
  applyPlan,
  type ClusterPort,
  type JobOutcome,
  runJobs,
} from '@stash-functions/k8s-adapter/cluster';
import { Command, InvalidArgumentError, Option } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { addClusterOptions, type ClusterFlags, connectTo } from '../inputs/connect-to.ts';
import { newJobReporter } from '../output/job-reporter.ts';
import { oneInvoker } from '../planning/choose-invokers.ts';
import { planFiles } from '../planning/plan-files.ts';
import { addPlanOptions, type PlanFlags } from '../planning/plan-options.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';

/** What the command was asked for. */
interface RunFlags extends PlanFlags, ClusterFlags {
  readonly dryRun?: 'client' | 'server';
  readonly wait: 'true' | 'false';
  readonly cleanUp: 'never' | 'succeeded' | 'always';
  readonly timeout?: number;
}

/** `stash-functions run`: plans a backup or restore, applies the plan and follows its Jobs to their end. */
export function runCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('run')
    .summary('runs a backup or restore on a cluster')
    .description(
      'Plans one invoker, applies the objects of the plan, and follows its Jobs with their logs. Ends with 0 where every Job succeeded. Ctrl-C stops following, and cleans up as --clean-up says; a second one leaves at once.',
    )
    .argument('[path...]', 'files, folders or globs; - for what is piped in')
    .addOption(
      new Option('--dry-run <where>', 'change nothing: only plan, or let the server check the objects too').choices([
        'client',
        'server',
      ]),
    )
    .addOption(new Option('--wait <wait>', 'whether to follow the Jobs').choices(['true', 'false']).default('true'))
    .addOption(
      new Option('--clean-up <when>', 'when Jobs are deleted at the end of the run')
        .choices(['never', 'succeeded', 'always'])
        .default('never'),
    )
    .option('--timeout <duration>', 'how long each Job is followed: 90s, 30m, 1h30m', milliseconds)
    .addHelpText('after', '\nExample:\n  stash-functions run --namespace demo --clean-up succeeded backup.yaml');
  return addClusterOptions(addPlanOptions(command)).action(async (paths: ReadonlyArray<string>, flags: RunFlags) => {
    finish(await run(paths, flags, terminal));
  });
}

async function run(paths: ReadonlyArray<string>, flags: RunFlags, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, env } = terminal;
  const { planned, problems } = await planFiles(paths, { ...flags, choose: oneInvoker, now: new Date() }, terminal);
  tell(problems, terminal);
  const [only] = planned;
  if (problems.some(isError) || only === undefined || isLeft(only.result)) return 1;
  const plan = only.result.right;
  if (flags.dryRun === 'client') {
    for (const { kind, metadata } of plan.objects) writeLine(stdout, `would apply ${kind} ${nameOf(metadata)}`);
    return 0;
  }
  const port = await connectTo(flags, terminal);
  const follows = flags.wait === 'true' && flags.dryRun === undefined;
  const applied = await apply(port, plan, { dryRun: flags.dryRun === 'server', withoutJobs: follows }, terminal);
  if (!applied || !follows) return applied ? 0 : 1;

  const interruption = new AbortController();
  const stop = terminal.onInterrupt(() => {
    writeLine(stderr, 'stopping; once more leaves at once');
    interruption.abort();
  });
  const reporter = newJobReporter(terminal, plan.jobs.length > 1);
  try {
    const { timeout, cleanUp } = flags;
    const jobs = runJobs(port, plan.jobs, {
      cleanUp,
      signal: interruption.signal,
      ...(timeout === undefined ? {} : { timeout }),
    });
    for await (const { index, event } of jobs) reporter.tell(plan.jobs[index]?.metadata.name ?? '', event);
    return exitCodeOf(await jobs.outcomes);
  } finally {
    reporter.end();
    stop();
  }

  function tell(found: ReadonlyArray<Problem>, { stderr: output }: Terminal): void {
    writeLine(output, formatProblems(found, { color: hasColor(output, env) }));
  }
}

/** @returns whether everything was applied */
async function apply(
  port: ClusterPort,
  plan: Plan,
  options: { readonly dryRun: boolean; readonly withoutJobs: boolean },
  { stdout, stderr, env }: Terminal,
): Promise<boolean> {
  const result = await applyPlan(port, plan, {
    ...options,
    onRetry: ({ delay, failure }) => writeLine(stderr, `${failure.message}; again in ${Math.ceil(delay / 1000)} s`),
  });
  const { entries } = isLeft(result) ? result.left.report : result.right;
  for (const entry of entries) writeLine(stdout, inWords(entry, options.dryRun));
  if (isLeft(result)) writeLine(stderr, formatProblems(result.left, { color: hasColor(stderr, env) }));
  return !isLeft(result);
}

function inWords({ resource, action }: ApplyReportEntry, dryRun: boolean): string {
  return `${action} ${resource.kind} ${nameOf(resource)}${dryRun ? ' (server dry run)' : ''}`;
}

function nameOf({
  namespace,
  name = '',
}: {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function exitCodeOf(outcomes: ReadonlyArray<JobOutcome>): ExitCode {
  return outcomes.every(({ status }) => status === 'succeeded') ? 0 : 1;
}

function milliseconds(value: string): number {
  const seconds = parseDuration(value);
  if (seconds === undefined || seconds <= 0)
    throw new InvalidArgumentError('It must be a duration such as 90s, 30m or 1h30m.');
  return seconds * 1000;
}
