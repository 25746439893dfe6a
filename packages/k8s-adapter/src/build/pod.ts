import { joinProblems, noProblems } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { FieldRecord, Origins, Path } from '../origin/origins.ts';
import { guarded } from '../problem/guarded.ts';
import { placeFindings, resultOf } from '../problem/place-findings.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  collect,
  type Finding,
  findingsAt,
  joinFindings,
  type Made,
  made,
  noFindings,
} from '../problem/problem.ts';
import { checkPodSpec } from '../validity/pod.ts';
import { checkPodSources } from './check-pod-sources.ts';
import { checkUser } from './check-user.ts';
import { type PodContainer, podContainers } from './pod-containers.ts';
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
  const found = joinFindings(
    collect((report) => checkPodSpec(pod, undefined, report)),
    checkUser(pod),
  );
  const sources = checkPodSources(task, options, pod);
  const placed = placeInContainers(all, found, origins);
  return made(pod, placed.findings, joinProblems(placed.problems, sources));
}

/**
 * Gives a finding of a pod its field of a resource. It is a Problem where it is in a container, and the container alone
 * tells the field. The other findings wait for the Origins of the whole pod.
 */
function placeInContainers(
  containers: ReadonlyArray<PodContainer>,
  found: ReadonlyArray<Finding>,
  origins: Origins | undefined,
): Pick<Made<V1PodSpec>, 'findings' | 'problems'> {
  if (found.length === 0 && containers.every(({ findings }) => findings.length === 0)) {
    return { findings: noFindings, problems: noProblems };
  }
  let findings = noFindings;
  let problems: ReadonlyArray<AdapterProblem> = noProblems;
  let others = found;
  containers.forEach((container, index) => {
    const path = index < containers.length - 1 ? ['initContainers', index] : ['containers', 0];
    if (origins !== undefined) {
      findings = joinFindings(findings, findingsAt(path, container.findings));
      return;
    }
    const isInside = (finding: Finding): boolean =>
      finding.about === undefined && path.every((field, at) => finding.path[at] === field);
    const inside = others.filter(isInside).map((finding) => ({ ...finding, path: finding.path.slice(path.length) }));
    others = others.filter((finding) => !isInside(finding));
    const placed = placeFindings(joinFindings(container.findings, inside), container.again);
    findings = joinFindings(findings, findingsAt(path, placed.findings));
    problems = joinProblems(problems, placed.problems);
  });
  return { findings: joinFindings(findings, others), problems };
}
