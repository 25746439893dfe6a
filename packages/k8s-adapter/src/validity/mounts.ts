import { didYouMean, leadsUp } from '@stash-functions/core/decode';
import type { V1Container, V1VolumeDevice, V1VolumeMount } from '../kubernetes/container.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkOneOf, missing, quote, repetitionsIn } from './basics.ts';

/**
 * Checks mounts and block devices: each has a path of its own, and a volume that exists.
 *
 * @param volumes - the volumes of the pod; undefined where a container is checked alone
 */
export function checkMounts(
  container: V1Container,
  volumes: ReadonlyMap<string, V1Volume> | undefined,
  path: Place,
  findings: Findings,
): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const isRepeated = repetitionsIn(pathsOf(volumeMounts, volumeDevices));
  volumeMounts.forEach((mount, index) => {
    const at = below(below(path, 'volumeMounts'), index);
    checkVolume(mount.name, volumes, below(at, 'name'), findings);
    checkMountPath(mount.mountPath, isRepeated(index), below(at, 'mountPath'), findings);
    if (mount.subPath) checkInside(mount.subPath, below(at, 'subPath'), findings);
    if (mount.subPathExpr) checkInside(mount.subPathExpr, below(at, 'subPathExpr'), findings);
    if (mount.subPath && mount.subPathExpr) {
      findings.error(
        'conflicting-fields',
        below(at, 'subPathExpr'),
        'a mount has both subPath and subPathExpr',
        'give one of the two',
      );
    }
    checkPropagation(container, mount, at, findings);
  });
  if (volumeDevices.length === 0) return;
  const mounted = new Set(volumeMounts.map(({ name }) => name));
  volumeDevices.forEach(({ name, devicePath }, index) => {
    const at = below(below(path, 'volumeDevices'), index);
    checkVolume(name, volumes, below(at, 'name'), findings);
    if (leadsUp(devicePath)) {
      findings.error(
        'invalid-path',
        below(at, 'devicePath'),
        `${quote(devicePath)} holds ..`,
        'give a path without ..',
      );
    } else {
      checkMountPath(devicePath, isRepeated(volumeMounts.length + index), below(at, 'devicePath'), findings);
    }
    if (mounted.has(name)) {
      findings.error(
        'duplicate-name',
        below(at, 'name'),
        `the volume ${quote(name)} is used twice in the container`,
        'a block device cannot be mounted too',
      );
    }
    const volume = volumes?.get(name);
    if (volume !== undefined && volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      findings.error(
        'unsupported-value',
        below(at, 'name'),
        `the volume ${quote(name)} is no block device`,
        'use a persistentVolumeClaim of volumeMode Block',
      );
    }
    mounted.add(name);
  });
}

/** Checks a path within a volume: it is relative, and does not lead out of it. */
function pathsOf(mounts: ReadonlyArray<V1VolumeMount>, devices: ReadonlyArray<V1VolumeDevice>): ReadonlyArray<string> {
  const paths = mounts.map(({ mountPath }) => mountPath);
  return devices.length === 0 ? paths : paths.concat(devices.map(({ devicePath }) => devicePath));
}

/** A path within a volume: relative, and not out of it. */
export function checkInside(path: string, at: Place, findings: Findings): void {
  if (path.startsWith('/')) {
    findings.error('invalid-path', at, `${quote(path)} is absolute`, 'give a path relative to the volume');
  } else if (leadsUp(path)) {
    findings.error('invalid-path', at, `${quote(path)} leads out of the volume`, 'give a path without ..');
  }
}

function checkVolume(
  name: string,
  volumes: ReadonlyMap<string, V1Volume> | undefined,
  path: Place,
  findings: Findings,
): void {
  if (name === '') missing(path, 'the name of the volume', findings);
  else if (volumes !== undefined && !volumes.has(name)) {
    const near = didYouMean(name, volumes.keys());
    const hint = near === undefined ? `the pod has ${[...volumes.keys()].join(', ')}` : `did you mean ${near}?`;
    findings.error(
      'unknown-volume',
      path,
      `there is no volume ${quote(name)}`,
      `${hint}; volumes stand in spec.volumes of the Task`,
    );
  }
}

/**
 * Checks a mount path. An API server checks little of it, so there are warnings for paths that the node cannot mount.
 */
function checkMountPath(path: string, isRepeated: boolean, at: Place, findings: Findings): void {
  if (path === '') missing(at, 'the path', findings);
  else if (isRepeated) {
    findings.error(
      'duplicate-path',
      at,
      `two volumes are mounted at ${quote(path)}`,
      'give each mount a path of its own',
    );
  } else if (path.includes(':')) {
    const message = `${quote(path)} holds a colon, which some nodes cannot mount`;
    findings.warning('invalid-path', at, message, 'give an absolute path without a colon');
  } else if (leadsUp(path)) {
    findings.warning('invalid-path', at, `${quote(path)} holds ..`, 'give the path that is meant');
  } else if (!path.startsWith('/')) {
    findings.warning('invalid-path', at, `${quote(path)} is relative: it is taken from the root`, `write /${path}`);
  }
}

function checkPropagation(container: V1Container, mount: V1VolumeMount, path: Place, findings: Findings): void {
  const { mountPropagation, recursiveReadOnly } = mount;
  if (mountPropagation !== undefined) {
    const at = below(path, 'mountPropagation');
    checkOneOf(mountPropagation, ['None', 'HostToContainer', 'Bidirectional'], at, findings);
    if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
      const message = 'only a privileged container can propagate its mounts';
      findings.error('conflicting-fields', at, message, 'use HostToContainer, or set securityContext.privileged');
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  const at = below(path, 'recursiveReadOnly');
  checkOneOf(recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible'], at, findings);
  if (mount.readOnly !== true || (mountPropagation ?? 'None') !== 'None') {
    const hint = 'set readOnly: true, and no mountPropagation';
    findings.error('conflicting-fields', at, 'only a read-only mount can be so recursively', hint);
  }
}
