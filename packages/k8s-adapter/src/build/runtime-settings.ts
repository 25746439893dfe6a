import type { ContainerRuntimeSettings, PodRuntimeSettings, PodSecurityContext } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1EnvVar } from '../kubernetes/env.ts';
import type { V1LocalObjectReference } from '../kubernetes/object-reference.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1ResourceRequirements } from '../kubernetes/resources.ts';
import { copyMap, toWire } from './wire.ts';

/** The fields of a container that settings decide. */
export type ContainerSettings = Pick<
  V1Container,
  'envFrom' | 'env' | 'resources' | 'livenessProbe' | 'readinessProbe' | 'lifecycle' | 'securityContext'
>;

/**
 * What the settings of a Function and those of an invoker over it come to: limits, requests, probes, lifecycle and
 * security context replace, environment variables replace those of their name, envFrom is appended. Limits and requests
 * count one by one, so that one given alone leaves the other.
 *
 * nice and ionice become the environment variables `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA`, which the
 * tools in the images read.
 *
 * @param layers - the settings, the lowest first
 * @param over - environment variables over all of them
 * @param env - environment variables below all of them
 */
export function mergeContainerSettings(
  layers: ReadonlyArray<ContainerRuntimeSettings | undefined>,
  over: { readonly env?: Readonly<Record<string, string>> },
  env?: Array<V1EnvVar>,
): ContainerSettings {
  const merged: ContainerSettings = {};
  if (env !== undefined) merged.env = env;
  for (const settings of layers) if (settings !== undefined) mergeLayer(merged, settings);
  if (over.env !== undefined) {
    setEnv(
      merged,
      Object.entries(over.env).map(([name, value]) => ({ name, value })),
    );
  }
  return merged;
}

/** What a pod has where an invoker's settings do not say otherwise. */
export interface PodDefaults {
  readonly serviceAccountName?: string;
  readonly securityContext?: PodSecurityContext;
  /** Secrets besides those of the settings. */
  readonly imagePullSecrets?: ReadonlyArray<string>;
}

/** Gives a pod an invoker's settings: each replaces its default, but imagePullSecrets, which are added. */
export function applyPodSettings(pod: V1PodSpec, settings: PodRuntimeSettings = {}, defaults: PodDefaults = {}): void {
  const nodeSelector = copyMap(settings.nodeSelector);
  if (nodeSelector !== undefined) pod.nodeSelector = nodeSelector;
  const serviceAccountName = settings.serviceAccountName || defaults.serviceAccountName;
  if (serviceAccountName) pod.serviceAccountName = serviceAccountName;
  if (settings.automountServiceAccountToken !== undefined) {
    pod.automountServiceAccountToken = settings.automountServiceAccountToken;
  }
  if (settings.nodeName) pod.nodeName = settings.nodeName;
  const securityContext = settings.securityContext ?? defaults.securityContext;
  if (securityContext !== undefined) pod.securityContext = toWire('PodSecurityContext', securityContext);
  const secrets = mergePullSecrets(defaults.imagePullSecrets, settings.imagePullSecrets);
  if (secrets !== undefined) pod.imagePullSecrets = secrets;
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
}

/** A pod security context under another: the fields of `over` win one by one. */
export function mergePodSecurityContext(
  under: PodSecurityContext | undefined,
  over: PodSecurityContext | undefined,
): PodSecurityContext | undefined {
  return under === undefined || over === undefined ? (over ?? under) : { ...under, ...over };
}

function mergeLayer(merged: ContainerSettings, settings: ContainerRuntimeSettings): void {
  const { resources, livenessProbe, readinessProbe, lifecycle, securityContext, env, envFrom } = settings;
  const limited = mergeResources(merged.resources, resources);
  if (limited !== undefined) merged.resources = limited;
  if (livenessProbe !== undefined) merged.livenessProbe = toWire('Probe', livenessProbe);
  if (readinessProbe !== undefined) merged.readinessProbe = toWire('Probe', readinessProbe);
  if (lifecycle !== undefined) merged.lifecycle = toWire('Lifecycle', lifecycle);
  if (securityContext !== undefined) merged.securityContext = toWire('SecurityContext', securityContext);
  if (isFilled(envFrom)) {
    merged.envFrom = [...(merged.envFrom ?? []), ...envFrom.map((source) => toWire('EnvFromSource', source))];
  }
  if (isFilled(env)) {
    setEnv(
      merged,
      env.map((variable) => toWire('EnvVar', variable)),
    );
  }
  setEnv(merged, schedulingVariables(settings));
}

/** Sets environment variables: one of a name that is there already takes its place, a new one stands at the end. */
function setEnv(container: Pick<V1Container, 'env'>, variables: ReadonlyArray<V1EnvVar>): void {
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
function schedulingVariables({ nice, ionice }: ContainerRuntimeSettings): ReadonlyArray<V1EnvVar> {
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
  names: ReadonlyArray<string> = [],
  secrets: PodRuntimeSettings['imagePullSecrets'] = [],
): Array<V1LocalObjectReference> | undefined {
  if (names.length === 0 && secrets.length === 0) return undefined;
  const all = new Set([...names, ...secrets.map(({ name }) => name ?? '')]);
  return [...all].sort(compare).map((name) => ({ name }));
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
