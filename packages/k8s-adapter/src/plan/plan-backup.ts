import type { InvokerTarget, PodSecurityContext, Problems } from '@stash-functions/core/decode';
import { backupScope, effectiveTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { hasAction } from '../build/hooks.ts';
import { backupJobName } from '../build/names.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { guarded } from '../problem/guarded.ts';
import type { Plan } from './plan.ts';
import { type BackupPlanInput, backupPlanRules } from './plan-input.ts';
import { planInvoker } from './plan-invoker.ts';
import type { Hooks, PlanRequest } from './plan-request.ts';

/**
 * Plans one run of a BackupConfiguration or BackupBatch. The plan holds everything that the run needs: the
 * ServiceAccount, Roles and bindings of its Jobs, the claim for interim data, and the Jobs. Each target gets one Job,
 * which runs its Task.
 *
 * An API server accepts every object of a plan. Everything that it would refuse comes back as Problems, all at once.
 * Each names the resource and the field that cause it, with line and column where these were loaded from a file. The
 * Problems are those of `backupScope`, `resolveTask` and {@link toJob}.
 *
 * Resources are readonly, and what is read of one is remembered as long as it lives. So a changed resource is a new object,
 * or has at least a new `metadata` or `spec`.
 */
export function planBackup(input: BackupPlanInput): Either<Problems<PlanProblemCode>, Plan> {
  const given = {
    options: input,
    rules: backupPlanRules,
    required: ['manifests', 'invoker', 'session'],
  };
  return guarded(given, () => planInvoker(requestOf(input)));
}

function requestOf(input: BackupPlanInput): PlanRequest {
  return {
    input,
    occasion: 'backup',
    jobOwner: input.session,
    user: { securityContext: backupUser, merge: 'replace', rule: 'backup-user' },
    readMember: (member, { repository, appBindings }) => {
      const context = { ...input, repository, appBindings, member };
      return { task: effectiveTask(context), scopeOf: () => backupScope(context) };
    },
    jobNameOf: (member) => backupJobName(input.session.metadata.name, member),
    hooksOf,
  };
}

/** The user that runs backups in Stash. */
const backupUser: PodSecurityContext = { runAsUser: 65535 };

function hooksOf(target: InvokerTarget): Hooks {
  if (target.occasion !== 'backup') return {};
  const { preBackup, postBackup } = target.spec.hooks ?? {};
  return {
    before: preBackup === undefined ? undefined : 'preBackup',
    after: hasAction(postBackup) ? 'postBackup' : undefined,
  };
}
