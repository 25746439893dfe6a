import type {
  Affinity,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  Lifecycle,
  LocalObjectReference,
  PersistentVolumeClaimSpec,
  PodReadinessGate,
  PodSecurityContext,
  Probe,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeDevice,
  VolumeMount,
} from '@stash-functions/core/decode';
import type { V1Affinity } from '../kubernetes/affinity.ts';
import type { V1ContainerPort, V1VolumeDevice, V1VolumeMount } from '../kubernetes/container.ts';
import type { V1EnvFromSource, V1EnvVar } from '../kubernetes/env.ts';
import type { V1Lifecycle } from '../kubernetes/lifecycle.ts';
import type { V1LocalObjectReference } from '../kubernetes/object-reference.ts';
import type { V1PersistentVolumeClaimSpec } from '../kubernetes/persistent-volume-claim.ts';
import type { V1Probe } from '../kubernetes/probe.ts';
import type { V1ResourceRequirements } from '../kubernetes/resources.ts';
import type { V1PodReadinessGate, V1Toleration, V1TopologySpreadConstraint } from '../kubernetes/scheduling.ts';
import type { V1PodSecurityContext, V1SecurityContext } from '../kubernetes/security-context.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { Origins, Source } from '../origin/origins.ts';

/**
 * A copy of a part of a resource in its wire form, as the official Go types write it and an API server gives it back.
 * Quantities are strings. Where they are not given, `divisor` of a resourceFieldRef is `"0"` and `service` of a gRPC
 * probe is null. Other fields without a value are left out. The copy shares nothing with the original, which stays
 * unchanged.
 *
 * @param type - the name of the Kubernetes type of the value
 * @param origins - is told that the copy comes from `source`
 */
export function toWire<Type extends keyof WireTypes>(
  type: Type,
  value: WireTypes[Type]['read'],
  origins?: Origins,
  source?: Source,
): WireTypes[Type]['wire'];
export function toWire(type: string, value: object, origins?: Origins, source?: Source): object {
  const copied = copyObject(value, type, origins);
  return origins?.whole(copied, source) ?? copied;
}

/** The types that {@link toWire} takes: each as it is read from a resource, and in its wire form. */
export interface WireTypes {
  readonly Affinity: { readonly read: Affinity; readonly wire: V1Affinity };
  readonly ContainerPort: { readonly read: ContainerPort; readonly wire: V1ContainerPort };
  readonly EnvFromSource: { readonly read: EnvFromSource; readonly wire: V1EnvFromSource };
  readonly EnvVar: { readonly read: EnvVar; readonly wire: V1EnvVar };
  readonly Lifecycle: { readonly read: Lifecycle; readonly wire: V1Lifecycle };
  readonly LocalObjectReference: { readonly read: LocalObjectReference; readonly wire: V1LocalObjectReference };
  readonly PersistentVolumeClaimSpec: {
    readonly read: PersistentVolumeClaimSpec;
    readonly wire: V1PersistentVolumeClaimSpec;
  };
  readonly PodReadinessGate: { readonly read: PodReadinessGate; readonly wire: V1PodReadinessGate };
  readonly PodSecurityContext: { readonly read: PodSecurityContext; readonly wire: V1PodSecurityContext };
  readonly Probe: { readonly read: Probe; readonly wire: V1Probe };
  readonly ResourceRequirements: { readonly read: ResourceRequirements; readonly wire: V1ResourceRequirements };
  readonly SecurityContext: { readonly read: SecurityContext; readonly wire: V1SecurityContext };
  readonly Toleration: { readonly read: Toleration; readonly wire: V1Toleration };
  readonly TopologySpreadConstraint: {
    readonly read: TopologySpreadConstraint;
    readonly wire: V1TopologySpreadConstraint;
  };
  readonly Volume: { readonly read: Volume; readonly wire: V1Volume };
  readonly VolumeDevice: { readonly read: VolumeDevice; readonly wire: V1VolumeDevice };
  readonly VolumeMount: { readonly read: VolumeMount; readonly wire: V1VolumeMount };
}

/** A copy of a map of strings, or undefined for one without entries, which no object needs. */
export function copyMap(map: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : { ...map };
}

function copy(value: unknown, key: string, origins: Origins | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, key, origins));
  if (typeof value === 'object' && value !== null) return copyObject(value, key, origins);
  return typeof value === 'number' && quantityFields.has(key) ? String(value) : value;
}

/**
 * Copies the whole object first, and then its parts. An engine does so several times as fast as it puts a new object
 * together field by field. Only the few objects that have a field without a value need that.
 */
function copyObject(value: object, at: string, origins: Origins | undefined): object {
  const result: Record<string, unknown> = { ...value };
  const isQuantities = quantityMaps.has(at);
  for (const key of Object.keys(result)) {
    const item = result[key];
    if (item === undefined || item === null) return copyObject(presentFields(value), at, origins);
    if (isQuantities) result[key] = String(item);
    else if (typeof item === 'object' || typeof item === 'number') result[key] = copy(item, key, origins);
  }
  if (at === 'resourceFieldRef' && result.divisor === undefined) fillIn(result, 'divisor', '0', origins);
  if (at === 'grpc' && result.service === undefined) fillIn(result, 'service', null, origins);
  return result;
}

function presentFields(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null));
}

/** Sets a field that the official types always write, given or not. */
function fillIn(target: Record<string, unknown>, field: string, value: unknown, origins: Origins | undefined): void {
  target[field] = value;
  origins?.field(target, field, { rule: 'kubernetes-default' });
}

const quantityFields: ReadonlySet<string> = new Set(['sizeLimit', 'divisor']);

const quantityMaps: ReadonlySet<string> = new Set(['limits', 'requests']);
