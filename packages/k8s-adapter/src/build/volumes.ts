import type { EmptyDirSettings, PersistentVolumeClaimSpec } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import type { V1VolumeMount } from '../kubernetes/container.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { V1EmptyDirVolumeSource } from '../kubernetes/volume-source-node.ts';
import type { Origins, Path, Source } from '../origin/origins.ts';
import { type MetadataOptions, metadataOf } from './metadata.ts';
import { toWire } from './wire.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The name of the volume that every container of a Job shares. */
export const tmpVolumeName = 'stash-tmp-dir';
/** The path at which {@link tmpVolumeName} is mounted in every container. */
export const tmpMountPath = '/stash-tmp';
/** The volume for data too large for the temporary directory. It comes from the invoker's interimVolumeTemplate. */
export const interimVolumeName = 'stash-interim-volume';
/** The path at which {@link interimVolumeName} is mounted in every container. */
export const interimMountPath = '/stash-interim-volume';

/** The volume of the temporary directory: an emptyDir with the medium and size of an invoker's `tempDir`. */
export function tmpVolume(tempDir?: EmptyDirSettings | null): V1Volume {
  return readOr({ name: 'tmp', emptyDir: {} }, () => ({ name: tmpVolumeName, emptyDir: emptyDirOf(tempDir ?? {}) }));
}

/** The mount of the temporary directory. */
export function tmpMount(origins: Origins | undefined): V1VolumeMount {
  const mounted = { name: tmpVolumeName, mountPath: tmpMountPath };
  return origins?.whole(mounted, { rule: 'temporary-directory' }) ?? mounted;
}

/**
 * The volumes with the temporary directory among them. It takes the place of the Task's own emptyDir of that name, or
 * goes to the end.
 *
 * @param at - the source of a field of `tempDir`
 */
export function withTmpVolume(
  volumes: ReadonlyArray<V1Volume>,
  tempDir: EmptyDirSettings,
  at: (path: Path) => Source | undefined,
  origins: Origins | undefined,
): Array<V1Volume> {
  const emptyDir = emptyDirOf(tempDir);
  for (const field of ['medium', 'sizeLimit'] as const)
    if (emptyDir[field]) origins?.field(emptyDir, field, at([field]));
  const index = volumes.findIndex(({ name }) => name === tmpVolumeName);
  const own = volumes[index];
  if (own === undefined) {
    const added = { name: tmpVolumeName, emptyDir };
    return [...volumes, origins?.whole(added, { rule: 'temporary-directory' }) ?? added];
  }
  const merged = { ...own, emptyDir: { ...own.emptyDir, ...emptyDir } };
  origins?.inherit(merged, own);
  origins?.inherit(merged.emptyDir, own.emptyDir, emptyDir);
  return volumes.with(index, merged);
}

/** The volume for a claim. */
export function claimVolume(
  name: string,
  claimName: string,
  sources: { readonly name: Source; readonly claim: Source | undefined },
  origins: Origins | undefined,
): V1Volume {
  const persistentVolumeClaim = { claimName };
  origins?.field(persistentVolumeClaim, 'claimName', sources.claim);
  const volume: V1Volume = { name, persistentVolumeClaim };
  return origins?.whole(volume, sources.name) ?? volume;
}

/** Adds a mount: in the place of the one at its path, or at the end. */
export function mount(mounts: ReadonlyArray<V1VolumeMount> | undefined, added: V1VolumeMount): Array<V1VolumeMount> {
  const index = mounts?.findIndex(({ mountPath }) => mountPath === added.mountPath) ?? -1;
  return mounts === undefined || index < 0 ? [...(mounts ?? []), added] : mounts.with(index, added);
}

/** A PersistentVolumeClaim with a given spec. */
export function toClaim(
  metadata: MetadataOptions,
  spec: PersistentVolumeClaimSpec | undefined,
  source: Source | undefined,
  origins: Origins | undefined,
): V1PersistentVolumeClaim {
  const claim: V1PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadataOf(metadata, origins),
    spec: toWire('PersistentVolumeClaimSpec', spec ?? {}, origins, source),
  };
  return origins?.whole(claim, { rule: 'object-kind' }) ?? claim;
}

function emptyDirOf({ medium, sizeLimit }: EmptyDirSettings): V1EmptyDirVolumeSource {
  return withoutUndefined({
    medium: medium === '' ? undefined : medium,
    sizeLimit: sizeLimit === undefined ? undefined : String(sizeLimit),
  });
}
