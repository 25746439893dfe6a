import {
  type Checked,
  checkEach,
  checked,
  type FunctionResource,
  findByReference,
  type InvokerTarget,
  joinProblems,
  namespaceOf,
  noProblems,
  type Problem,
  problemsOf,
  type RestoreTarget,
  type TaskResource,
} from '@stash-functions/core/decode';
import { concealSecrets, type EffectiveTask, knownOperatorFunctions, resolveTask } from '@stash-functions/templating';
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import { accessObjects } from '../access/access.ts';
import { type Origins, recordOrigins } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { interimClaim } from './claims.ts';
import { noteLabels } from './common.ts';
import { claimElsewhere, missingAppBinding, missingTask, withoutReplicas } from './messages.ts';
import { ownersOf } from './owners.ts';
import type { KubernetesObject, PlannedRun } from './plan.ts';
import type { Common, PlanRequest, TargetRequest } from './plan-request.ts';
import { isPlaced, type MadeRun, planRun, type ResolvedRun } from './plan-run.ts';

/** The part of a plan for one target. */
export interface PlannedTarget {
  readonly member: number;
  readonly objects: ReadonlyArray<KubernetesObject>;
  readonly runs: ReadonlyArray<PlannedRun>;
}

/**
 * Plans one target. It finds the Task and resolves it for each Job. Then it makes the ServiceAccount with its Roles,
 * the claims, and the Jobs.
 */
export function planTarget(
  request: PlanRequest,
  common: Common,
  invokerTarget: InvokerTarget,
  origins: Origins | undefined,
): Checked<PlannedTarget, PlanProblemCode> {
  const { member } = invokerTarget;
  const nothing: PlannedTarget = { member, objects: [], runs: [] };
  const target = requestFor(request, common, invokerTarget);
  const task = taskOf(target);
  if (isLeft(task)) return checked(nothing, task.left);
  const resolved = resolveRuns(target, task.right);
  const before = joinProblems(checkTarget(target, invokerTarget), resolved.problems);
  const [first, ...others] = resolved.value;
  if (first === undefined) return checked(nothing, before);

  const runs = [first, ...others] as const;
  const plain = makeObjects(target, runs, origins);
  // Only Origins tell where a field comes from. So the objects are made a second time with them where there are
  // findings.
  const { objects, jobs, problems } = plain.jobs.every(isPlaced) ? plain : makeObjects(target, runs, recordOrigins());
  const found = jobs.reduce<ReadonlyArray<Problem<PlanProblemCode>>>(
    (all, job) => joinProblems(all, job.problems),
    problems,
  );
  return checked(
    { member, objects, runs: jobs.map(({ run }) => run) },
    joinProblems(joinProblems(before, first.task.warnings), concealIn(found, runs)),
  );
}

interface TargetObjects {
  readonly objects: ReadonlyArray<KubernetesObject>;
  readonly jobs: ReadonlyArray<MadeRun>;
  /** The Problems of objects other than the Jobs. */
  readonly problems: ReadonlyArray<Problem<PlanProblemCode>>;
}

/** Makes the ServiceAccount of a target's Jobs with its Roles, the claims, and the Jobs. */
function makeObjects(
  target: TargetRequest,
  runs: readonly [ResolvedRun, ...ReadonlyArray<ResolvedRun>],
  origins: Origins | undefined,
): TargetObjects {
  if (origins !== undefined) noteLabels(target, origins);
  const owners = ownersOf(target, origins);
  const access = accessObjects(target, runs[0].task, { invoker: owners.invoker, run: owners.job }, origins);
  const interim = interimClaim(target, owners.job, origins);
  const surroundings = { owners: owners.job, access, interim: interim.value };
  const jobs = runs.map((run) => planRun(target, run, surroundings, origins));
  const objects: Array<KubernetesObject> = [...access.objects];
  for (const { claims } of jobs) objects.push(...claims);
  if (interim.value !== undefined) objects.push(interim.value);
  for (const { run } of jobs) objects.push(run.job);
  return { objects, jobs, problems: joinProblems(owners.problems, interim.problems) };
}

/** The request for one target: everything that all targets share, and its own fields. */
function requestFor(request: PlanRequest, common: Common, target: InvokerTarget): TargetRequest {
  const { invoker, path, spec, member } = target;
  const ref = spec.target?.ref;
  const { input, occasion, jobOwner, user, readMember, jobNameOf, hooksOf } = request;
  const { namespace, labels, repository, appBindings, activeDeadlineSeconds } = common;
  const { task, scopeOf } = readMember(member, common);
  // Written out, because two spreads take as long as making a container.
  return {
    input,
    occasion,
    jobOwner,
    user,
    readMember,
    jobNameOf,
    hooksOf,
    namespace,
    labels,
    repository,
    appBindings,
    activeDeadlineSeconds,
    spec,
    from: { resource: invoker, path },
    member,
    appBinding: ref?.kind === 'AppBinding' ? findByReference(appBindings, ref, namespace) : undefined,
    hooks: hooksOf(target),
    task,
    runs: ordinalsOf(target).map((ordinal) => ({
      jobName: jobNameOf(member, ordinal),
      scope: scopeOf(ordinal),
      ordinal,
    })),
  };
}

/** The numbers of the replicas of a restore into claims. Every other target has one Job without a number. */
function ordinalsOf(target: InvokerTarget): ReadonlyArray<number | undefined> {
  const restored = restoredInto(target);
  if (restored?.volumeClaimTemplates === undefined) return [undefined];
  const { replicas = 1 } = restored;
  return Array.from({ length: isReplicaCount(replicas) ? replicas : 0 }, (_, ordinal) => ordinal);
}

function restoredInto(target: InvokerTarget): RestoreTarget | undefined {
  return target.occasion === 'restore' ? target.spec.target : undefined;
}

/**
 * True for a possible number of replicas. Without one there is nothing to restore, and more than 1000 must be a
 * mistake.
 */
function isReplicaCount(replicas: number): boolean {
  return Number.isInteger(replicas) && replicas >= 1 && replicas <= 1000;
}

/** Finds the Task of the target among the manifests. */
function taskOf(target: TargetRequest): Either<ReadonlyArray<Problem<PlanProblemCode>>, TaskResource> {
  const effective: Either<ReadonlyArray<Problem<PlanProblemCode>>, EffectiveTask> = target.task;
  if (isLeft(effective)) return effective;
  const { name } = effective.right;
  const task = name === undefined ? undefined : target.input.manifests.tasks.get(name);
  return task === undefined ? left([missingTask(target, effective.right)]) : right(task);
}

/** Checks a target apart from its Task. */
function checkTarget(target: TargetRequest, invokerTarget: InvokerTarget): ReadonlyArray<AdapterProblem> {
  const { spec, from, namespace, appBinding, runs } = target;
  const ref = spec.target?.ref;
  const isElsewhere = ref?.kind === 'PersistentVolumeClaim' && namespaceOf(ref, namespace) !== namespace;
  return [
    ...(ref?.kind === 'AppBinding' && appBinding === undefined ? [missingAppBinding(target)] : noProblems),
    ...(isElsewhere ? [claimElsewhere(target)] : noProblems),
    ...(runs.length === 0 ? [withoutReplicas(from, restoredInto(invokerTarget)?.replicas)] : noProblems),
  ];
}

/**
 * The Functions of the manifests by name. Where the input asks for it, the known Functions of the operator fill the
 * gaps.
 */
function functionsOf({ input }: TargetRequest): ReadonlyMap<string, FunctionResource> {
  const { functions } = input.manifests;
  if (input.operatorFunctions !== 'stash') return functions;
  if ([...knownOperatorFunctions.keys()].every((name) => functions.has(name))) return functions;
  return new Map([...knownOperatorFunctions, ...functions]);
}

/** Resolves the Task for each Job. A Job whose Task cannot be resolved gives Problems instead. */
function resolveRuns(target: TargetRequest, task: TaskResource): Checked<ReadonlyArray<ResolvedRun>, PlanProblemCode> {
  const { kubernetesReferences } = target.input;
  const functions = functionsOf(target);
  const all = checkEach(target.runs, (run): Checked<ResolvedRun | undefined, PlanProblemCode> => {
    if (isLeft(run.scope)) return checked(undefined, problemsOf(run.scope));
    const scope = run.scope.right;
    const resolved = resolveTask(task, { functions, scope, kubernetesReferences });
    return isRight(resolved) ? checked({ run, scope, task: resolved.right }) : checked(undefined, resolved.left);
  });
  return { value: all.value.filter((run) => run !== undefined), problems: all.problems };
}

function concealIn(
  problems: ReadonlyArray<Problem<PlanProblemCode>>,
  runs: ReadonlyArray<ResolvedRun>,
): ReadonlyArray<Problem<PlanProblemCode>> {
  return problems.length === 0
    ? problems
    : concealSecrets(
        problems,
        runs.flatMap(({ task }) => [task, ...task.steps]),
      );
}
