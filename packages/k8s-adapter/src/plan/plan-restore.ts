import type { InvokerTarget, PodSecurityContext, Problems } from '@stash-functions/core/decode';
import { effectiveTask, restoreScope } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { hasAction } from '../build/hooks.ts';
import { restoreJobName } from '../build/names.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { guarded } from '../problem/guarded.ts';
import type { Plan } from './plan.ts';
import { type RestorePlanInput, restorePlanRules } from './plan-input.ts';
import { planInvoker } from './plan-invoker.ts';
import type { Hooks, MemberReading, PlanRequest } from './plan-request.ts';

/**
 * Plans a RestoreSession or RestoreBatch. The plan holds everything that the restore needs: the ServiceAccount, Roles
 * and bindings of its Jobs, the claims to restore into, the claim for interim data, and the Jobs. Each target gets one
 * Job; one with volumeClaimTemplates gets a Job for each replica.
 *
 * An API server accepts every object of a plan. Everything that it would refuse comes back as Problems, all at once.
 * Each names the resource and the field that cause it, with line and column where these were loaded from a file. The
 * Problems are those of `restoreScope`, `resolveTask` and {@link toJob}.
 *
 * Resources are readonly, and what is read of one is remembered as long as it lives. So a changed resource is a new object,
 * or has at least a new `metadata` or `spec`.
 */
export function planRestore(input: RestorePlanInput): Either<Problems<PlanProblemCode>, Plan> {
  const given = {
    options: input,
    rules: restorePlanRules,
    required: ['manifests', 'invoker'],
  };
  return guarded(given, () => planInvoker(requestOf(input)));
}

function requestOf(input: RestorePlanInput): PlanRequest {
  return {
    input,
    occasion: 'restore',
    jobOwner: input.invoker,
    user: { securityContext: root, merge: 'fields', rule: 'restore-user' },
    readMember: (member, { repository, appBindings }) => {
      const context = { ...input, repository, appBindings, member };
      const scopeOf: MemberReading['scopeOf'] = (ordinal) =>
        restoreScope(ordinal === undefined ? context : { ...context, ordinal });
      return { task: effectiveTask(context), scopeOf };
    },
    jobNameOf: (member, ordinal) => restoreJobName(input.invoker.metadata.name, member, ordinal),
    hooksOf,
  };
}

/** A restore gives files back to their owners, which only root can do. */
const root: PodSecurityContext = { runAsUser: 0, runAsGroup: 0 };

function hooksOf(target: InvokerTarget): Hooks {
  if (target.occasion !== 'restore') return {};
  const { preRestore, postRestore } = target.spec.hooks ?? {};
  return {
    before: preRestore === undefined ? undefined : 'preRestore',
    after: hasAction(postRestore) ? 'postRestore' : undefined,
  };
}
