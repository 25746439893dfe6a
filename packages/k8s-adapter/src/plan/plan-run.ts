import { joinProblems, type Problem } from '@stash-functions/core/decode';
import type { ResolvedTask, Scope } from '@stash-functions/templating';
import type { Access } from '../access/access.ts';
import type { HookTarget } from '../build/hooks.ts';
import { buildJob, type JobOptions } from '../build/job.ts';
import { withoutUndefined } from '../build/without-undefined.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { Origins } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { problemsOfMade } from '../problem/place-findings.ts';
import type { Finding } from '../problem/problem.ts';
import { type ReplicaClaims, replicaClaims } from './claims.ts';
import type { PlannedRun } from './plan.ts';
import type { RunRequest, TargetRequest } from './plan-request.ts';

/** A Job whose Task is resolved. */
export interface ResolvedRun {
  readonly run: RunRequest;
  readonly scope: Scope;
  readonly task: ResolvedTask;
}

/** Everything that the Jobs of a target share. */
export interface RunSurroundings {
  readonly owners: ReadonlyArray<V1OwnerReference>;
  readonly access: Access;
  readonly interim: V1PersistentVolumeClaim | undefined;
}

/** A Job, and the claims that it restores into. */
export interface MadeRun {
  readonly run: PlannedRun;
  readonly claims: ReadonlyArray<V1PersistentVolumeClaim>;
  readonly problems: ReadonlyArray<Problem<PlanProblemCode>>;
  /** The findings in the Job that have no place yet, because there were no Origins. */
  readonly unplaced: ReadonlyArray<Finding>;
}

/** True where every finding in a Job is among its Problems. */
export function isPlaced({ unplaced }: MadeRun): boolean {
  return unplaced.length === 0;
}

/** Makes the claims that one Job restores into, and the Job. */
export function planRun(
  target: TargetRequest,
  { run, scope, task }: ResolvedRun,
  surroundings: RunSurroundings,
  origins: Origins | undefined,
): MadeRun {
  const claims = replicaClaims(target, scope, run.ordinal, origins);
  const options = jobOptions(target, run, claims.value, surroundings, origins);
  const job = buildJob(task, options, origins);
  const planned = withoutUndefined({ job: job.value, task, member: target.member, ordinal: run.ordinal });
  const { objects } = claims.value;
  if (origins === undefined) {
    return {
      run: planned,
      claims: objects,
      problems: joinProblems(claims.problems, job.problems),
      unplaced: job.findings,
    };
  }
  const { name, namespace } = options;
  const reference = withoutUndefined({ apiVersion: 'batch/v1', kind: 'Job', namespace, name });
  const problems = joinProblems(claims.problems, problemsOfMade(job, reference, origins));
  return { run: planned, claims: objects, problems, unplaced: [] };
}

function jobOptions(
  target: TargetRequest,
  run: RunRequest,
  claims: ReplicaClaims,
  { owners, access, interim }: RunSurroundings,
  origins: Origins | undefined,
): JobOptions {
  const { input, spec, from, namespace, labels, user, repository, activeDeadlineSeconds } = target;
  const { scheduling, imagePullPolicy, imagePullSecrets, ttlSecondsAfterFinished } = input;
  const options: JobOptions = {
    name: run.jobName,
    namespace,
    labels,
    ownerReferences: owners,
    from,
    runtimeSettings: spec.runtimeSettings,
    tempDir: spec.tempDir,
    repository,
    securityContext: user.securityContext,
    securityContextMerge: user.merge,
    serviceAccountName: access.serviceAccountName,
    hooks: { ...target.hooks, target: hookTarget(target) },
    env: run.ordinal === undefined ? undefined : { POD_ORDINAL: String(run.ordinal) },
    claims: claims.volumes,
    volumeMounts: claims.mounts,
    interimClaim: interim?.metadata.name,
    scheduling,
    imagePullPolicy,
    imagePullSecrets,
    ttlSecondsAfterFinished,
    activeDeadlineSeconds,
  };
  if (origins !== undefined) noteOrigins(options, target, interim, origins);
  return options;
}

/** Notes the origins of those options of a Job that are no settings of its invoker. */
function noteOrigins(
  options: JobOptions,
  { input, jobOwner, user }: TargetRequest,
  interim: RunSurroundings['interim'],
  origins: Origins,
): void {
  const { invoker } = input;
  origins.field(options, 'name', { resource: jobOwner, path: ['metadata', 'name'], rule: 'job-name' });
  origins.field(options, 'namespace', { resource: invoker, path: ['metadata', 'namespace'] });
  origins.whole(user.securityContext, { rule: user.rule });
  origins.field(options, 'serviceAccountName', {
    resource: invoker,
    path: ['metadata', 'name'],
    rule: 'access-name',
  });
  origins.field(options, 'interimClaim', interim && origins.of(interim.metadata, 'name'));
  if (options.env !== undefined) origins.whole(options.env, { rule: 'replica-ordinal' });
  if (input.activeDeadlineSeconds === 'timeOut') {
    origins.field(options, 'activeDeadlineSeconds', { resource: invoker, path: ['spec', 'timeOut'] });
  }
}

function hookTarget({ spec, occasion, namespace }: TargetRequest): HookTarget {
  const ref = spec.target?.ref;
  if (spec.target === undefined && occasion === 'backup') return { kind: 'EmptyTarget', name: 'na' };
  return { kind: ref?.kind, name: ref?.name, namespace: ref?.namespace || namespace };
}
