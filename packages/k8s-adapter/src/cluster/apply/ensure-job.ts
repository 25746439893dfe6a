import type { Problem, Problems, ResourceReference } from '@stash-functions/core/decode';
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import { type JsonObject, textAt } from '../json.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { ClusterPort, ObjectTarget, SubmittedObject } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, retrying } from '../retry.ts';
import { hasContent, withContentHash } from './content.ts';

/** The options of {@link ensureJob}. */
export interface EnsureJobOptions {
  readonly fieldManager: string;
  readonly clock: Clock;
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** A Job that exists in the cluster. */
export interface EnsuredJob {
  /** The Job as it is stored. */
  readonly object: JsonObject;
  /** True where it existed before, with the same content. */
  readonly adopted: boolean;
}

/** A Job with the identity that every call needs. */
export interface NamedJob {
  readonly target: ObjectTarget & { readonly namespace: string };
  /** The object to send, with name and namespace, and with the hash of its content in its annotations. */
  readonly object: SubmittedObject;
}

/**
 * Gives a Job a namespace where it has none, and a name where it has `generateName`. The name is made here, not by the
 * server. So an attempt whose answer was lost can be repeated without a second Job.
 *
 * Problems: `object-incomplete` for a Job with neither name nor generateName.
 */
export function nameJob(
  job: SubmittedObject,
  defaultNamespace: string,
  random: () => number,
): Either<Problems<ClusterProblemCode>, NamedJob> {
  const { name: given, generateName, ...metadata } = job.metadata ?? {};
  const name = given ?? (generateName === undefined ? undefined : `${generateName}${nameSuffix(random)}`);
  if (name === undefined || name === '') {
    return left([
      clusterProblem('object-incomplete', {
        message: 'the Job has no name',
        path: ['metadata', 'name'],
        resource: { apiVersion: 'batch/v1', kind: 'Job' },
        hint: 'give it a `metadata.name`, or a `metadata.generateName`',
      }),
    ]);
  }
  const namespace = metadata.namespace ?? defaultNamespace;
  const named = { ...job, apiVersion: 'batch/v1', kind: 'Job', metadata: { ...metadata, name, namespace } };
  const target = { apiVersion: 'batch/v1', kind: 'Job', namespace, name };
  return right({ target, object: withContentHash(named) });
}

/**
 * Makes a Job, or adopts an existing one with the same content. It waits up to two minutes for a Job of the same name
 * that is being deleted.
 *
 * Problems: `job-differs` for a Job with other content, and the refusals of the API server.
 */
export async function ensureJob(
  port: ClusterPort,
  { target, object }: NamedJob,
  options: EnsureJobOptions,
): Promise<Either<Problems<ClusterProblemCode>, EnsuredJob>> {
  const { clock, signal, fieldManager, onWarning } = options;
  const refuse = (failure: ApiFailure): Either<Problems<ClusterProblemCode>, never> =>
    left(failureProblems(failure, target));
  for (let attempt = 1; ; attempt += 1) {
    // The signal is left out here: a request that is given up may still make the Job, and nobody would know.
    const created = await retrying(
      () => port.create(object, { fieldManager, dryRun: options.dryRun === true, onWarning }),
      options,
    );
    if (isRight(created)) return right({ object: created.right, adopted: false });
    if (created.left.reason !== 'AlreadyExists') return refuse(created.left);

    const stored = await retrying(() => port.read(target, { signal }), options);
    const isGoing = isRight(stored) && textAt(stored.right, 'metadata', 'deletionTimestamp') !== undefined;
    if (isLeft(stored) && stored.left.code !== 404) return refuse(stored.left);
    if (isRight(stored) && !isGoing) {
      if (!hasContent(stored.right, object)) return left([jobDiffers(target)]);
      return right({ object: stored.right, adopted: true });
    }
    if (attempt >= 12 || options.dryRun === true) return refuse(created.left);
    await clock.sleep(backOff(attempt, clock.random()), signal);
    if (signal?.aborted === true) return refuse(created.left);
  }
}

function jobDiffers(job: ResourceReference): Problem<ClusterProblemCode> {
  return clusterProblem('job-differs', {
    message: `the Job "${job.name}" exists with another content`,
    resource: job,
    hint: 'a Job can not be changed: delete it first, or give the new one another name',
  });
}

function nameSuffix(random: () => number): string {
  // The letters and digits of generated names in Kubernetes; they form no words.
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length: 5 }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}
