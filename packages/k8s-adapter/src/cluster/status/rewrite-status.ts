import type { Problems, ResourceReference, RulesFor } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { backOff } from '../back-off.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { type ApiFailure, isTransient } from '../port/api-failure.ts';
import { checkCall, checkFunction, checkTarget, isEither } from '../port/check-call.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, retrying } from '../retry.ts';

/** The options of {@link rewriteStatus}. */
export interface RewriteOptions {
  /** The manager of the status; by default `stash-functions`. */
  readonly fieldManager?: string | undefined;
  /** The number of attempts where others write at the same time; by default 100, enough for hundreds of writers. */
  readonly attempts?: number | undefined;
  /** Called before each wait for an API server that does not answer, or that asks to wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up between two attempts when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** The clock for conditions and durations. */
  readonly clock?: Clock | undefined;
}

const rewriteRules: RulesFor<RewriteOptions> = {
  attempts: 'number',
  clock: 'object',
  fieldManager: 'text',
  onRetry: 'function',
  signal: 'object',
};

/** The new status of an object. */
export interface StatusChange {
  /** The whole status. */
  readonly status: object;
  /** True where there is something to write. */
  readonly changed: boolean;
}

/** The result of {@link rewriteStatus}. */
export interface Rewritten<Resource, Change extends StatusChange> {
  /** The resource before the change. */
  readonly before: Resource;
  /** The change as it was written. */
  readonly change: Change;
  /** The number of times that the status was read: 1 where nobody else wrote. */
  readonly attempts: number;
}

/**
 * Reads an object, asks a pure function for its new status, and writes it with the resourceVersion that was read. It
 * begins again where somebody else writes first, or where the API server does not answer. It writes nothing where
 * nothing changes. So no report is lost where many come at once, and one whose answer was lost is not written twice.
 *
 * Problems of `decode` and `decide` are not tried again. The cluster gives `object-not-found`, `access-denied`,
 * `api-rejected` and `option-invalid`. After the last attempt come `api-conflict` and `api-unavailable`.
 *
 * @param decode - reads the object as it is stored
 * @param decide - the new status of the object; called again for each attempt
 */
export async function rewriteStatus<Resource, Change extends StatusChange, Code extends string>(
  client: ClusterClient,
  target: ObjectTarget,
  decode: (object: JsonObject) => Either<Problems<Code>, Resource>,
  decide: (resource: Resource, now: Date) => Either<Problems<Code>, Change>,
  options: RewriteOptions = {},
): Promise<Either<Problems<Code | ClusterProblemCode>, Rewritten<Resource, Change>>> {
  const invalid = [
    ...checkTarget(target),
    ...checkFunction(decode, 'decode'),
    ...checkFunction(decide, 'decide'),
    ...checkCall(options, rewriteRules),
  ];
  if (isNonEmpty(invalid)) return left(invalid);
  const { clock = systemClock, signal, onRetry, attempts = 100, fieldManager = 'stash-functions' } = options;
  const port = portOf(client);
  const resource: ResourceReference = { namespace: port.namespace, ...target };
  for (let attempt = 1; ; attempt += 1) {
    const found = await retrying(() => port.read(target, { signal }), { clock, signal, onRetry });
    if (isLeft(found)) return left(failureProblems(found.left, resource));
    const before = eitherOf(decode(found.right), 'decode');
    if (isLeft(before)) return before;
    const change = eitherOf(decide(before.right, new Date(clock.now())), 'decide');
    if (isLeft(change)) return change;
    const done = { before: before.right, change: change.right, attempts: attempt };
    if (!change.right.changed) return right(done);
    const written = await port.replaceStatus(withStatus(found.right, change.right.status), { fieldManager, signal });
    if (isLeft(written) && (!(attempt < attempts) || signal?.aborted === true || !mayPass(written.left))) {
      return left(failureProblems(written.left, resource));
    }
    if (!isLeft(written)) return right(done);
    const delay = delayOf(written.left, attempt, clock.random());
    if (!isConflict(written.left)) onRetry?.({ attempt, delay, failure: written.left });
    await clock.sleep(delay, signal);
  }
}

function eitherOf<E, A>(given: Either<E, A>, name: string): Either<E | Problems<'option-invalid'>, A> {
  if (isEither(given)) return given;
  return left([clusterProblem('option-invalid', { message: `\`${name}\` gave something that is no Either` })]);
}

/** Keeps fields of the status that this version does not know. */
function withStatus(object: JsonObject, status: object): JsonObject {
  return { ...object, status: { ...(isJsonObject(object.status) ? object.status : {}), ...status } };
}

function mayPass(failure: ApiFailure): boolean {
  return isConflict(failure) || isTransient(failure);
}

function isConflict({ code, reason }: ApiFailure): boolean {
  return code === 409 && reason === 'Conflict';
}

/** A writer that lost a race tries again soon, at a random time. One without an answer waits for the server. */
function delayOf(failure: ApiFailure, attempt: number, random: number): number {
  if (!isConflict(failure)) return backOff(attempt, random, failure.retryAfter);
  return Math.round(random * Math.min(mostContended, leastContended * 2 ** Math.min(attempt, 8)));
}

const leastContended = 10;
const mostContended = 1000;
