import type {
  BackupConfigurationTemplateSpec,
  BackupHooks,
  PodSecurityContext,
  Problems,
} from '@stash-functions/core/decode';
import { type BackupContext, backupScope, effectiveTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { hasAction } from '../build/hooks.ts';
import type { Mutable } from '../build/mutable.ts';
import { backupJobName } from '../build/names.ts';
import type { Plan } from './plan.ts';
import type { BackupPlanInput } from './plan-input.ts';
import { type Common, planMembers } from './plan-members.ts';
import type { TargetPlan } from './plan-target.ts';

/**
 * Everything that has to exist for one run of a BackupConfiguration or BackupBatch: the ServiceAccount, Roles and
 * bindings of its Jobs, the claim for interim data, and a Job a target, which runs the Task of the target.
 *
 * An API server accepts every object: what it would refuse comes back as Problems, all of them at once, each with the
 * resource and the field that cause it, and line and column where they were loaded from a file. The Problems are those
 * of `backupScope`, `resolveTask` and {@link toJob}.
 */
export function planBackup(input: BackupPlanInput): Either<Problems, Plan> {
  return planMembers(input, 'stash-backup', membersOf(input), (member, common) => targetOf(input, member, common));
}

/** The user that Stash runs backups as. */
const backupUser: PodSecurityContext = { runAsUser: 65535 };

function membersOf({ invoker, member }: BackupPlanInput): ReadonlyArray<number> {
  if (member !== undefined) return [member];
  if (invoker.kind === 'BackupConfiguration') return [0];
  return (invoker.spec?.members ?? []).map((_, index) => index);
}

function targetOf(input: BackupPlanInput, member: number, common: Common): TargetPlan {
  const { invoker, session } = input;
  const isBatch = invoker.kind === 'BackupBatch';
  const spec: BackupConfigurationTemplateSpec = (isBatch ? invoker.spec?.members?.[member] : invoker.spec) ?? {};
  const context = contextOf(input, member, common);
  return {
    input,
    spec,
    from: { resource: invoker, path: isBatch ? ['spec', 'members', member] : ['spec'] },
    member,
    ...common,
    jobOwner: session,
    task: effectiveTask(context),
    securityContext: backupUser,
    ...(spec.hooks === undefined ? {} : { hooks: hooksOf(spec.hooks) }),
    runs: [{ jobName: backupJobName(session.metadata.name, member), scope: backupScope(context) }],
  };
}

function hooksOf({ preBackup, postBackup }: BackupHooks): NonNullable<TargetPlan['hooks']> {
  return {
    ...(preBackup === undefined ? {} : { before: 'preBackup' }),
    ...(hasAction(postBackup) ? { after: 'postBackup' } : {}),
  };
}

function contextOf(input: BackupPlanInput, member: number, { repository, appBindings }: Common): BackupContext {
  const { invoker, session, operatorImage, pushgatewayUrl, licenseApiService, hostname, secrets } = input;
  const { podName, nodeName } = input;
  const context: Mutable<BackupContext> = { invoker, session, member, appBindings };
  if (repository !== undefined) context.repository = repository;
  if (operatorImage !== undefined) context.operatorImage = operatorImage;
  if (pushgatewayUrl !== undefined) context.pushgatewayUrl = pushgatewayUrl;
  if (licenseApiService !== undefined) context.licenseApiService = licenseApiService;
  if (hostname !== undefined) context.hostname = hostname;
  if (secrets !== undefined) context.secrets = secrets;
  if (podName !== undefined) context.podName = podName;
  if (nodeName !== undefined) context.nodeName = nodeName;
  return context;
}
