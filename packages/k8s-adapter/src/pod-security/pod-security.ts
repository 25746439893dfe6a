import { readOr } from '@stash-functions/core/decode';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { Path } from '../problem/problem.ts';
import { baselineControls } from './baseline.ts';
import type { Control } from './fields.ts';
import { restrictedControls } from './restricted.ts';

/** The levels of the Pod Security Standards, from the one that forbids nothing to the one that forbids most. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** The level of the Pod Security Standards that a pod keeps, and the fields that keep it from a stricter one. */
export interface PodSecurityVerdict {
  /** The strictest level that the pod keeps. */
  readonly level: PodSecurityLevel;
  /** The reasons against a stricter level: each field that it forbids. Empty for `restricted`. */
  readonly reasons: ReadonlyArray<PodSecurityReason>;
}

/** One field of a pod that a level of the Pod Security Standards forbids. */
export interface PodSecurityReason {
  /** The level that forbids it; `restricted` forbids all that `baseline` does. */
  readonly level: 'baseline' | 'restricted';
  /** The control of the standard, by its name there: `Privileged Containers`. */
  readonly control: string;
  /** The field, from the root of the pod spec. */
  readonly path: Path;
  /** The fault of the field, and the demand of the level. */
  readonly message: string;
}

/**
 * The strictest level of the Pod Security Standards that a pod keeps, with every field that a stricter one forbids. It
 * judges as Pod Security Admission of Kubernetes 1.36. The level is for a namespace; it replaces the
 * PodSecurityPolicies of old clusters. A value that is no pod spec keeps no level. Annotations are not looked at,
 * although they named AppArmor profiles before Kubernetes 1.30.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityLevel(pod: V1PodSpec): PodSecurityVerdict {
  try {
    return verdictOf(pod);
  } catch {
    // A program without a compiler may give anything. A value that is no pod spec gets the weakest level.
    const message = 'the given value is no pod spec, so it may keep no level';
    return { level: 'privileged', reasons: [{ level: 'baseline', control: 'Pod spec', path: [], message }] };
  }
}

function verdictOf(pod: V1PodSpec): PodSecurityVerdict {
  const baseline = reasonsOf(pod, 'baseline', baselineControls);
  const restricted = reasonsOf(pod, 'restricted', restrictedControls);
  const reasons = [...baseline, ...restricted];
  if (baseline.length > 0) return { level: 'privileged', reasons };
  return { level: restricted.length > 0 ? 'baseline' : 'restricted', reasons };
}

/**
 * The labels for the namespace of some pods. They enforce the strictest level that all pods keep. They warn of
 * `restricted`, so that people see which fields are against it.
 *
 * @param version - the version of the standard, as `v1.36`; by default that of the cluster
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(
  pods: ReadonlyArray<V1PodSpec>,
  version = 'latest',
): Readonly<Record<string, string>> {
  return readOr<Readonly<Record<string, string>>>({}, () => {
    const levels = Array.isArray(pods) ? pods.map((pod) => podSecurityLevel(pod).level) : order;
    const enforced = order.find((level) => levels.includes(level)) ?? 'restricted';
    return {
      'pod-security.kubernetes.io/enforce': enforced,
      'pod-security.kubernetes.io/enforce-version': version,
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': version,
    };
  });
}

const order: ReadonlyArray<PodSecurityLevel> = ['privileged', 'baseline', 'restricted'];

function reasonsOf(
  pod: V1PodSpec,
  level: PodSecurityReason['level'],
  controls: ReadonlyArray<Control>,
): ReadonlyArray<PodSecurityReason> {
  return controls.flatMap(({ name, find }) => find(pod).map((violation) => ({ level, control: name, ...violation })));
}
