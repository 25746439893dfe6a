import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { Findings, Path } from '../problem/problem.ts';

/** A label of nodes that has a newer name. */
export function checkNodeLabel(key: string, path: Path, findings: Findings): void {
  const replacement = Object.hasOwn(deprecatedNodeLabels, key) ? deprecatedNodeLabels[key] : undefined;
  if (replacement === undefined) return;
  const hint = `use ${replacement}`;
  findings.warning(
    'deprecated-label',
    path,
    `the label ${key} of nodes is deprecated, and new nodes may lack it`,
    hint,
  );
}

/** Annotations of a pod that did what a field does now. */
export function checkPodAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  pod: V1PodSpec,
  path: Path,
  findings: Findings,
): void {
  for (const key of Object.keys(annotations ?? {})) {
    const field = fieldFor(key, pod);
    if (field === undefined) continue;
    const state = key.includes('apparmor') ? 'is deprecated since Kubernetes 1.30' : 'has no effect any more';
    const message = `the annotation ${key} ${state}`;
    findings.warning('deprecated-annotation', [...path, key], message, `use ${field}`);
  }
}

/** The annotation by which a claim once named its class. */
export function checkClaimAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: Path,
  findings: Findings,
): void {
  const key = 'volume.beta.kubernetes.io/storage-class';
  if (annotations?.[key] === undefined) return;
  const message = `the annotation ${key} is deprecated since Kubernetes 1.8`;
  findings.warning('deprecated-annotation', [...path, key], message, 'use spec.storageClassName');
}

/** As pkg/api/node of Kubernetes lists them, each with what to use instead. */
const deprecatedNodeLabels: Readonly<Record<string, string>> = {
  'app.kubernetes.io/created-by': 'app.kubernetes.io/managed-by, which pods have and nodes do not',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'taints and tolerations',
};

const deprecatedAnnotations: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'security.alpha.kubernetes.io/sysctls': 'sysctls in the securityContext of the pod',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'sysctls in the securityContext of the pod',
};

/** The field instead of an annotation; undefined where it still counts, or where the field is set as well. */
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
