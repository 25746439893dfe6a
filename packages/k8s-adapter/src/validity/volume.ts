import type { V1Volume } from '../kubernetes/volume.ts';
import type {
  V1ConfigMapVolumeSource,
  V1DownwardAPIVolumeFile,
  V1KeyToPath,
  V1ProjectedVolumeSource,
  V1SecretVolumeSource,
} from '../kubernetes/volume-source-config.ts';
import type { Findings, Path } from '../problem/problem.ts';
import {
  checkDistinct,
  checkLabelName,
  checkOneOf,
  checkRange,
  checkReference,
  checkSubdomain,
  checkUnion,
  maximumInt32,
  missing,
  quote,
} from './basics.ts';
import { checkClaimSpec } from './claim.ts';
import { checkFieldPath, checkResourceField } from './env.ts';
import { isDataKey, leadsUp } from './formats.ts';
import { checkInside } from './mounts.ts';
import { checkQuantity } from './resources.ts';

/** Volumes: each with a name of its own and one source. */
export function checkVolumes(volumes: ReadonlyArray<V1Volume>, path: Path, findings: Findings): void {
  for (const [index, volume] of volumes.entries()) {
    const at = [...path, index];
    checkLabelName(volume.name, [...at, 'name'], 'the name of the volume', findings);
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (sources.length === 0) {
      const message = `the volume ${quote(volume.name)} has no source, and becomes an emptyDir`;
      findings.warning('missing-field', at, message, 'write emptyDir: {} where that is meant');
    } else if (sources.length > 1) {
      const message = `the volume ${quote(volume.name)} is both ${sources.join(' and ')}`;
      findings.error('conflicting-fields', [...at, sources[1] ?? ''], message, 'give it one source');
    }
    checkSource(volume, at, findings);
  }
  const names = volumes.map(({ name }) => name);
  checkDistinct(names, (index) => [...path, index, 'name'], 'the volume', findings);
}

function checkSource(volume: V1Volume, path: Path, findings: Findings): void {
  const { emptyDir, persistentVolumeClaim: claim, secret, configMap, hostPath, nfs, csi } = volume;
  const { downwardAPI, projected, ephemeral, iscsi, image } = volume;
  if (emptyDir !== undefined) checkQuantity(emptyDir.sizeLimit, [...path, 'emptyDir', 'sizeLimit'], findings);
  if (emptyDir?.medium && emptyDir.medium !== 'Memory' && !emptyDir.medium.startsWith('HugePages')) {
    const message = `no node has the medium ${quote(emptyDir.medium)}`;
    findings.warning('unsupported-value', [...path, 'emptyDir', 'medium'], message, 'use Memory, or leave it out');
  }
  if (claim !== undefined) {
    checkReference(claim.claimName, [...path, 'persistentVolumeClaim', 'claimName'], 'the name of the claim', findings);
  }
  if (secret !== undefined) {
    checkReference(secret.secretName, [...path, 'secret', 'secretName'], 'the name of the Secret', findings);
    checkFiles(secret, [...path, 'secret'], findings);
  }
  if (configMap !== undefined) {
    checkReference(configMap.name, [...path, 'configMap', 'name'], 'the name of the ConfigMap', findings);
    checkFiles(configMap, [...path, 'configMap'], findings);
  }
  if (hostPath !== undefined) {
    checkHostDirectory(hostPath.path, [...path, 'hostPath', 'path'], findings);
    checkOneOf(hostPath.type, hostPathTypes, [...path, 'hostPath', 'type'], findings);
  }
  if (nfs !== undefined) {
    if (nfs.server === '') missing([...path, 'nfs', 'server'], 'the server', findings);
    if (!nfs.path.startsWith('/')) {
      findings.error('invalid-path', [...path, 'nfs', 'path'], `${quote(nfs.path)} is not absolute`, 'begin it with /');
    }
  }
  if (csi !== undefined)
    checkSubdomain(csi.driver.toLowerCase(), [...path, 'csi', 'driver'], 'the name of the driver', findings);
  if (downwardAPI !== undefined) {
    checkRange(downwardAPI.defaultMode, 0, 0o777, [...path, 'downwardAPI', 'defaultMode'], findings);
    checkDownwardFiles(downwardAPI.items ?? [], [...path, 'downwardAPI', 'items'], findings);
  }
  if (projected !== undefined) checkProjected(projected, [...path, 'projected'], findings);
  if (ephemeral !== undefined) {
    const template = ephemeral.volumeClaimTemplate;
    const at = [...path, 'ephemeral', 'volumeClaimTemplate'];
    if (template === undefined) missing(at, 'the template of the claim', findings);
    else checkClaimSpec(template.spec, [...at, 'spec'], findings);
  }
  if (iscsi !== undefined) checkRange(iscsi.lun, 0, 255, [...path, 'iscsi', 'lun'], findings);
  if (image !== undefined && !image.reference) missing([...path, 'image', 'reference'], 'the image', findings);
  checkStrings(volume, path, findings);
}

/** The strings that network and cloud volumes cannot be without. */
function checkStrings(volume: V1Volume, path: Path, findings: Findings): void {
  for (const [source, value] of Object.entries(volume)) {
    for (const field of requiredStrings[source] ?? []) {
      if (isEmptyAt(value, field)) missing([...path, source, field], `the ${field} of ${source}`, findings);
    }
  }
}

const requiredStrings: Readonly<Record<string, ReadonlyArray<string>>> = {
  awsElasticBlockStore: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  azureFile: ['secretName', 'shareName'],
  cinder: ['volumeID'],
  flexVolume: ['driver'],
  gcePersistentDisk: ['pdName'],
  gitRepo: ['repository'],
  glusterfs: ['endpoints', 'path'],
  iscsi: ['iqn', 'targetPortal'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  quobyte: ['registry', 'volume'],
  rbd: ['image'],
  scaleIO: ['gateway', 'system'],
  vsphereVolume: ['volumePath'],
};

const hostPathTypes: ReadonlyArray<string> = [
  '',
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

function isEmptyAt(source: unknown, field: string): boolean {
  return (
    typeof source === 'object' &&
    source !== null &&
    Object.entries(source).some(([key, value]) => key === field && value === '')
  );
}

function checkHostDirectory(directory: string, path: Path, findings: Findings): void {
  if (directory === '') missing(path, 'the path on the host', findings);
  else if (leadsUp(directory)) {
    findings.error('invalid-path', path, `${quote(directory)} holds ..`, 'give an absolute path without ..');
  }
}

function checkFiles(source: V1SecretVolumeSource | V1ConfigMapVolumeSource, path: Path, findings: Findings): void {
  checkRange(source.defaultMode, 0, 0o777, [...path, 'defaultMode'], findings);
  checkItems(source.items ?? [], [...path, 'items'], findings);
}

function checkItems(items: ReadonlyArray<V1KeyToPath>, path: Path, findings: Findings): void {
  items.forEach((item, index) => {
    const at = [...path, index];
    if (item.key === '') missing([...at, 'key'], 'the key', findings);
    else if (!isDataKey(item.key)) {
      const message = `no ConfigMap or Secret has the key ${quote(item.key)}`;
      findings.warning('invalid-format', [...at, 'key'], message, 'use letters, digits, dashes, dots and underscores');
    }
    checkFilePath(item.path, [...at, 'path'], findings);
    checkRange(item.mode, 0, 0o777, [...at, 'mode'], findings);
  });
}

function checkFilePath(file: string, path: Path, findings: Findings): void {
  if (file === '') missing(path, 'the path of the file', findings);
  else if (file.startsWith('..')) {
    findings.error('invalid-path', path, `${quote(file)} begins with ..`, 'give a path within the volume');
  } else checkInside(file, path, findings);
}

function checkDownwardFiles(items: ReadonlyArray<V1DownwardAPIVolumeFile>, path: Path, findings: Findings): void {
  items.forEach((item, index) => {
    const at = [...path, index];
    checkFilePath(item.path, [...at, 'path'], findings);
    checkRange(item.mode, 0, 0o777, [...at, 'mode'], findings);
    checkUnion(item, ['fieldRef', 'resourceFieldRef'], at, 'the content of the file', findings);
    if (item.fieldRef !== undefined) {
      checkFieldPath(item.fieldRef.fieldPath, fileFields, [...at, 'fieldRef', 'fieldPath'], findings);
    }
    if (item.resourceFieldRef === undefined) return;
    checkResourceField(item.resourceFieldRef, [...at, 'resourceFieldRef'], findings);
    if (!item.resourceFieldRef.containerName) {
      missing([...at, 'resourceFieldRef', 'containerName'], 'the container of the resource', findings);
    }
  });
}

/** The fields of a pod that a file can hold, besides single labels and annotations. */
const fileFields: ReadonlyArray<string> = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

const projections = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

function checkProjected({ defaultMode, sources = [] }: V1ProjectedVolumeSource, path: Path, findings: Findings): void {
  checkRange(defaultMode, 0, 0o777, [...path, 'defaultMode'], findings);
  sources.forEach((source, index) => {
    const at = [...path, 'sources', index];
    checkUnion(source, projections, at, 'the projected source', findings);
    for (const kind of ['secret', 'configMap'] as const) {
      const projection = source[kind];
      if (projection === undefined) continue;
      checkReference(projection.name, [...at, kind, 'name'], `the name of the ${kind}`, findings);
      checkItems(projection.items ?? [], [...at, kind, 'items'], findings);
    }
    if (source.downwardAPI !== undefined) {
      checkDownwardFiles(source.downwardAPI.items ?? [], [...at, 'downwardAPI', 'items'], findings);
    }
    const token = source.serviceAccountToken;
    if (token === undefined) return;
    checkFilePath(token.path, [...at, 'serviceAccountToken', 'path'], findings);
    checkRange(
      token.expirationSeconds,
      600,
      maximumInt32 * 2,
      [...at, 'serviceAccountToken', 'expirationSeconds'],
      findings,
    );
  });
}
