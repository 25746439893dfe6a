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
  quote,
} from './basics.ts';
import { checkContainer } from './container.ts';
import { checkNodeLabel } from './deprecations.ts';
import { checkHostPorts, checkRepeatedPorts } from './ports.ts';
import { checkAffinity, checkSpread, checkTolerations } from './scheduling.ts';
import { checkPodSecurityContext } from './security-context.ts';
import { checkVolumes } from './volume.ts';

/**
 * Checks everything that an API server demands of the pod of a Task. It follows
 * k8s.io/kubernetes/pkg/apis/core/validation.
 */
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
  const beside = containers.map((container, index) => ({ container, path: [...path, 'containers', index] }));
  checkHostPorts(beside, findings);
  checkRepeatedPorts(
    [...initContainers.map((container, index) => ({ container, path: [...path, 'initContainers', index] })), ...beside],
    findings,
  );
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
  if (pod.nodeSelector !== undefined) {
    checkLabels(pod.nodeSelector, [...path, 'nodeSelector'], findings);
    for (const key of Object.keys(pod.nodeSelector)) checkNodeLabel(key, [...path, 'nodeSelector', key], findings);
  }
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
  const pullSecrets = (pod.imagePullSecrets ?? []).map(({ name = '' }) => name);
  for (const [index, name] of pullSecrets.entries()) {
    const at = [...path, 'imagePullSecrets', index, 'name'];
    if (name === '') {
      const message = 'a Secret to pull images with has no name, and is passed over';
      findings.warning('missing-field', at, message, 'give its name, or leave it out');
    } else if (pullSecrets.indexOf(name) < index) {
      findings.warning('duplicate-name', at, `the Secret ${quote(name)} is there twice`, 'leave one out');
    } else checkReference(name, at, 'the name of the Secret', findings);
  }
}
