import { type Checked, checked, isBatch, placeIn } from '@stash-functions/core/decode';
import { dequal } from 'dequal/lite';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { applyOrder, identityOf, type KubernetesObject } from './plan.ts';
import type { PlanRequest } from './plan-request.ts';
import type { PlannedTarget } from './plan-target.ts';

/**
 * The objects of all targets, each once, in apply order. Two objects that cannot exist side by side give
 * `name-conflict`. A claim that several members would write to gives `claim-shared`.
 */
export function joinParts(
  parts: ReadonlyArray<PlannedTarget>,
  request: PlanRequest,
): Checked<ReadonlyArray<KubernetesObject>, AdapterProblem['code']> {
  const byIdentity = new Map<string, KubernetesObject>();
  const problems: Array<AdapterProblem> = [];
  for (const part of parts) {
    for (const object of part.objects) {
      const identity = identityOf(object);
      const other = byIdentity.get(identity);
      if (other === undefined) byIdentity.set(identity, object);
      else if (!dequal(other, object)) problems.push(conflict(object, request));
    }
  }
  const distinct = [...byIdentity.values()];
  const objects = isInOrder(distinct)
    ? distinct
    : applyOrder.flatMap((kind) => distinct.filter((object) => object.kind === kind));
  return checked(objects, parts.length < 2 ? problems : [...problems, ...sharedClaims(parts, request)]);
}

/** True for objects that can be applied one after the other: almost always those of one target. */
function isInOrder(objects: ReadonlyArray<KubernetesObject>): boolean {
  let rank = 0;
  for (const { kind } of objects) {
    const own = applyOrder.indexOf(kind);
    if (own < rank) return false;
    rank = own;
  }
  return true;
}

function conflict({ kind, metadata }: KubernetesObject, { input: { invoker } }: PlanRequest): AdapterProblem {
  const several = isBatch(invoker);
  return adapterProblem('name-conflict', {
    ...placeIn(invoker, several ? ['spec', 'members'] : ['spec']),
    message: `the plan needs two different objects for ${kind} ${metadata.name}`,
    hint: `give the templates of claims names of their own${several ? ', or plan the members one by one' : ''}`,
  });
}

/** Two members would write into one directory: one for interim data, or one that is restored into. */
function sharedClaims(
  parts: ReadonlyArray<PlannedTarget>,
  { input: { invoker } }: PlanRequest,
): ReadonlyArray<AdapterProblem> {
  const users = new Map<string, ReadonlyArray<number>>();
  for (const { member, objects } of parts) {
    for (const { kind, metadata } of objects) {
      const name = metadata.name ?? '';
      const members = users.get(name) ?? [];
      if (kind === 'PersistentVolumeClaim' && !members.includes(member)) users.set(name, [...members, member]);
    }
  }
  return [...users].flatMap(([name, members]) =>
    members.length < 2
      ? []
      : [
          adapterProblem('claim-shared', {
            ...placeIn(invoker, ['spec', 'members']),
            message: `the members ${members.join(' and ')} share the claim ${name}`,
            hint: 'give the template of the claim a name of its own in each member',
          }),
        ],
  );
}
