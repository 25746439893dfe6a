import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
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
import { checkHostPorts, checkRepeatedPorts, type PlacedContainer } from './ports.ts';
import { checkAffinity, checkSpread, checkTolerations } from './scheduling.ts';
import { checkPodSecurityContext } from './security-context.ts';
import { checkVolumes } from './volume.ts';

/**
 * Checks everything that an API server demands of the pod of a Task. It follows
 * k8s.io/kubernetes/pkg/apis/core/validation.
 */
export function checkPodSpec(pod: V1PodSpec, path: Place, findings: Findings): void {
  const { volumes = [], initContainers = [], containers } = pod;
  checkVolumes(volumes, below(path, 'volumes'), findings);
  const byName = new Map<string, V1Volume>();
  for (const volume of volumes) byName.set(volume.name, volume);
  const beside = placed(containers, below(path, 'containers'));
  const all =
    initContainers.length === 0 ? beside : placed(initContainers, below(path, 'initContainers')).concat(beside);
  for (const { container, path: at } of all) checkContainer(container, at, findings, byName);
  checkHostPorts(beside, findings);
  checkRepeatedPorts(all, findings);
  const names = all.map(({ container }) => container.name);
  checkDistinct(names, (index) => below(all[index]?.path, 'name'), 'the container', findings);
  checkOneOf(pod.restartPolicy, ['Never', 'OnFailure'], below(path, 'restartPolicy'), findings);
  checkNames(pod, path, findings);
  if (pod.securityContext !== undefined) {
    checkPodSecurityContext(pod.securityContext, below(path, 'securityContext'), findings);
  }
  if (pod.nodeSelector !== undefined) {
    checkLabels(pod.nodeSelector, below(path, 'nodeSelector'), findings);
    for (const key of Object.keys(pod.nodeSelector))
      checkNodeLabel(key, below(below(path, 'nodeSelector'), key), findings);
  }
  if (pod.affinity !== undefined) checkAffinity(pod.affinity, below(path, 'affinity'), findings);
  if (pod.tolerations !== undefined) checkTolerations(pod.tolerations, below(path, 'tolerations'), findings);
  if (pod.topologySpreadConstraints !== undefined) {
    checkSpread(pod.topologySpreadConstraints, below(path, 'topologySpreadConstraints'), findings);
  }
  checkRange(pod.priority, -maximumInt32 - 1, maximumInt32, below(path, 'priority'), findings);
  pod.readinessGates?.forEach(({ conditionType }, index) => {
    const at = below(below(below(path, 'readinessGates'), index), 'conditionType');
    checkQualifiedName(conditionType, at, 'the type of the condition', findings);
  });
}

function placed(containers: ReadonlyArray<V1Container>, path: Place): ReadonlyArray<PlacedContainer> {
  return containers.map((container, index) => ({ container, path: below(path, index) }));
}

function checkNames(pod: V1PodSpec, path: Place, findings: Findings): void {
  for (const field of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'] as const) {
    if (pod[field]) checkSubdomain(pod[field], below(path, field), `the ${field}`, findings);
  }
  if (pod.imagePullSecrets === undefined) return;
  const pullSecrets = pod.imagePullSecrets.map(({ name = '' }) => name);
  for (const [index, name] of pullSecrets.entries()) {
    const at = below(below(below(path, 'imagePullSecrets'), index), 'name');
    if (name === '') {
      const message = 'a Secret to pull images with has no name, and is passed over';
      findings.warning('missing-field', at, message, 'give its name, or leave it out');
    } else if (pullSecrets.indexOf(name) < index) {
      findings.warning('duplicate-name', at, `the Secret ${quote(name)} is there twice`, 'leave one out');
    } else checkReference(name, at, 'the name of the Secret', findings);
  }
}
