import {
  type AppBinding,
  durationFault,
  type Problem,
  type Problems,
  parseDuration,
  type Repository,
  type Resource,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type AdapterProblem, distinctProblems, problemAt } from '../problem/problem.ts';
import { checkInvoker } from './check-invoker.ts';
import { withoutMembers, withoutNamespace } from './findings.ts';
import { type KubernetesObject, mergeObjects, type Plan } from './plan.ts';
import type { BackupPlanInput, RestorePlanInput } from './plan-input.ts';
import { planTarget, type TargetPlan } from './plan-target.ts';

/** What the members of an invoker have in common in a plan. */
export interface Common {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly repository: Repository | undefined;
  readonly appBindings: ReadonlyArray<AppBinding>;
  readonly activeDeadlineSeconds?: number;
}

/**
 * The plan of some members of an invoker, or all Problems of all of them.
 *
 * @param component - the label `app.kubernetes.io/component`
 * @param targetOf - what is planned for a member
 */
export function planMembers(
  input: BackupPlanInput | RestorePlanInput,
  component: 'stash-backup' | 'stash-restore',
  members: ReadonlyArray<number>,
  targetOf: (member: number, common: Common) => TargetPlan,
): Either<Problems, Plan> {
  const problems: Array<Problem> = [];
  const { invoker } = input;
  const { namespace } = invoker.metadata;
  if (namespace === undefined || namespace === '') return left([withoutNamespace(invoker)]);
  const common: Common = {
    namespace,
    labels: {
      ...invoker.metadata.labels,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/managed-by': 'stash.appscode.com',
    },
    repository: repositoryOf(input, namespace, problems),
    appBindings: [...(input.appBindings ?? []), ...(input.manifests.appBindings?.values() ?? [])],
    ...deadlineOf(input, problems),
  };
  const found: Array<AdapterProblem> = [];
  checkInvoker(input, found);
  problems.push(...found);
  warnOfBatchHooks(input, problems);
  if (members.length === 0) problems.push(withoutMembers(invoker));
  const parts = members.map((member) => planTarget(targetOf(member, common), problems));
  return toPlan(parts, input, problems);
}

function toPlan(
  parts: ReadonlyArray<ReadonlyArray<KubernetesObject>>,
  { invoker }: BackupPlanInput | RestorePlanInput,
  problems: Array<Problem>,
): Either<Problems, Plan> {
  const { objects, conflicts } = mergeObjects(parts.flat());
  const isBatch = parts.length > 1;
  for (const { kind, name } of conflicts) {
    problems.push(
      problemAt(
        { resource: invoker, path: isBatch ? ['spec', 'members'] : ['spec'] },
        {
          code: 'name-conflict',
          severity: 'error',
          message: `the plan needs a ${kind} ${name} more than once, and not the same`,
          hint: `give the templates of claims names of their own${isBatch ? ', or plan the members one by one' : ''}`,
        },
      ),
    );
  }
  if (isBatch) warnOfSharedClaims(parts, invoker, problems);
  const distinct = problems.length === 0 ? problems : distinctProblems(problems);
  if (isNonEmpty(distinct) && distinct.some(({ severity }) => severity === 'error')) return left(distinct);
  return right({ objects, jobs: objects.filter((object) => object.kind === 'Job'), warnings: distinct });
}

/** Two members would write into one directory, for interim data or of what is restored. */
function warnOfSharedClaims(
  parts: ReadonlyArray<ReadonlyArray<KubernetesObject>>,
  invoker: Resource,
  problems: Array<Problem>,
): void {
  const shared = parts.flatMap((part) => [
    ...new Set(part.flatMap(({ kind, metadata }) => (kind === 'PersistentVolumeClaim' ? [metadata.name] : []))),
  ]);
  for (const name of new Set(shared.filter((each, index) => shared.indexOf(each) !== index))) {
    problems.push(
      problemAt(
        { resource: invoker, path: ['spec', 'members'] },
        {
          code: 'claim-shared',
          severity: 'warning',
          message: `several members share the claim ${name}`,
          hint: 'give the template of the claim a name of its own in each member',
        },
      ),
    );
  }
}

/** The Repository that is given, or the one among the manifests that the invoker names. */
function repositoryOf(
  { repository, manifests, invoker }: BackupPlanInput | RestorePlanInput,
  namespace: string,
  problems: Array<Problem>,
): Repository | undefined {
  const ref = invoker.spec?.repository;
  if (repository !== undefined || ref === undefined || manifests.repositories === undefined) return repository;
  const found = [...manifests.repositories.values()].find(
    ({ metadata }) => metadata.name === ref.name && (metadata.namespace ?? namespace) === (ref.namespace || namespace),
  );
  if (found === undefined) {
    problems.push(
      problemAt(
        { resource: invoker, path: ['spec', 'repository', 'name'] },
        {
          code: 'repository-not-found',
          severity: 'error',
          message: `Repository ${ref.namespace || namespace}/${ref.name} is not among the manifests`,
          hint: 'load it beside the others, or give it as repository',
        },
      ),
    );
  }
  return found;
}

function deadlineOf(
  { activeDeadlineSeconds, invoker }: BackupPlanInput | RestorePlanInput,
  problems: Array<Problem>,
): Pick<Common, 'activeDeadlineSeconds'> {
  if (activeDeadlineSeconds === undefined) return {};
  if (activeDeadlineSeconds !== 'timeOut') return { activeDeadlineSeconds };
  const timeOut = invoker.spec?.timeOut;
  if (timeOut === undefined || timeOut === '') return {};
  const seconds = parseDuration(timeOut);
  const fault = durationFault(timeOut);
  if (fault === undefined && seconds !== undefined) return { activeDeadlineSeconds: seconds };
  problems.push(
    problemAt(
      { resource: invoker, path: ['spec', 'timeOut'] },
      {
        code: 'invalid-duration',
        severity: 'error',
        message: fault?.message ?? `\`${timeOut}\` is no duration`,
        hint: fault?.hint ?? 'write hours, minutes and seconds: `30m`',
      },
    ),
  );
  return {};
}

/** The hooks of a whole batch are run by the operator, not by the Job of any member. */
function warnOfBatchHooks({ invoker }: BackupPlanInput | RestorePlanInput, problems: Array<Problem>): void {
  if (invoker.kind !== 'BackupBatch' && invoker.kind !== 'RestoreBatch') return;
  if (invoker.spec?.hooks === undefined) return;
  problems.push(
    problemAt(
      { resource: invoker, path: ['spec', 'hooks'] },
      {
        code: 'unused-batch-hooks',
        severity: 'warning',
        message: `the hooks of ${invoker.kind} ${invoker.metadata.name} itself are in no Job: they run before the first and after the last member`,
        hint: 'run them beside the plan, or give the hooks to members',
      },
    ),
  );
}
