import { noProblems, type Resource } from '@stash-functions/core/decode';
import { ownerReference } from '../access/rbac.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { Origins } from '../origin/origins.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { withoutUid } from './messages.ts';
import type { TargetRequest } from './plan-request.ts';

/** The owners of the objects of a target, and the Problems about owners that are not in the cluster. */
export interface Owners {
  readonly invoker: ReadonlyArray<V1OwnerReference>;
  readonly job: ReadonlyArray<V1OwnerReference>;
  readonly problems: ReadonlyArray<AdapterProblem>;
}

/** The owners of a target's objects. An object without a UID is not in the cluster, and cannot own another. */
export function ownersOf({ input, jobOwner }: TargetRequest, origins: Origins | undefined): Owners {
  const invoker = referencesTo(input.invoker, origins);
  const job = referencesTo(jobOwner, origins);
  if (invoker.length > 0 && job.length > 0) return { invoker, job, problems: noProblems };
  const unknown = [...(invoker.length === 0 ? [input.invoker] : []), ...(job.length === 0 ? [jobOwner] : [])];
  return { invoker, job, problems: [...new Set<Resource>(unknown)].map(withoutUid) };
}

function referencesTo(
  owner: TargetRequest['jobOwner'] | TargetRequest['input']['invoker'],
  origins: Origins | undefined,
): ReadonlyArray<V1OwnerReference> {
  const at = (field: string) => ({ resource: owner, path: ['metadata', field] });
  const reference = ownerReference(owner, at, origins);
  return reference === undefined ? [] : [reference];
}
