import { type LocalBackend, placeIn, type Repository } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { FieldRecord, Origins } from '../origin/origins.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';
import { toWire } from './wire.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The volume of a local backend, in which a Repository keeps its data within the cluster. */
const localVolumeName = 'stash-local';

/** The volume of a Repository's local backend. It is undefined for other backends, and for one that names no volume. */
export function localVolume(repository: Repository | undefined, origins: Origins | undefined): V1Volume | undefined {
  const { local } = repository?.spec?.backend ?? {};
  if (repository === undefined || local === undefined || !namesVolume(local)) return undefined;
  const { mountPath: _, subPath: __, ...source } = local;
  const volume = toWire('Volume', { name: localVolumeName, ...source }, origins, inBackend(repository));
  origins?.field(volume, 'name', { rule: 'local-backend' });
  return volume;
}

/**
 * Mounts a local backend in a container, after its other mounts. A container with a mount at that path stays as it is.
 */
export function mountLocalBackend(container: V1Container, repository: Repository, origins: Origins | undefined): void {
  const { local } = repository.spec?.backend ?? {};
  if (local === undefined || !namesVolume(local)) return;
  const { mountPath, subPath } = local;
  const mounts = container.volumeMounts ?? [];
  if (mounts.some((other) => samePath(other.mountPath, mountPath))) return;
  const added = withoutUndefined({ name: localVolumeName, mountPath, subPath: subPath === '' ? undefined : subPath });
  origins?.whole(added, inBackend(repository));
  origins?.field(added, 'name', { rule: 'local-backend' });
  container.volumeMounts = [...mounts, added];
}

/**
 * Checks that data in a local backend can be written, and stays. A backend without a volume gives `missing-field`. A
 * directory of the node whose container does not run as root gives `host-path-not-writable`.
 */
export function checkLocalBackend(repository: Repository, pod: V1PodSpec): ReadonlyArray<AdapterProblem> {
  const { local } = repository.spec?.backend ?? {};
  if (local === undefined) return [];
  const path = ['spec', 'backend', 'local'];
  if (!namesVolume(local)) {
    return [
      adapterProblem('missing-field', {
        ...placeIn(repository, path),
        message: `the local backend of Repository ${repository.metadata.name} names no volume, so all data would go with the container`,
        hint: 'add the volume beside mountPath, as a persistentVolumeClaim or an nfs share',
      }),
    ];
  }
  const writer = local.hostPath === undefined ? undefined : ordinaryUser(pod);
  if (local.hostPath === undefined || writer === undefined) return [];
  return [
    adapterProblem('host-path-not-writable', {
      ...placeIn(repository, [...path, 'hostPath']),
      message: `the container ${writer.container} runs as user ${writer.user}, who cannot write to ${local.hostPath.path} of the node unless that user owns it`,
      hint: `give the directory to user ${writer.user} on every node, or set runAsUser: 0 in runtimeSettings.pod.securityContext`,
    }),
  ];
}

function namesVolume({ mountPath: _, subPath: __, ...source }: LocalBackend): boolean {
  return Object.values(source).some((volume) => volume !== undefined && volume !== null);
}

function inBackend(repository: Repository): FieldRecord {
  return { resource: repository, path: ['spec', 'backend', 'local'] };
}

/** The first container that mounts the backend without being root, and its user. */
function ordinaryUser(pod: V1PodSpec): { readonly container: string; readonly user: number } | undefined {
  for (const { name, securityContext, volumeMounts } of [...(pod.initContainers ?? []), ...pod.containers]) {
    const user = securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    const mounted = volumeMounts?.some((mount) => mount.name === localVolumeName && mount.readOnly !== true);
    if (mounted === true && user !== undefined && user !== 0) return { container: name, user };
  }
  return undefined;
}

/** True for paths that differ in slashes at their end only. */
function samePath(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
