import type { Problem, ResourceReference } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import { fieldAt, textAt } from '../json.ts';
import type { CallOptions, ClusterPort, ObjectTarget, SubmittedObject } from '../port/cluster-port.ts';
import { type RetryOptions, retrying } from '../retry.ts';

/** The Problems about owners that objects name, and the owners that could not be read. */
export interface OwnersChecked {
  readonly problems: ReadonlyArray<Problem<ClusterProblemCode>>;
  /** A sentence for each owner that the user may not read, by the object that it owns. */
  readonly warnings: ReadonlyMap<SubmittedObject, ReadonlyArray<string>>;
}

/**
 * Reads each owner that the objects name, once. An owner that is not there gives `owner-missing`. So does one that was
 * made anew with another uid: the garbage collector would delete its objects within seconds, without a word.
 *
 * An owner that the user may not read gives a warning at its object. Other failures come back when the object is
 * applied.
 */
export async function checkOwners(
  port: ClusterPort,
  objects: ReadonlyArray<SubmittedObject>,
  call: CallOptions,
  retry: RetryOptions,
): Promise<OwnersChecked> {
  const problems: Array<Problem<ClusterProblemCode>> = [];
  const warnings = new Map<SubmittedObject, ReadonlyArray<string>>();
  const owners = objects.flatMap((object) => ownersOf(object, port));
  for (const owned of new Map(owners.map((owner) => [keyOf(owner), owner])).values()) {
    const found = await retrying(() => port.read(owned.target, call), retry);
    const fault = isLeft(found)
      ? found.left.code === 404
        ? 'is not there'
        : undefined
      : textAt(found.right, 'metadata', 'uid') === owned.uid
        ? undefined
        : `has the uid ${textAt(found.right, 'metadata', 'uid')} now, and the plan was made for ${owned.uid}`;
    if (fault !== undefined) problems.push(missing(owned, fault));
    if (!isLeft(found) || found.left.code !== 403) continue;
    for (const { object } of owners.filter((owner) => keyOf(owner) === keyOf(owned))) {
      const text = `its owner ${nameOf(owned.target)} may be missing, because it cannot be read: ${found.left.message}`;
      warnings.set(object, [...(warnings.get(object) ?? []), text]);
    }
  }
  return { problems, warnings };
}

/** An owner that an object names. */
interface Owner {
  readonly object: SubmittedObject;
  readonly target: ObjectTarget;
  readonly uid: string;
}

function ownersOf(object: SubmittedObject, port: ClusterPort): ReadonlyArray<Owner> {
  const references = fieldAt(object, 'metadata', 'ownerReferences');
  if (!Array.isArray(references)) return [];
  const namespace = object.metadata?.namespace ?? port.namespace;
  return references.flatMap((reference: unknown) => {
    const [apiVersion, kind, name, uid] = ['apiVersion', 'kind', 'name', 'uid'].map((field) =>
      textAt(reference, field),
    );
    if (apiVersion === undefined || kind === undefined || name === undefined || uid === undefined) return [];
    return [{ object, target: { apiVersion, kind, namespace, name }, uid }];
  });
}

function keyOf({ target, uid }: Owner): string {
  return JSON.stringify([target, uid]);
}

function missing({ object, target }: Owner, fault: string): Problem<ClusterProblemCode> {
  return clusterProblem('owner-missing', {
    message: `the owner ${nameOf(target)} ${fault}: what belongs to it would be deleted within seconds`,
    path: ['metadata', 'ownerReferences'],
    resource: referenceTo(object),
    hint: 'read the owner from the cluster again and plan with it',
  });
}

function nameOf({ kind, namespace, name }: ObjectTarget): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function referenceTo({ apiVersion, kind = '', metadata }: SubmittedObject): ResourceReference {
  const { namespace, name } = metadata ?? {};
  return {
    kind,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}
