import type { ClusterPort } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { retrying } from '../retry.ts';
import type { JobOutcome } from './job-event.ts';
import type { RunSettings } from './run-options.ts';

/**
 * Deletes the Job of a run that has ended, where its settings say so: only the one that was run, told by its uid, and not
 * another of the same name.
 *
 * Problems, in the outcome: what the API server refused.
 *
 * @param ready - waits until nobody needs the Job's pods
 * @returns the outcome, with the problems where the Job is still there
 */
export async function cleanUp(
  port: ClusterPort,
  outcome: JobOutcome,
  settings: RunSettings,
  ready: () => Promise<unknown>,
): Promise<JobOutcome> {
  const isWanted = settings.cleanUp === 'always' || settings.cleanUp === outcome.status;
  const { uid, namespace, name } = outcome.job;
  if (!isWanted || uid === undefined) return outcome;
  await ready();
  const target = { apiVersion: 'batch/v1', kind: 'Job', namespace, name };
  const removed = await retrying(() => port.remove(target, { uid }), settings);
  // 404: it is gone already. 409: so is it, and another one has its name.
  const isGone = removed._tag === 'Right' || removed.left.code === 404 || removed.left.code === 409;
  return isGone ? outcome : { ...outcome, cleanUpProblems: failureProblems(removed.left, target) };
}
