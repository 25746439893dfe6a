import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { Findings, Path } from '../problem/problem.ts';
import {
  checkDistinct,
  checkLabels,
  checkOneOf,
  checkQualifiedName,
  checkRange,
  checkReference,
  checkSubdomain,
  maximumInt32,
} from './basics.ts';
import { checkContainer } from './container.ts';
import { checkAffinity, checkSpread, checkTolerations } from './scheduling.ts';
import { checkPodSecurityContext } from './security-context.ts';
import { checkVolumes } from './volume.ts';

/** Everything that an API server demands of the pod of a Task; it follows k8s.io/kubernetes/pkg/apis/core/validation. */
export function checkPodSpec(pod: V1PodSpec, path: Path, findings: Findings): void {
  const { volumes = [], initContainers = [], containers } = pod;
  checkVolumes(volumes, [...path, 'volumes'], findings);
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  initContainers.forEach((container, index) => {
    checkContainer(container, [...path, 'initContainers', index], findings, byName);
  });
  containers.forEach((container, index) => {
    checkContainer(container, [...path, 'containers', index], findings, byName);
  });
  checkDistinct(
    [...initContainers, ...containers].map(({ name }) => name),
    (index) =>
      index < initContainers.length
        ? [...path, 'initContainers', index, 'name']
        : [...path, 'containers', index - initContainers.length, 'name'],
    'the container',
    findings,
  );
  checkOneOf(pod.restartPolicy, ['Never', 'OnFailure'], [...path, 'restartPolicy'], findings);
  checkNames(pod, path, findings);
  if (pod.securityContext !== undefined) {
    checkPodSecurityContext(pod.securityContext, [...path, 'securityContext'], findings);
  }
  if (pod.nodeSelector !== undefined) checkLabels(pod.nodeSelector, [...path, 'nodeSelector'], findings);
  if (pod.affinity !== undefined) checkAffinity(pod.affinity, [...path, 'affinity'], findings);
  if (pod.tolerations !== undefined) checkTolerations(pod.tolerations, [...path, 'tolerations'], findings);
  if (pod.topologySpreadConstraints !== undefined) {
    checkSpread(pod.topologySpreadConstraints, [...path, 'topologySpreadConstraints'], findings);
  }
  checkRange(pod.priority, -maximumInt32 - 1, maximumInt32, [...path, 'priority'], findings);
  (pod.readinessGates ?? []).forEach(({ conditionType }, index) => {
    const at = [...path, 'readinessGates', index, 'conditionType'];
    checkQualifiedName(conditionType, at, 'the type of the condition', findings);
  });
}

function checkNames(pod: V1PodSpec, path: Path, findings: Findings): void {
  for (const field of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'] as const) {
    if (pod[field]) checkSubdomain(pod[field], [...path, field], `the ${field}`, findings);
  }
  (pod.imagePullSecrets ?? []).forEach(({ name = '' }, index) => {
    checkReference(name, [...path, 'imagePullSecrets', index, 'name'], 'the name of the Secret', findings);
  });
}
