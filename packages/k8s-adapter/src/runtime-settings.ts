import type { ContainerRuntimeSettings, PodRuntimeSettings, PodSecurityContext } from '@stash-functions/core/decode';
import type { V1Container } from './kubernetes/container.ts';
import type { V1EnvVar } from './kubernetes/env.ts';
import type { V1LocalObjectReference } from './kubernetes/object-reference.ts';
import type { V1PodSpec } from './kubernetes/pod.ts';
import type { V1ResourceRequirements } from './kubernetes/resources.ts';
import { copyMap, toWire } from './wire.ts';

/**
 * Applies settings to a container, over what it has: limits, requests, probes, lifecycle and security context replace,
 * environment variables replace those of their name, envFrom is appended. Limits and requests count one by one, so that
 * one given alone leaves the other.
 *
 * nice and ionice become the environment variables `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA`, which the
 * tools in the images read.
 */
export function applyContainerSettings(container: V1Container, settings: ContainerRuntimeSettings | undefined): void {
  if (settings === undefined) return;
  const { resources, livenessProbe, readinessProbe, lifecycle, securityContext, env, envFrom } = settings;
  const merged = mergeResources(container.resources, resources);
  if (merged !== undefined) container.resources = merged;
  if (livenessProbe !== undefined) container.livenessProbe = toWire('Probe', livenessProbe);
  if (readinessProbe !== undefined) container.readinessProbe = toWire('Probe', readinessProbe);
  if (lifecycle !== undefined) container.lifecycle = toWire('Lifecycle', lifecycle);
  if (securityContext !== undefined) container.securityContext = toWire('SecurityContext', securityContext);
  if (envFrom !== undefined && envFrom.length > 0) {
    container.envFrom = [...(container.envFrom ?? []), ...envFrom.map((source) => toWire('EnvFromSource', source))];
  }
  setEnv(container, [...(env ?? []).map((variable) => toWire('EnvVar', variable)), ...schedulingVariables(settings)]);
}

/** Sets environment variables: one of a name that is there already takes its place, a new one stands at the end. */
export function setEnv(container: V1Container, variables: ReadonlyArray<V1EnvVar>): void {
  if (variables.length === 0) return;
  const all = container.env ?? [];
  const own = all.length;
  for (const variable of variables) {
    const index = all.findIndex(({ name }, position) => position < own && name === variable.name);
    if (index < 0) all.push(variable);
    else all[index] = variable;
  }
  container.env = all;
}

/** The environment variables that say nice and ionice to a tool. */
function schedulingVariables(settings: ContainerRuntimeSettings): ReadonlyArray<V1EnvVar> {
  const { nice, ionice } = settings;
  if (nice === undefined && ionice === undefined) return [];
  const variables: Array<V1EnvVar> = [];
  const add = (name: string, value: number | undefined): void => {
    if (value !== undefined) variables.push({ name, value: String(value) });
  };
  add('NICE_ADJUSTMENT', nice?.adjustment);
  add('IONICE_CLASS', ionice?.class);
  add('IONICE_CLASS_DATA', ionice?.classData);
  return variables;
}

/** Applies an invoker's settings to a pod: each replaces, but imagePullSecrets, which are added. */
export function applyPodSettings(pod: V1PodSpec, settings: PodRuntimeSettings | undefined): void {
  if (settings === undefined) return;
  const nodeSelector = copyMap(settings.nodeSelector);
  if (nodeSelector !== undefined) pod.nodeSelector = nodeSelector;
  if (settings.serviceAccountName) pod.serviceAccountName = settings.serviceAccountName;
  if (settings.automountServiceAccountToken !== undefined) {
    pod.automountServiceAccountToken = settings.automountServiceAccountToken;
  }
  if (settings.nodeName) pod.nodeName = settings.nodeName;
  if (settings.securityContext !== undefined)
    pod.securityContext = toWire('PodSecurityContext', settings.securityContext);
  if (settings.affinity !== undefined) pod.affinity = toWire('Affinity', settings.affinity);
  if (settings.schedulerName) pod.schedulerName = settings.schedulerName;
  if (isFilled(settings.tolerations)) pod.tolerations = settings.tolerations.map((item) => toWire('Toleration', item));
  if (settings.priorityClassName) pod.priorityClassName = settings.priorityClassName;
  if (settings.priority !== undefined) pod.priority = settings.priority;
  if (isFilled(settings.readinessGates))
    pod.readinessGates = settings.readinessGates.map((item) => toWire('PodReadinessGate', item));
  if (settings.runtimeClassName) pod.runtimeClassName = settings.runtimeClassName;
  if (settings.enableServiceLinks !== undefined) pod.enableServiceLinks = settings.enableServiceLinks;
  if (isFilled(settings.topologySpreadConstraints)) {
    pod.topologySpreadConstraints = settings.topologySpreadConstraints.map((item) =>
      toWire('TopologySpreadConstraint', item),
    );
  }
  const secrets = mergePullSecrets(pod.imagePullSecrets, settings.imagePullSecrets);
  if (secrets !== undefined) pod.imagePullSecrets = secrets;
}

/** A pod security context under another: the fields of `over` win one by one. */
export function mergePodSecurityContext(
  under: PodSecurityContext | undefined,
  over: PodSecurityContext | undefined,
): PodSecurityContext | undefined {
  return under === undefined || over === undefined ? (over ?? under) : { ...under, ...over };
}

function mergeResources(
  under: V1ResourceRequirements | undefined,
  over: ContainerRuntimeSettings['resources'],
): V1ResourceRequirements | undefined {
  if (over === undefined) return under;
  const given = toWire('ResourceRequirements', over);
  const merged: V1ResourceRequirements = { ...under };
  if (hasEntries(given.limits)) merged.limits = given.limits;
  if (hasEntries(given.requests)) merged.requests = given.requests;
  if (isFilled(given.claims)) merged.claims = given.claims;
  return Object.keys(merged).length === 0 ? under : merged;
}

/** Secrets of both, sorted by name, each once. */
function mergePullSecrets(
  under: ReadonlyArray<V1LocalObjectReference> | undefined,
  over: PodRuntimeSettings['imagePullSecrets'],
): Array<V1LocalObjectReference> | undefined {
  if (!isFilled(over)) return undefined;
  const byName = new Map(
    [...(under ?? []), ...over].map((secret) => [secret.name ?? '', toWire('LocalObjectReference', secret)]),
  );
  return [...byName.values()].sort((left, right) => compare(left.name ?? '', right.name ?? ''));
}

/** By code units, not by the language of the machine. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isFilled<A>(list: ReadonlyArray<A> | undefined): list is ReadonlyArray<A> {
  return list !== undefined && list.length > 0;
}

function hasEntries(map: Readonly<Record<string, string>> | undefined): map is Record<string, string> {
  return map !== undefined && Object.keys(map).length > 0;
}
