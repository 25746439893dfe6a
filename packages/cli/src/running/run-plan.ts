import { formatProblems, isError } from '@stash-functions/core';
import { type Plan, secretsOfPlan } from '@stash-functions/k8s-adapter';
import {
  type ApplyReportEntry,
  applyPlan,
  type ClusterPort,
  type JobOutcome,
  runJobs,
} from '@stash-functions/k8s-adapter/cluster';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { connectTo } from '../inputs/connect-to.ts';
import { newJobReporter } from '../output/job-reporter.ts';
import { oneInvoker } from '../planning/choose-invokers.ts';
import { planFiles } from '../planning/plan-files.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { RunFlags } from './run-flags.ts';

/** Plans one invoker, applies the plan, and follows its Jobs, as the command does. */
export async function run(paths: ReadonlyArray<string>, flags: RunFlags, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, env } = terminal;
  const { planned, problems } = await planFiles(paths, { ...flags, choose: oneInvoker, now: new Date() }, terminal);
  writeLine(stderr, formatProblems(problems, { color: hasColor(stderr, env) }));
  const [only] = planned;
  if (problems.some(isError) || only === undefined || isLeft(only.result)) return 1;
  const plan = only.result.right;
  if (flags.dryRun === 'client') {
    for (const { kind, metadata } of plan.objects) writeLine(stdout, `would apply ${kind} ${nameOf(metadata)}`);
    return 0;
  }
  const port = await connectTo(flags);
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
      secrets: secretsOfPlan(plan),
      ...(timeout === undefined ? {} : { timeout }),
    });
    for await (const { index, event } of jobs) reporter.tell(plan.jobs[index]?.metadata.name ?? '', event);
    return exitCodeOf(await jobs.outcomes);
  } finally {
    reporter.end();
    stop();
  }
}

/** @returns true if everything was applied */
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
