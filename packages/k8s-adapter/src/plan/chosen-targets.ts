import {
  type Checked,
  checked,
  type InvokerTarget,
  isBatch,
  placeIn,
  problemsOf,
  targetsOf,
} from '@stash-functions/core/decode';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { hasOperatorContainer, withoutMembers } from './messages.ts';
import type { Common, PlanRequest } from './plan-request.ts';

/**
 * The targets to plan: the member that is asked for, or all of them. In a batch, the operator may back up or restore
 * some targets by a container in their own pods. These are left out with a warning, unless no others remain.
 */
export function chosenTargets(
  request: PlanRequest,
  common: Common,
): Checked<ReadonlyArray<InvokerTarget>, PlanProblemCode> {
  const { invoker, member } = request.input;
  const all = targetsOf(invoker);
  if (member !== undefined) {
    const chosen = all[member];
    return chosen === undefined ? checked([], problemsOf(request.readMember(member, common).task)) : checked([chosen]);
  }
  if (all.length === 0) return checked([], [withoutMembers(invoker)]);
  const withJobs = all.filter((target) => !hasOperatorContainer(target));
  if (!isBatch(invoker) || withJobs.length === 0) return checked(all);
  return checked(withJobs, all.filter(hasOperatorContainer).map(leftToOperator));
}

function leftToOperator({ invoker, path, spec, member }: InvokerTarget): AdapterProblem {
  const { kind = '', name = '' } = spec.target?.ref ?? {};
  return adapterProblem('target-left-to-operator', {
    ...placeIn(invoker, [...path, 'target', 'ref']),
    message: `member ${member} of ${invoker.kind} ${invoker.metadata.name} has no Job in the plan: the operator of Stash adds a container to the pods of the ${kind} ${name}`,
    hint: 'leave it to the operator, or set task.name of the member to a Task that does the work in a Job',
  });
}
