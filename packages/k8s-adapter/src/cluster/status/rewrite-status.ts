import { checkOptions, type Problems, type ResourceReference, type RulesFor } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { backOff } from '../back-off.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { type ApiFailure, isTransient } from '../port/api-failure.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, retrying } from '../retry.ts';

/** How a status is written. */
export interface RewriteOptions {
  /** Recorded as the manager of the status; default `stash-functions`. */
  readonly fieldManager?: string | undefined;
  /** How often it is tried where others write at the same time; default 100, which is enough for hundreds of them. */
  readonly attempts?: number | undefined;
  /** Told before each wait for an API server that does not answer, or asks for patience. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up between two attempts. */
  readonly signal?: AbortSignal | undefined;
  /** The time that `now` of conditions and durations comes from. */
  readonly clock?: Clock | undefined;
}

const rewriteRules: RulesFor<RewriteOptions> = {
  attempts: 'number',
  clock: 'object',
  fieldManager: 'text',
  onRetry: 'function',
  signal: 'object',
};

/** What is to become of a status. */
export interface StatusChange {
  /** The whole status. */
  readonly status: object;
  /** Whether there is anything to write. */
  readonly changed: boolean;
}

/** What became of it. */
export interface Rewritten<Resource, Change extends StatusChange> {
  /** The resource that the change was told from. */
  readonly before: Resource;
  /** The change as it was written. */
  readonly change: Change;
  /** How often the status was read: 1 where nobody else wrote. */
  readonly attempts: number;
}

/**
 * Reads an object, has a pure function tell its new status, and writes that with the resourceVersion that was read: as
 * often as somebody else writes first, or the API server cannot be asked. Nothing is written where nothing changes. So no
 * report of many at once is lost, and one whose answer was lost is not written twice.
 *
 * Problems: those of `decode` and `decide`, which are not tried again, and those of the cluster: `object-not-found`,
 * `access-denied`, `api-rejected`, `option-invalid`, `api-conflict` and `api-unavailable` once every attempt has failed.
 *
 * @param decode - reads the object as it is stored
 * @param decide - the new status of what was read; called anew for each attempt
 */
export async function rewriteStatus<Resource, Change extends StatusChange, Code extends string>(
  client: ClusterClient,
  target: ObjectTarget,
  decode: (object: JsonObject) => Either<Problems<Code>, Resource>,
  decide: (resource: Resource, now: Date) => Either<Problems<Code>, Change>,
  options: RewriteOptions = {},
): Promise<Either<Problems<Code | ClusterProblemCode>, Rewritten<Resource, Change>>> {
  const invalid = checkOptions(options, rewriteRules);
  if (isNonEmpty(invalid)) return left(invalid);
  const { clock = systemClock, signal, onRetry, attempts = 100, fieldManager = 'stash-functions' } = options;
  const port = portOf(client);
  const resource: ResourceReference = { namespace: port.namespace, ...target };
  for (let attempt = 1; ; attempt += 1) {
    const found = await retrying(() => port.read(target, { signal }), { clock, signal, onRetry });
    if (isLeft(found)) return left(failureProblems(found.left, resource));
    const before = decode(found.right);
    if (isLeft(before)) return before;
    const change = decide(before.right, new Date(clock.now()));
    if (isLeft(change)) return change;
    const done = { before: before.right, change: change.right, attempts: attempt };
    if (!change.right.changed) return right(done);
    const written = await port.replaceStatus(withStatus(found.right, change.right.status), { fieldManager, signal });
    if (isLeft(written) && (attempt >= attempts || signal?.aborted === true || !mayPass(written.left))) {
      return left(failureProblems(written.left, resource));
    }
    if (!isLeft(written)) return right(done);
    const delay = delayOf(written.left, attempt, clock.random());
    if (!isConflict(written.left)) onRetry?.({ attempt, delay, failure: written.left });
    await clock.sleep(delay, signal);
  }
}

/** A field of the status that this version does not know stays as it is. */
function withStatus(object: JsonObject, status: object): JsonObject {
  return { ...object, status: { ...(isJsonObject(object.status) ? object.status : {}), ...status } };
}

function mayPass(failure: ApiFailure): boolean {
  return isConflict(failure) || isTransient(failure);
}

function isConflict({ code, reason }: ApiFailure): boolean {
  return code === 409 && reason === 'Conflict';
}

/** Whoever lost a race tries again soon, at a time of its own; whoever gets no answer waits for the server. */
function delayOf(failure: ApiFailure, attempt: number, random: number): number {
  if (!isConflict(failure)) return backOff(attempt, random, failure.retryAfter);
  return Math.round(random * Math.min(mostContended, leastContended * 2 ** Math.min(attempt, 8)));
}

const leastContended = 10;
const mostContended = 1000;
