import type { EmptyDirSettings, PersistentVolumeClaimSpec } from '@stash-functions/core/decode';
import type { V1VolumeMount } from '../kubernetes/container.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { V1EmptyDirVolumeSource } from '../kubernetes/volume-source-node.ts';
import { toWire } from './wire.ts';

/** The volume that every container of a Job shares, and where it is mounted. */
export const tmpVolumeName = 'stash-tmp-dir';
/** Where {@link tmpVolumeName} is mounted in every container. */
export const tmpMountPath = '/stash-tmp';
/** The volume for data that is too large for the temporary directory, from the invoker's interimVolumeTemplate. */
export const interimVolumeName = 'stash-interim-volume';
/** Where {@link interimVolumeName} is mounted in every container. */
export const interimMountPath = '/stash-interim-volume';

/** The temporary directory's volume: an emptyDir of the medium and size that an invoker's `tempDir` asks for. */
export function tmpVolume(tempDir: EmptyDirSettings = {}): V1Volume {
  return { name: tmpVolumeName, emptyDir: emptyDirOf(tempDir) };
}

/** The volumes with the temporary directory among them: over the Task's own emptyDir of that name, or at the end. */
export function withTmpVolume(volumes: ReadonlyArray<V1Volume>, tempDir: EmptyDirSettings = {}): Array<V1Volume> {
  const index = volumes.findIndex(({ name }) => name === tmpVolumeName);
  const own = volumes[index];
  if (own === undefined) return [...volumes, tmpVolume(tempDir)];
  return volumes.with(index, { ...own, emptyDir: { ...own.emptyDir, ...emptyDirOf(tempDir) } });
}

/** A volume that is the claim of that name. */
export function claimVolume(name: string, claimName: string): V1Volume {
  return { name, persistentVolumeClaim: { claimName } };
}

/** Mounts a volume: over what is mounted at that path, or after all others. */
export function mount(mounts: ReadonlyArray<V1VolumeMount> | undefined, added: V1VolumeMount): Array<V1VolumeMount> {
  const index = mounts?.findIndex(({ mountPath }) => mountPath === added.mountPath) ?? -1;
  return mounts === undefined || index < 0 ? [...(mounts ?? []), added] : mounts.with(index, added);
}

/** What {@link toClaim} makes a claim from. */
export interface ClaimOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: PersistentVolumeClaimSpec | undefined;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: ReadonlyArray<V1OwnerReference>;
}

/** A PersistentVolumeClaim. */
export function toClaim(options: ClaimOptions): V1PersistentVolumeClaim {
  const { name, namespace, spec, labels, annotations, ownerReferences } = options;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels: { ...labels } }),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
      ...(ownerReferences === undefined ? {} : { ownerReferences: ownerReferences.map((owner) => ({ ...owner })) }),
    },
    spec: toWire('PersistentVolumeClaimSpec', spec ?? {}),
  };
}

function emptyDirOf({ medium, sizeLimit }: EmptyDirSettings): V1EmptyDirVolumeSource {
  return {
    ...(medium === undefined || medium === '' ? {} : { medium }),
    ...(sizeLimit === undefined ? {} : { sizeLimit: String(sizeLimit) }),
  };
}
