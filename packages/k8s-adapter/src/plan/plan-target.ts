import type {
  BackupConfigurationTemplateSpec,
  BackupSession,
  PersistentVolumeClaim,
  PodSecurityContext,
  Problem,
  Problems,
  Repository,
  RestoreBatch,
  RestoreSession,
  RestoreTargetSpec,
  TaskResource,
} from '@stash-functions/core/decode';
import {
  concealSecrets,
  type EffectiveTask,
  type HookType,
  type ResolvedTask,
  resolveTask,
  type Scope,
} from '@stash-functions/templating';
import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import { accessObjects, findAppBinding } from '../access/access.ts';
import { ownerReference } from '../access/rbac.ts';
import type { HookTarget } from '../build/hooks.ts';
import { buildJob, type JobOptions } from '../build/job.ts';
import type { Mutable } from '../build/mutable.ts';
import type { V1Job } from '../kubernetes/job.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import { type AdapterProblem, type FieldSource, problemAt } from '../problem/problem.ts';
import { interimClaim, replicaClaims } from './claims.ts';
import { missingAppBinding, missingTask, withoutReplicas, withoutUid } from './findings.ts';
import type { KubernetesObject } from './plan.ts';
import type { BackupPlanInput, RestorePlanInput } from './plan-input.ts';

/** One target of an invoker, with all that a backup and a restore of it differ in. */
export interface TargetPlan {
  readonly input: BackupPlanInput | RestorePlanInput;
  readonly spec: BackupConfigurationTemplateSpec | RestoreTargetSpec;
  /** Where spec stands: in the invoker, or in a member of it. */
  readonly from: FieldSource;
  /** The place of the member in its batch; 0 for an invoker of one target. */
  readonly member: number;
  readonly namespace: string;
  /** Of every object that is made. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the Jobs belong to: the session of a backup, the invoker of a restore. */
  readonly jobOwner: BackupSession | RestoreSession | RestoreBatch;
  readonly repository: Repository | undefined;
  readonly task: Either<Problems, EffectiveTask>;
  /** User and groups of the pods where nothing else is asked for. */
  readonly securityContext: PodSecurityContext;
  readonly hooks?: { readonly before?: HookType; readonly after?: HookType };
  /** Claims that are made and restored into, for each run. */
  readonly claimTemplates?: ReadonlyArray<PersistentVolumeClaim>;
  /** After how many seconds the Jobs are stopped. */
  readonly activeDeadlineSeconds?: number;
  /** The Jobs: one, or one a replica of a restore into claims. */
  readonly runs: ReadonlyArray<Run>;
}

/** One Job. */
export interface Run {
  readonly jobName: string;
  readonly scope: Either<Problems, Scope>;
  /** The replica, from 0, where claims are made for each. */
  readonly ordinal?: number;
}

/** The objects of a target; `problems` takes everything that is found on the way. */
export function planTarget(target: TargetPlan, problems: Array<Problem>): ReadonlyArray<KubernetesObject> {
  if (isLeft(target.task)) {
    problems.push(...target.task.left);
    return [];
  }
  const { name } = target.task.right;
  const task = name === undefined ? undefined : target.input.manifests.tasks.get(name);
  if (task === undefined) {
    problems.push(missingTask(target, target.task.right));
    return [];
  }
  const found: Array<AdapterProblem> = [];
  if (target.spec.target?.ref?.kind === 'AppBinding' && findAppBinding(target) === undefined) {
    problems.push(missingAppBinding(target));
  }
  if (target.claimTemplates !== undefined && target.runs.length === 0) problems.push(withoutReplicas(target));
  const runs = resolveRuns(target, task, problems);
  const [first] = runs;
  if (first === undefined) return [];
  problems.push(...first.resolved.warnings);

  const owners = ownersOf(target, found);
  const access = accessObjects(target, first.resolved, owners.invoker);
  const interim = interimClaim(target, owners.job, found);
  const claims: Array<KubernetesObject> = [];
  const jobs: Array<V1Job> = [];
  for (const { resolved, scope, run } of runs) {
    const ofReplica = replicaClaims(target, scope, run.ordinal, problems, found);
    claims.push(...ofReplica.objects);
    const options = jobOptionsOf(target, run);
    options.ownerReferences = owners.job;
    options.serviceAccountName = access.serviceAccountName;
    options.claims = ofReplica.volumes;
    options.volumeMounts = ofReplica.mounts;
    if (interim?.metadata.name !== undefined) options.interimClaim = interim.metadata.name;
    jobs.push(buildJob(resolved, options, found));
  }
  if (found.length > 0) {
    problems.push(
      ...concealSecrets(
        found,
        runs.flatMap(({ resolved }) => [resolved, ...resolved.steps]),
      ),
    );
  }
  return [...access.objects, ...claims, ...(interim === undefined ? [] : [interim]), ...jobs];
}

/** A Job whose Task is resolved. */
interface ResolvedRun {
  readonly run: Run;
  readonly scope: Scope;
  readonly resolved: ResolvedTask;
}

/** The Task as each Job sees it; `problems` takes why one cannot be resolved. */
function resolveRuns(target: TargetPlan, task: TaskResource, problems: Array<Problem>): ReadonlyArray<ResolvedRun> {
  const { kubernetesReferences, manifests } = target.input;
  const { functions } = manifests;
  const runs: Array<ResolvedRun> = [];
  for (const run of target.runs) {
    if (isLeft(run.scope)) {
      problems.push(...run.scope.left);
      continue;
    }
    const scope = run.scope.right;
    const resolved = resolveTask(task, { functions, scope, kubernetesReferences });
    if (isLeft(resolved)) problems.push(...resolved.left);
    else runs.push({ run, scope, resolved: resolved.right });
  }
  return runs;
}

/** Whether claims can be made for so many replicas: more than 1000 are a mistake, and none are nothing to restore. */
export function isReplicaCount(replicas: number): boolean {
  return Number.isInteger(replicas) && replicas >= 1 && replicas <= 1000;
}

/** What is known of a Job before the objects that it refers to are made. */
function jobOptionsOf(target: TargetPlan, run: Run): Mutable<JobOptions> {
  const { input, spec, from, namespace, labels, securityContext, activeDeadlineSeconds } = target;
  const { scheduling, imagePullPolicy, imagePullSecrets, ttlSecondsAfterFinished } = input;
  const { runtimeSettings, tempDir } = spec;
  const options: Mutable<JobOptions> = { name: run.jobName, namespace, labels, from, securityContext };
  if (target.hooks !== undefined) options.hooks = { ...target.hooks, target: hookTarget(target) };
  if (target.repository !== undefined) options.repository = target.repository;
  if (run.ordinal !== undefined) options.env = { POD_ORDINAL: String(run.ordinal) };
  if (scheduling !== undefined) options.scheduling = scheduling;
  if (imagePullPolicy !== undefined) options.imagePullPolicy = imagePullPolicy;
  if (imagePullSecrets !== undefined) options.imagePullSecrets = imagePullSecrets;
  if (ttlSecondsAfterFinished !== undefined) options.ttlSecondsAfterFinished = ttlSecondsAfterFinished;
  if (activeDeadlineSeconds !== undefined) options.activeDeadlineSeconds = activeDeadlineSeconds;
  if (runtimeSettings !== undefined) options.runtimeSettings = runtimeSettings;
  if (tempDir !== undefined) options.tempDir = tempDir;
  return options;
}

/** An object without a UID was never in a cluster, and cannot own one that is. */
function ownersOf(
  { input, jobOwner }: TargetPlan,
  found: Array<AdapterProblem>,
): { readonly invoker: ReadonlyArray<V1OwnerReference>; readonly job: ReadonlyArray<V1OwnerReference> } {
  const [invoker, job] = [input.invoker, jobOwner].map((owner) => {
    const reference = ownerReference(owner);
    if (reference === undefined)
      found.push(problemAt({ resource: owner, path: ['metadata', 'uid'] }, withoutUid(owner)));
    return reference === undefined ? [] : [reference];
  });
  return { invoker: invoker ?? [], job: job ?? [] };
}

function hookTarget({ spec, input, namespace }: TargetPlan): HookTarget {
  const ref = spec.target?.ref;
  if (spec.target === undefined && input.invoker.kind.startsWith('Backup')) return { kind: 'EmptyTarget', name: 'na' };
  return {
    ...(ref?.kind === undefined ? {} : { kind: ref.kind }),
    ...(ref?.name === undefined ? {} : { name: ref.name }),
    namespace: ref?.namespace === undefined || ref.namespace === '' ? namespace : ref.namespace,
  };
}
