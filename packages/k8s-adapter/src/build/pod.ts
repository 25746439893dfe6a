import { joinProblems, noProblems } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { FieldRecord, Origins, Path } from '../origin/origins.ts';
import { guarded } from '../problem/guarded.ts';
import { resultOf } from '../problem/place-findings.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  collect,
  findingsAt,
  joinFindings,
  type Made,
  made,
  noFindings,
} from '../problem/problem.ts';
import { checkPodSpec } from '../validity/pod.ts';
import { checkPodSources } from './check-pod-sources.ts';
import { checkUser } from './check-user.ts';
import { podContainers } from './pod-containers.ts';
import { inInvoker, type PodOptions, podRules } from './pod-options.ts';
import { podVolumes } from './pod-volumes.ts';
import { applyPodSettings } from './runtime-settings.ts';
import { withoutUndefined } from './without-undefined.ts';

/**
 * The pod that runs a Task. The last step is its container; the steps before are its init containers, in order.
 *
 * An API server accepts the pod: names, mounts, volumes, resources, probes and all else that it validates are checked.
 * Everything that it would refuse comes back as Problems, all at once. Each names the field of the Function, the Task
 * or the settings that causes it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export function toPodSpec(task: ResolvedTask, options: PodOptions = {}): Either<AdapterProblems, V1PodSpec> {
  const given = { options, rules: podRules };
  return guarded(given, () =>
    resultOf((origins) => buildPod(task, options, origins), undefined, [task, ...task.steps], options.onWarning),
  );
}

/** The pod, and everything that was found while it was made. */
export function buildPod(task: ResolvedTask, options: PodOptions, origins: Origins | undefined): Made<V1PodSpec> {
  const all = podContainers(task, options, origins);
  const containers = all.map(({ value }) => value);
  const last = Math.max(containers.length - 1, 0);
  const pod: V1PodSpec = withoutUndefined({
    volumes: podVolumes(task, options, origins),
    initContainers: last > 0 ? containers.slice(0, last) : undefined,
    containers: containers.slice(last),
    restartPolicy: 'Never',
  });
  const at = (path: Path): FieldRecord | undefined => inInvoker(options, ['runtimeSettings', 'pod', ...path]);
  applyPodSettings(pod, { settings: options.runtimeSettings?.pod, at }, options, origins);
  origins?.whole(pod, { rule: 'job-defaults' });
  origins?.field(pod, 'volumes', { resource: task.source, path: ['spec', 'volumes'] });
  let findings = noFindings;
  let problems: ReadonlyArray<AdapterProblem> = noProblems;
  all.forEach((container, index) => {
    const path = index < last ? ['initContainers', index] : ['containers', 0];
    findings = joinFindings(findings, findingsAt(path, container.findings));
    problems = joinProblems(problems, container.problems);
  });
  const found = collect((report) => checkPodSpec(pod, undefined, report));
  return made(
    pod,
    joinFindings(joinFindings(findings, found), checkUser(pod)),
    joinProblems(problems, checkPodSources(task, options, pod)),
  );
}
