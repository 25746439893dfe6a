import { formatProblems } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import { applyPlan, type ClusterClient, type RunJobOptions, runJob } from '@stash-functions/k8s-adapter/cluster';
import { describeOutcome, describeRetry, exitCodeOf, progressOn, type Terminal } from './progress.ts';

/** Applies a plan and runs its Jobs one after the other. Gives the exit code. */
export async function runBackup(
  client: ClusterClient,
  plan: Plan,
  terminal: Terminal,
  options: RunJobOptions,
): Promise<number> {
  const applied = await applyPlan(client, plan, {
    withoutJobs: true,
    onRetry: ({ failure, delay }) => terminal.write(`${describeRetry(failure.message, delay)}\n`),
    ...(options.signal && { signal: options.signal }),
  });
  if (applied._tag === 'Left') {
    terminal.write(`${formatProblems(applied.left)}\n`);
    return options.signal?.aborted === true ? 130 : 1;
  }
  for (const job of plan.jobs) {
    const progress = progressOn(terminal);
    const run = runJob(client, job, options);
    for await (const event of run) progress.show(event);
    const outcome = await run.outcome;
    terminal.write(`${job.metadata.name} ${describeOutcome(outcome)}\n`);
    if (outcome.status !== 'succeeded') return exitCodeOf(outcome);
  }
  return 0;
}
