import { didYouMean, leadsUp } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { Findings, Path } from '../problem/problem.ts';
import { checkOneOf, missing, quote } from './basics.ts';

/**
 * Checks mounts and block devices: each has a path of its own, and a volume that exists.
 *
 * @param volumes - the volumes of the pod; undefined where a container is checked alone
 */
export function checkMounts(
  container: V1Container,
  volumes: ReadonlyMap<string, V1Volume> | undefined,
  path: Path,
  findings: Findings,
): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const paths = new Set<string>();
  const mounted = new Set<string>();
  volumeMounts.forEach((mount, index) => {
    const at = [...path, 'volumeMounts', index];
    checkVolume(mount.name, volumes, [...at, 'name'], findings);
    checkMountPath(mount.mountPath, paths, [...at, 'mountPath'], findings);
    for (const field of ['subPath', 'subPathExpr'] as const) {
      if (mount[field]) checkInside(mount[field], [...at, field], findings);
    }
    if (mount.subPath && mount.subPathExpr) {
      findings.error(
        'conflicting-fields',
        [...at, 'subPathExpr'],
        'a mount has both subPath and subPathExpr',
        'give one of the two',
      );
    }
    checkPropagation(container, index, at, findings);
    mounted.add(mount.name);
  });
  const devices = new Set<string>();
  volumeDevices.forEach(({ name, devicePath }, index) => {
    const at = [...path, 'volumeDevices', index];
    checkVolume(name, volumes, [...at, 'name'], findings);
    if (leadsUp(devicePath)) {
      findings.error('invalid-path', [...at, 'devicePath'], `${quote(devicePath)} holds ..`, 'give a path without ..');
    } else checkMountPath(devicePath, paths, [...at, 'devicePath'], findings);
    if (mounted.has(name) || devices.has(name)) {
      findings.error(
        'duplicate-name',
        [...at, 'name'],
        `the volume ${quote(name)} is used twice in the container`,
        'a block device cannot be mounted too',
      );
    }
    const volume = volumes?.get(name);
    if (volume !== undefined && volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      findings.error(
        'unsupported-value',
        [...at, 'name'],
        `the volume ${quote(name)} is no block device`,
        'use a persistentVolumeClaim of volumeMode Block',
      );
    }
    devices.add(name);
  });
}

/** Checks a path within a volume: it is relative, and does not lead out of it. */
export function checkInside(path: string, at: Path, findings: Findings): void {
  if (path.startsWith('/')) {
    findings.error('invalid-path', at, `${quote(path)} is absolute`, 'give a path relative to the volume');
  } else if (leadsUp(path)) {
    findings.error('invalid-path', at, `${quote(path)} leads out of the volume`, 'give a path without ..');
  }
}

function checkVolume(
  name: string,
  volumes: ReadonlyMap<string, V1Volume> | undefined,
  path: Path,
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
function checkMountPath(path: string, paths: Set<string>, at: Path, findings: Findings): void {
  if (path === '') missing(at, 'the path', findings);
  else if (paths.has(path)) {
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
  paths.add(path);
}

function checkPropagation(container: V1Container, index: number, path: Path, findings: Findings): void {
  const mount = container.volumeMounts?.[index];
  const { mountPropagation, recursiveReadOnly } = mount ?? {};
  if (mountPropagation !== undefined) {
    const at = [...path, 'mountPropagation'];
    checkOneOf(mountPropagation, ['None', 'HostToContainer', 'Bidirectional'], at, findings);
    if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
      const message = 'only a privileged container can propagate its mounts';
      findings.error('conflicting-fields', at, message, 'use HostToContainer, or set securityContext.privileged');
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  const at = [...path, 'recursiveReadOnly'];
  checkOneOf(recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible'], at, findings);
  if (mount?.readOnly !== true || (mountPropagation ?? 'None') !== 'None') {
    const hint = 'set readOnly: true, and no mountPropagation';
    findings.error('conflicting-fields', at, 'only a read-only mount can be so recursively', hint);
  }
}
