import type { LocalBackend, Repository } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import { type AdapterProblem, problemAt } from '../problem/problem.ts';
import { toWire } from './wire.ts';

/** The volume of a local backend: where a Repository of the cluster itself keeps its data. */
export const localVolumeName = 'stash-local';

/** The volume that a local backend is; undefined where it names none, which {@link checkLocalBackend} reports. */
export function localVolume({ mountPath: _, subPath: __, ...source }: LocalBackend): V1Volume | undefined {
  if (Object.keys(source).length === 0) return undefined;
  return toWire('Volume', { name: localVolumeName, ...source });
}

/** Mounts a local backend in a container, behind its other mounts, unless it mounts something at that path already. */
export function mountLocalBackend(container: V1Container, { mountPath, subPath }: LocalBackend): void {
  const mounts = container.volumeMounts ?? [];
  if (mounts.some((other) => samePath(other.mountPath, mountPath))) return;
  container.volumeMounts = [
    ...mounts,
    { name: localVolumeName, mountPath, ...(subPath === undefined || subPath === '' ? {} : { subPath }) },
  ];
}

/**
 * Whether data that is stored there lasts: `missing-field` for a local backend that names no volume, and
 * `host-path-not-writable` where a container that mounts a directory of the node does not run as root.
 */
export function checkLocalBackend(repository: Repository, pod: V1PodSpec): ReadonlyArray<AdapterProblem> {
  const local = repository.spec?.backend?.local;
  if (local === undefined) return [];
  const path = ['spec', 'backend', 'local'];
  if (localVolume(local) === undefined) {
    return [
      problemAt(
        { resource: repository, path },
        {
          code: 'missing-field',
          severity: 'error',
          message: `the local backend of Repository ${repository.metadata.name} names no volume, so all data would go with the container`,
          hint: 'add the volume beside mountPath, as a persistentVolumeClaim or an nfs share',
        },
      ),
    ];
  }
  const writer = local.hostPath === undefined ? undefined : ordinaryUser(pod);
  if (local.hostPath === undefined || writer === undefined) return [];
  return [
    problemAt(
      { resource: repository, path: [...path, 'hostPath'] },
      {
        code: 'host-path-not-writable',
        severity: 'warning',
        message: `the container ${writer.container} runs as user ${writer.user}, who cannot write to ${local.hostPath.path} of the node unless that user owns it`,
        hint: `give the directory to user ${writer.user} on every node, or set runAsUser: 0 in runtimeSettings.pod.securityContext`,
      },
    ),
  ];
}

/** The first container that mounts the backend and does not run as root, and the user that it runs as. */
function ordinaryUser(pod: V1PodSpec): { readonly container: string; readonly user: number } | undefined {
  for (const { name, securityContext, volumeMounts } of [...(pod.initContainers ?? []), ...pod.containers]) {
    const user = securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    const mounted = volumeMounts?.some((mount) => mount.name === localVolumeName && mount.readOnly !== true);
    if (mounted === true && user !== undefined && user !== 0) return { container: name, user };
  }
  return undefined;
}

/** Whether two paths are one but for slashes at their end. */
function samePath(one: string, other: string): boolean {
  return withoutSlashes(one) === withoutSlashes(other);
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/, '');
}
