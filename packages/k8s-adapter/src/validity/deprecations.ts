import { deprecatedNodeLabel } from '@stash-functions/core/decode';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';

/** Reports a label of nodes that has a newer name. */
export function checkNodeLabel(key: string, path: Place, findings: Findings): void {
  const deprecated = deprecatedNodeLabel(key);
  if (deprecated === undefined) return;
  const message = `the label ${key} of nodes is deprecated, and new nodes may lack it`;
  findings.warning('deprecated-label', path, message, `use ${deprecated.instead}`);
}

/** Reports annotations of a pod that a field has replaced. */
export function checkPodAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  pod: V1PodSpec,
  path: Place,
  findings: Findings,
): void {
  for (const key of Object.keys(annotations ?? {})) {
    const field = fieldFor(key, pod);
    if (field === undefined) continue;
    const state = key.includes('apparmor') ? 'is deprecated since Kubernetes 1.30' : 'has no effect any more';
    const message = `the annotation ${key} ${state}`;
    findings.warning('deprecated-annotation', below(path, key), message, `use ${field}`);
  }
}

/** Reports the annotation that once named the class of a claim. */
export function checkClaimAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: Place,
  findings: Findings,
): void {
  const key = 'volume.beta.kubernetes.io/storage-class';
  if (annotations?.[key] === undefined) return;
  const message = `the annotation ${key} is deprecated since Kubernetes 1.8`;
  findings.warning('deprecated-annotation', below(path, key), message, 'use spec.storageClassName');
}

const deprecatedAnnotations: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'security.alpha.kubernetes.io/sysctls': 'sysctls in the securityContext of the pod',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'sysctls in the securityContext of the pod',
};

/**
 * The field that replaces an annotation. It is undefined where the annotation still counts, or where the field is set
 * as well.
 */
function fieldFor(key: string, { securityContext, initContainers = [], containers }: V1PodSpec): string | undefined {
  if (Object.hasOwn(deprecatedAnnotations, key)) return deprecatedAnnotations[key];
  if (key === 'seccomp.security.alpha.kubernetes.io/pod') {
    return securityContext?.seccompProfile === undefined ? 'seccompProfile in the securityContext' : undefined;
  }
  const [, kind, name] =
    /^container\.(seccomp\.security\.alpha|apparmor\.security\.beta)\.kubernetes\.io\/(.+)$/.exec(key) ?? [];
  const container = [...initContainers, ...containers].find((each) => each.name === name);
  if (kind === undefined || container === undefined) return undefined;
  const field = kind.startsWith('seccomp') ? 'seccompProfile' : 'appArmorProfile';
  const isSet =
    container.securityContext?.[field] !== undefined ||
    (field === 'appArmorProfile' && securityContext?.appArmorProfile !== undefined);
  return isSet ? undefined : `${field} in the securityContext`;
}
