import { isRight } from 'fp-ts/lib/Either.js';
import { patience } from '../clock.ts';
import { beforeAbort, latch } from '../latch.ts';
import { connectionFailure } from '../port/api-failure.ts';
import type { ClusterPort } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { retrying } from '../retry.ts';
import type { JobOutcome } from './job-event.ts';
import type { RunSettings } from './run-options.ts';

/** Milliseconds that a deletion may take after a run that was aborted or has timed out. */
const interruptedLimit = 10_000;
/** Milliseconds that a deletion goes on after the signal. */
const abortedLimit = 1_000;

/**
 * Deletes the Job of a run that has ended, where its settings say so. The uid makes sure that no other Job of the same
 * name is deleted.
 *
 * Problems are in the outcome: the refusals of the API server.
 *
 * @param ready - waits until nobody needs the Job's pods
 * @returns the outcome, with Problems where the Job is still there
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
  const limit = limitOf(outcome, settings);
  const removal = retrying(() => port.remove(target, { uid, signal: limit.signal }), {
    clock: settings.clock,
    signal: limit.signal,
  });
  const removed = await beforeAbort(removal, limit.signal);
  limit.clear();
  if (removed === undefined) {
    const late = connectionFailure(new Error('no answer in time'));
    return { ...outcome, cleanUpProblems: failureProblems(late, target) };
  }
  // With 404 the Job is gone already. With 409 it is gone too, and another one has its name.
  const isGone = isRight(removed) || removed.left.code === 404 || removed.left.code === 409;
  return isGone ? outcome : { ...outcome, cleanUpProblems: failureProblems(removed.left, target) };
}

function limitOf(
  outcome: JobOutcome,
  { clock, signal }: RunSettings,
): { readonly signal: AbortSignal; readonly clear: () => void } {
  const limit = latch();
  const done = latch();
  const expire = (delay: number): void => void patience(clock, delay, done.signal).then(() => limit.open());
  const hurry = (): void => expire(abortedLimit);
  if (outcome.status === 'aborted' || outcome.status === 'timed-out') expire(interruptedLimit);
  else if (signal?.aborted === true) hurry();
  else signal?.addEventListener('abort', hurry);
  const clear = (): void => {
    done.open();
    signal?.removeEventListener('abort', hurry);
  };
  return { signal: limit.signal, clear };
}
