import {
  type Checked,
  checked,
  type DecodeProblemCode,
  decodeResource,
  distinctProblems,
  type Identifiable,
  type Problem,
  type Problems,
  placeIn,
  type Resource,
  type ResourceReference,
  referenceTo,
  resourceKinds,
} from '@stash-functions/core/decode';
import { operatorHint } from '@stash-functions/templating';
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Clock } from '../clock.ts';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import type { JsonObject } from '../json.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { ClusterPort, ObjectTarget } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, retrying } from '../retry.ts';

/** A field of an object that names another object. */
export interface ReferredBy {
  /** The object that names it. */
  readonly resource: Identifiable;
  /** The field that names it. */
  readonly path: ReadonlyArray<string | number>;
}

/** A resource of a kind. */
export type ResourceNamed<Name extends Resource['kind']> = Extract<Resource, { readonly kind: Name }>;

/** A resource to read. */
export interface WantedResource<Name extends Resource['kind']> {
  readonly kind: Name;
  readonly name: string;
  /** The namespace; by default that of the reader. Cluster-scoped kinds have none. */
  readonly namespace?: string | undefined;
  /** The place that names it; absent where the caller asks for it. */
  readonly by?: ReferredBy | undefined;
}

/** The codes of the Problems of reading an object. */
export type ObjectProblemCode = ClusterProblemCode | DecodeProblemCode;

/** The object with its warnings, or the Problems of one that is missing or broken. */
export type ReadObject<A> = Either<Problems<ObjectProblemCode>, Checked<A, ObjectProblemCode>>;

/** Reads single objects of a cluster. */
export interface ObjectReader {
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** Reads an object of any API, as it is stored. */
  readonly object: (target: ObjectTarget, by?: ReferredBy) => Promise<ReadObject<JsonObject>>;
  /** Reads a resource. Fields that this version does not know are dropped with a warning. */
  readonly resource: <Name extends Resource['kind']>(
    wanted: WantedResource<Name>,
  ) => Promise<ReadObject<ResourceNamed<Name>>>;
}

/** The options of a reader. */
export interface ReaderOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Called once with each object, before it is asked for. */
  readonly onRead?: ((target: ObjectTarget) => void) | undefined;
}

/**
 * A reader that uses `get` alone. It asks once for an object that several others name. The Problems of a broken object
 * come once; those of a missing one come at each place that names it.
 */
export function objectReader(port: ClusterPort, { clock, signal, onRetry, onRead }: ReaderOptions): ObjectReader {
  const answers = new Map<string, Promise<Either<ApiFailure, JsonObject>>>();
  const resources = new Map<JsonObject, ReadObject<Resource>>();

  const ask = (target: ObjectTarget): Promise<Either<ApiFailure, JsonObject>> => {
    const key = JSON.stringify([target.apiVersion, target.kind, target.namespace, target.name]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    onRead?.(target);
    const answer = retrying(() => port.read(target, { signal }), { clock, signal, onRetry });
    answers.set(key, answer);
    return answer;
  };
  const decoded = (object: JsonObject, target: ObjectTarget, by: ReferredBy | undefined): ReadObject<Resource> => {
    const known = resources.get(object);
    if (known !== undefined) return known;
    const warnings: Array<Problem<DecodeProblemCode>> = [];
    // Some servers leave out fields that the URL holds already.
    const input = { apiVersion: target.apiVersion, kind: target.kind, ...object };
    const result = decodeResource(input, { lenient: true, onWarning: (warning) => warnings.push(warning) });
    const made: ReadObject<Resource> = isLeft(result)
      ? left(map((problem: Problem<DecodeProblemCode>) => inObject(problem, target, by))(result.left))
      : right(checked(result.right, warnings));
    resources.set(object, made);
    return made;
  };
  return {
    namespace: port.namespace,
    object: async (target, by) => {
      const answer = await ask(target);
      return isLeft(answer) ? left(unreadable(answer.left, target, by)) : right(checked(answer.right));
    },
    resource: async ({ kind, by, ...where }) => {
      const target = targetOf(kind, where, port.namespace);
      const answer = await ask(target);
      if (isLeft(answer)) return left(unreadable(answer.left, target, by));
      const found = decoded(answer.right, target, by);
      if (isLeft(found)) return found;
      const { value, problems } = found.right;
      if (isKind(value, kind)) return right(checked(value, problems));
      const message = `the API server answers with ${nameOf(referenceTo(value))}`;
      return left([clusterProblem('api-error', { message, resource: target })]);
    },
  };
}

/**
 * Reads each item of a list, a few at a time, so that a batch of a thousand members is no burst of requests. An object
 * that cannot be read gives Problems once, and no value.
 */
export async function readEach<A, B>(
  items: ReadonlyArray<A>,
  read: (item: A) => Promise<ReadObject<B>>,
): Promise<Checked<ReadonlyArray<B>, ObjectProblemCode>> {
  const values = new Set<B>();
  const problems: Array<Problem<ObjectProblemCode>> = [];
  for (let begin = 0; begin < items.length; begin += atOnce) {
    for (const one of await Promise.all(items.slice(begin, begin + atOnce).map(read))) {
      if (isRight(one)) values.add(one.right.value);
      problems.push(...(isLeft(one) ? one.left : one.right.problems));
    }
  }
  return checked([...values], distinctProblems(problems));
}

/** The number of objects that are asked for at one time. */
const atOnce = 8;

function targetOf(
  kind: Resource['kind'],
  { name, namespace }: { readonly name: string; readonly namespace?: string | undefined },
  own: string,
): ObjectTarget {
  const facts = resourceKinds.find((entry) => entry.kind === kind);
  const apiVersion = facts?.apiVersion ?? '';
  return facts?.scope === 'Cluster'
    ? { apiVersion, kind, name }
    : { apiVersion, kind, namespace: namespace || own, name };
}

function isKind<Name extends Resource['kind']>(resource: Resource, kind: Name): resource is ResourceNamed<Name> {
  return resource.kind === kind;
}

/** The Problems of an object that cannot be read, at the place that names it. */
function unreadable(
  failure: ApiFailure,
  target: ObjectTarget,
  by: ReferredBy | undefined,
): Problems<ClusterProblemCode> {
  const [first, ...rest] = failureProblems(failure, target);
  if (by === undefined) return [first, ...rest];
  const whose = `${nameOf(target)}, which ${nameOf(referenceTo(by.resource))} names,`;
  const isGone = first.code === 'object-not-found';
  const message = isGone ? `${whose} is not in the cluster` : `${whose} can not be read: ${first.message}`;
  return [{ ...first, ...placeIn(by.resource, by.path), message, ...(isGone && { hint: hintFor(target) }) }];
}

function hintFor({ kind, name }: ObjectTarget): string {
  const isOwn = (kind === 'Function' || kind === 'Task') && operatorHint(kind, name) !== undefined;
  return isOwn ? `the operator of Stash installs this ${kind}` : `apply the ${kind}, or correct the name`;
}

/** A Problem in an object, with the place that names the object. */
function inObject(
  problem: Problem<DecodeProblemCode>,
  target: ObjectTarget,
  by: ReferredBy | undefined,
): Problem<DecodeProblemCode> {
  const resource = problem.resource ?? target;
  if (by === undefined) return { ...problem, resource };
  return {
    ...problem,
    resource,
    message: `${problem.message}; ${nameOf(referenceTo(by.resource))} names the ${target.kind}`,
  };
}

/** The name for a message: `BackupConfiguration demo/photos`. */
function nameOf({ kind, namespace, name = '' }: ResourceReference): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
