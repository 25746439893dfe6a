import type { PodSecurityContext, Problems, RestoreHooks, RestoreTargetSpec } from '@stash-functions/core/decode';
import { effectiveTask, type RestoreContext, restoreScope } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { hasAction } from '../build/hooks.ts';
import type { Mutable } from '../build/mutable.ts';
import { restoreJobName } from '../build/names.ts';
import { mergePodSecurityContext } from '../build/runtime-settings.ts';
import type { Plan } from './plan.ts';
import type { RestorePlanInput } from './plan-input.ts';
import { type Common, planMembers } from './plan-members.ts';
import { isReplicaCount, type Run, type TargetPlan } from './plan-target.ts';

/**
 * Everything that has to exist for a RestoreSession or RestoreBatch to be carried out: the ServiceAccount, Roles and
 * bindings of its Jobs, the claims that are restored into, the claim for interim data, and a Job a target, or one a
 * replica where a target has volumeClaimTemplates.
 *
 * An API server accepts every object: what it would refuse comes back as Problems, all of them at once, each with the
 * resource and the field that cause it, and line and column where they were loaded from a file. The Problems are those
 * of `restoreScope`, `resolveTask` and {@link toJob}.
 */
export function planRestore(input: RestorePlanInput): Either<Problems, Plan> {
  return planMembers(input, 'stash-restore', membersOf(input), (member, common) => targetOf(input, member, common));
}

function membersOf({ invoker, member }: RestorePlanInput): ReadonlyArray<number> {
  if (member !== undefined) return [member];
  if (invoker.kind === 'RestoreSession') return [0];
  return (invoker.spec?.members ?? []).map((_, index) => index);
}

function targetOf(input: RestorePlanInput, member: number, common: Common): TargetPlan {
  const { invoker } = input;
  const isBatch = invoker.kind === 'RestoreBatch';
  const given: RestoreTargetSpec = (isBatch ? invoker.spec?.members?.[member] : invoker.spec) ?? {};
  const claimTemplates = given.target?.volumeClaimTemplates;
  return {
    input,
    spec: asRoot(given),
    from: { resource: invoker, path: isBatch ? ['spec', 'members', member] : ['spec'] },
    member,
    ...common,
    jobOwner: invoker,
    task: effectiveTask(contextOf(input, member, common)),
    securityContext: root,
    ...(given.hooks === undefined ? {} : { hooks: hooksOf(given.hooks) }),
    ...(claimTemplates === undefined ? {} : { claimTemplates }),
    runs: runsOf(input, member, common, claimTemplates === undefined ? undefined : (given.target?.replicas ?? 1)),
  };
}

function hooksOf({ preRestore, postRestore }: RestoreHooks): NonNullable<TargetPlan['hooks']> {
  return {
    ...(preRestore === undefined ? {} : { before: 'preRestore' }),
    ...(hasAction(postRestore) ? { after: 'postRestore' } : {}),
  };
}

/** Files are given back to the owners that they had, which only root can do. */
const root = { runAsUser: 0, runAsGroup: 0 } as const;

/** The settings with root under the user's own security context; one that is empty asks for no user at all. */
function asRoot(spec: RestoreTargetSpec): RestoreTargetSpec {
  const pod = spec.runtimeSettings?.pod;
  if (pod?.securityContext === undefined || asksForNoUser(pod.securityContext)) return spec;
  const securityContext = mergePodSecurityContext(root, pod.securityContext) ?? root;
  return { ...spec, runtimeSettings: { ...spec.runtimeSettings, pod: { ...pod, securityContext } } };
}

/** `{}`, or `runAsUser: null` alone, as a platform needs it that gives each namespace users of its own. */
function asksForNoUser(securityContext: PodSecurityContext): boolean {
  return Object.values(securityContext).every((value) => value === undefined || value === null);
}

function runsOf(
  input: RestorePlanInput,
  member: number,
  common: Common,
  replicas: number | undefined,
): ReadonlyArray<Run> {
  const { name } = input.invoker.metadata;
  const context = contextOf(input, member, common);
  if (replicas === undefined) return [{ jobName: restoreJobName(name, member), scope: restoreScope(context) }];
  return Array.from({ length: isReplicaCount(replicas) ? replicas : 0 }, (_, ordinal) => ({
    jobName: restoreJobName(name, member, ordinal),
    scope: restoreScope({ ...context, ordinal }),
    ordinal,
  }));
}

function contextOf(input: RestorePlanInput, member: number, { repository, appBindings }: Common): RestoreContext {
  const { invoker, operatorImage, pushgatewayUrl, licenseApiService, hostname, secrets } = input;
  const context: Mutable<RestoreContext> = { invoker, member, appBindings };
  if (repository !== undefined) context.repository = repository;
  if (operatorImage !== undefined) context.operatorImage = operatorImage;
  if (pushgatewayUrl !== undefined) context.pushgatewayUrl = pushgatewayUrl;
  if (licenseApiService !== undefined) context.licenseApiService = licenseApiService;
  if (hostname !== undefined) context.hostname = hostname;
  if (secrets !== undefined) context.secrets = secrets;
  return context;
}
