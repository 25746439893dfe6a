import {
  type AppBinding,
  type Checked,
  checked,
  durationFault,
  findByReference,
  isBatch,
  joinProblems,
  noProblems,
  parseDuration,
  placeIn,
  type Repository,
} from '@stash-functions/core/decode';
import type { Origins } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';

import type { Common, PlanRequest } from './plan-request.ts';
import { checkUsagePolicy } from './usage-policy.ts';

/**
 * Finds everything that the targets of an invoker share: the Repository, the AppBindings, and the labels of all
 * objects.
 */
export function readCommon(request: PlanRequest, namespace: string): Checked<Common, PlanProblemCode> {
  const { input } = request;
  const repository = repositoryOf(request, namespace);
  const deadline = deadlineOf(request);
  const common: Common = {
    namespace,
    labels: labelsOf(request),
    repository: repository.value,
    appBindings: appBindingsOf(request),
    activeDeadlineSeconds: deadline.value,
  };
  const usage = checkUsagePolicy(input.invoker, repository.value, namespace, input.namespaceLabels);
  const problems = joinProblems(joinProblems(repository.problems, usage), deadline.problems);
  return checked(common, joinProblems(problems, hooksOfBatch(request)));
}

function appBindingsOf({ input: { appBindings = [], manifests } }: PlanRequest): ReadonlyArray<AppBinding> {
  if (manifests.appBindings === undefined || manifests.appBindings.size === 0) return appBindings;
  return [...appBindings, ...manifests.appBindings.values()];
}

function labelsOf({ input, occasion }: PlanRequest): Common['labels'] {
  return {
    ...input.invoker.metadata.labels,
    'app.kubernetes.io/component': occasion === 'backup' ? 'stash-backup' : 'stash-restore',
    'app.kubernetes.io/managed-by': 'stash.appscode.com',
  };
}

/** Notes where the labels of {@link Common} come from. */
export function noteLabels({ labels, input }: Common & PlanRequest, origins: Origins): void {
  origins.whole(labels, { resource: input.invoker, path: ['metadata', 'labels'] });
  for (const label of ['app.kubernetes.io/component', 'app.kubernetes.io/managed-by'] as const) {
    origins.field(labels, label, { rule: 'common-labels' });
  }
}

/** The given Repository, or else the one among the manifests that the invoker names. */
function repositoryOf({ input }: PlanRequest, namespace: string): Checked<Repository | undefined, PlanProblemCode> {
  const { repository, manifests, invoker } = input;
  const ref = invoker.spec?.repository;
  if (repository !== undefined || ref === undefined || manifests.repositories === undefined) return checked(repository);
  const found = findByReference(manifests.repositories.values(), { ...ref, kind: 'Repository' }, namespace);
  if (found !== undefined) return checked(found);
  const place = placeIn(invoker, ['spec', 'repository', 'name']);
  return checked(undefined, [
    adapterProblem('repository-not-found', {
      ...place,
      message: `Repository ${ref.namespace || namespace}/${ref.name} is not among the manifests`,
      hint: 'load it beside the others, or give it as repository',
    }),
  ]);
}

function deadlineOf({ input }: PlanRequest): Checked<number | undefined, PlanProblemCode> {
  const { activeDeadlineSeconds, invoker } = input;
  if (activeDeadlineSeconds !== 'timeOut') return checked(activeDeadlineSeconds);
  const timeOut = invoker.spec?.timeOut;
  if (timeOut === undefined || timeOut === '') return checked(undefined);
  const seconds = parseDuration(timeOut);
  const fault = durationFault(timeOut);
  if (fault === undefined && seconds !== undefined) return checked(seconds);
  return checked(undefined, [
    adapterProblem('invalid-duration', {
      ...placeIn(invoker, ['spec', 'timeOut']),
      message: fault?.message ?? `\`${timeOut}\` is no duration`,
      hint: fault?.hint ?? 'write hours, minutes and seconds: `30m`',
    }),
  ]);
}

/** The operator runs the hooks of a whole batch; no member's Job does. */
function hooksOfBatch({ input: { invoker } }: PlanRequest): ReadonlyArray<AdapterProblem> {
  if (!isBatch(invoker) || invoker.spec?.hooks === undefined) return noProblems;
  return [
    adapterProblem('unused-batch-hooks', {
      ...placeIn(invoker, ['spec', 'hooks']),
      message: `the hooks of ${invoker.kind} ${invoker.metadata.name} itself are in no Job: they run before the first and after the last member`,
      hint: 'run them beside the plan, or give the hooks to members',
    }),
  ];
}
