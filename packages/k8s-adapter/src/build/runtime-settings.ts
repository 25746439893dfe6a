import type { ContainerRuntimeSettings, PodRuntimeSettings, PodSecurityContext } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1EnvVar } from '../kubernetes/env.ts';
import type { V1LocalObjectReference } from '../kubernetes/object-reference.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1ResourceRequirements } from '../kubernetes/resources.ts';
import type { Origins } from '../origin/origins.ts';
import { schedulingSettings } from './nice-and-ionice.ts';
import type { SettingsLayer } from './settings-layer.ts';
import { copyMap, toWire } from './wire.ts';

/** The fields of a container that come from settings. */
export type ContainerSettings = Pick<
  V1Container,
  'envFrom' | 'env' | 'resources' | 'livenessProbe' | 'readinessProbe' | 'lifecycle' | 'securityContext'
>;

/**
 * Merges the settings of a Function with those of an invoker, which win. Limits, requests, probes, lifecycle and
 * security context replace. Environment variables replace those of the same name, and envFrom is appended. Limits and
 * requests count one by one: one that is given alone leaves the other.
 *
 * nice and ionice become the environment variables `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA`, which the
 * tools in the images read.
 *
 * @param layers - the settings, the lowest first
 * @param over - environment variables above all of them
 * @param env - environment variables below all of them
 */
export function mergeContainerSettings(
  layers: ReadonlyArray<SettingsLayer<ContainerRuntimeSettings>>,
  over: Readonly<Record<string, string>> | undefined,
  origins: Origins | undefined,
  env?: Array<V1EnvVar>,
): ContainerSettings {
  const merged: ContainerSettings = {};
  if (env !== undefined) merged.env = env;
  for (const { settings, at } of layers) if (settings !== undefined) mergeLayer(merged, settings, at, origins);
  if (over !== undefined) setEnv(merged, variablesOf(over, origins));
  return merged;
}

function variablesOf(values: Readonly<Record<string, string>>, origins: Origins | undefined): ReadonlyArray<V1EnvVar> {
  return Object.entries(values).map(([name, value]) => {
    const variable = { name, value };
    return origins?.whole(variable, origins.of(values, name)) ?? variable;
  });
}

/** The defaults of a pod, which an invoker's settings can change. */
export interface PodDefaults {
  readonly serviceAccountName?: string | undefined;
  readonly securityContext?: PodSecurityContext | undefined;
  /** The same as in `PodOptions`. */
  readonly securityContextMerge?: SecurityContextMerge | undefined;
  /** Secrets besides those of the settings. */
  readonly imagePullSecrets?: ReadonlyArray<string> | undefined;
}

/**
 * The way in which the security context of settings combines with a default: it replaces the whole, or goes field by
 * field.
 */
export type SecurityContextMerge = 'replace' | 'fields';

/** Gives an invoker's settings to a pod. Each replaces its default, but imagePullSecrets are added. */
export function applyPodSettings(
  pod: V1PodSpec,
  { settings = {}, at }: SettingsLayer<PodRuntimeSettings>,
  defaults: PodDefaults,
  origins: Origins | undefined,
): void {
  const nodeSelector = copyMap(settings.nodeSelector);
  if (nodeSelector !== undefined) pod.nodeSelector = nodeSelector;
  const serviceAccountName = settings.serviceAccountName || defaults.serviceAccountName;
  if (serviceAccountName) pod.serviceAccountName = serviceAccountName;
  if (settings.automountServiceAccountToken !== undefined) {
    pod.automountServiceAccountToken = settings.automountServiceAccountToken;
  }
  if (settings.nodeName) pod.nodeName = settings.nodeName;
  const securityContext = mergePodSecurityContext(settings.securityContext, defaults, at, origins);
  if (securityContext !== undefined) pod.securityContext = securityContext;
  const secrets = mergePullSecrets(defaults.imagePullSecrets, settings.imagePullSecrets, at, origins);
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
  if (origins === undefined) return;
  for (const field of copiedFields) if (isSet(settings[field])) origins.field(pod, field, at([field]));
  if (!settings.serviceAccountName && serviceAccountName) {
    origins.field(pod, 'serviceAccountName', origins.of(defaults, 'serviceAccountName'));
  }
}

/** The settings that a pod takes unchanged. */
const copiedFields = [
  'nodeSelector',
  'serviceAccountName',
  'automountServiceAccountToken',
  'nodeName',
  'affinity',
  'schedulerName',
  'tolerations',
  'priorityClassName',
  'priority',
  'readinessGates',
  'runtimeClassName',
  'enableServiceLinks',
  'topologySpreadConstraints',
] as const satisfies ReadonlyArray<keyof PodRuntimeSettings & keyof V1PodSpec>;

/** An empty security context asks for no user at all: some platforms give each namespace users of its own. */
function mergePodSecurityContext(
  settings: PodSecurityContext | undefined,
  { securityContext: under, securityContextMerge }: PodDefaults,
  at: SettingsLayer<PodRuntimeSettings>['at'],
  origins: Origins | undefined,
): V1PodSpec['securityContext'] {
  if (settings === undefined) {
    if (under === undefined) return undefined;
    const copied = toWire('PodSecurityContext', under);
    return origins?.inherit(copied, under) ?? copied;
  }
  const over = toWire('PodSecurityContext', settings, origins, origins && at(['securityContext']));
  if (under === undefined || securityContextMerge !== 'fields' || Object.keys(over).length === 0) return over;
  const merged = { ...toWire('PodSecurityContext', under), ...over };
  return origins?.inherit(merged, under, over) ?? merged;
}

function mergeLayer(
  container: ContainerSettings,
  settings: ContainerRuntimeSettings,
  at: SettingsLayer<ContainerRuntimeSettings>['at'],
  origins: Origins | undefined,
): void {
  const { resources, livenessProbe, readinessProbe, lifecycle, securityContext, env, envFrom } = settings;
  if (isFilled(envFrom)) {
    const added = envFrom.map((source, index) =>
      toWire('EnvFromSource', source, origins, origins && at(['envFrom', index])),
    );
    container.envFrom = container.envFrom === undefined ? added : [...container.envFrom, ...added];
  }
  if (isFilled(env)) {
    setEnv(
      container,
      env.map((variable, index) => toWire('EnvVar', variable, origins, origins && at(['env', index]))),
    );
  }
  setEnv(container, schedulingVariables(settings, at, origins));
  if (resources !== undefined) mergeResources(container, resources, at, origins);
  if (livenessProbe !== undefined) {
    container.livenessProbe = toWire('Probe', livenessProbe, origins, origins && at(['livenessProbe']));
  }
  if (readinessProbe !== undefined) {
    container.readinessProbe = toWire('Probe', readinessProbe, origins, origins && at(['readinessProbe']));
  }
  if (lifecycle !== undefined)
    container.lifecycle = toWire('Lifecycle', lifecycle, origins, origins && at(['lifecycle']));
  if (securityContext !== undefined) {
    container.securityContext = toWire('SecurityContext', securityContext, origins, origins && at(['securityContext']));
  }
  if (origins === undefined) return;
  for (const field of ['livenessProbe', 'readinessProbe', 'lifecycle', 'securityContext'] as const) {
    if (settings[field] !== undefined) origins.field(container, field, at([field]));
  }
}

/**
 * Adds the environment variables of a layer. One whose name is there already replaces it; a new one goes to the end.
 * Where a layer has a name twice, the first replaces and the others follow, because they may be made from it.
 */
function setEnv(container: Pick<V1Container, 'env'>, variables: ReadonlyArray<V1EnvVar>): void {
  if (variables.length === 0) return;
  const first = new Map<string, V1EnvVar>();
  for (const variable of variables) if (!first.has(variable.name)) first.set(variable.name, variable);
  const placed = new Set<V1EnvVar>();
  const all: Array<V1EnvVar> = [];
  for (const below of container.env ?? []) {
    const over = first.get(below.name);
    if (over === undefined) all.push(below);
    else if (!placed.has(over)) {
      all.push(over);
      placed.add(over);
    }
  }
  container.env = [...all, ...variables.filter((variable) => !placed.has(variable))];
}

/** The environment variables that carry nice and ionice to a tool. */
function schedulingVariables(
  settings: ContainerRuntimeSettings,
  at: SettingsLayer<ContainerRuntimeSettings>['at'],
  origins: Origins | undefined,
): ReadonlyArray<V1EnvVar> {
  if (settings.nice === undefined && settings.ionice === undefined) return [];
  return schedulingSettings(settings).map(({ variable, path, value }) => {
    const made: V1EnvVar = { name: variable, value: String(value) };
    origins?.whole(made, { rule: 'scheduling-variable' });
    origins?.field(made, 'value', at(path));
    return made;
  });
}

function mergeResources(
  container: ContainerSettings,
  over: NonNullable<ContainerRuntimeSettings['resources']>,
  at: SettingsLayer<ContainerRuntimeSettings>['at'],
  origins: Origins | undefined,
): void {
  const given = toWire('ResourceRequirements', over);
  const merged: V1ResourceRequirements = { ...container.resources };
  if (container.resources !== undefined) origins?.inherit(merged, container.resources);
  if (hasEntries(given.limits)) merged.limits = given.limits;
  if (hasEntries(given.requests)) merged.requests = given.requests;
  if (isFilled(given.claims)) merged.claims = given.claims;
  if (Object.keys(merged).length === 0) return;
  container.resources = merged;
  origins?.field(container, 'resources', at(['resources']));
  if (origins === undefined) return;
  for (const field of ['limits', 'requests', 'claims'] as const) {
    if (merged[field] === given[field] && given[field] !== undefined)
      origins.field(merged, field, at(['resources', field]));
  }
}

/** The Secrets of both, sorted by name, each once. */
function mergePullSecrets(
  names: ReadonlyArray<string> = [],
  secrets: PodRuntimeSettings['imagePullSecrets'] = [],
  at: SettingsLayer<PodRuntimeSettings>['at'],
  origins: Origins | undefined,
): Array<V1LocalObjectReference> | undefined {
  if (names.length === 0 && secrets.length === 0) return undefined;
  const all = new Set([...names, ...secrets.map(({ name }) => name ?? '')]);
  return [...all].sort(compare).map((name) => {
    const index = secrets.findIndex((secret) => (secret.name ?? '') === name);
    const source = index < 0 ? { option: 'imagePullSecrets' } : at(['imagePullSecrets', index]);
    return origins?.whole({ name }, source) ?? { name };
  });
}

/** Compares by code units, so that the language of the machine does not matter. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** True for a setting that the pod gets: empty text and lists are left out. */
function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== '';
}

function isFilled<A>(list: ReadonlyArray<A> | undefined): list is ReadonlyArray<A> {
  return list !== undefined && list.length > 0;
}

function hasEntries(map: Readonly<Record<string, string>> | undefined): map is Record<string, string> {
  return map !== undefined && Object.keys(map).length > 0;
}
