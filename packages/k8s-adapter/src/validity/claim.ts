import { parseQuantity } from '@stash-functions/core/decode';
import type { V1PersistentVolumeClaim, V1PersistentVolumeClaimSpec } from '../kubernetes/persistent-volume-claim.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkAnnotations, checkLabels, checkOneOf, checkSubdomain, missing, quote } from './basics.ts';
import { checkClaimAnnotations } from './deprecations.ts';
import { checkBytes } from './resources.ts';
import { checkSelector } from './scheduling.ts';

/** Checks a claim: its name, its metadata and its spec. */
export function checkClaim(claim: V1PersistentVolumeClaim, findings: Findings): void {
  const metadata = below(undefined, 'metadata');
  checkSubdomain(claim.metadata.name ?? '', below(metadata, 'name'), 'the name of the claim', findings);
  checkLabels(claim.metadata.labels, below(metadata, 'labels'), findings);
  checkAnnotations(claim.metadata.annotations, below(metadata, 'annotations'), findings);
  checkClaimAnnotations(claim.metadata.annotations, below(metadata, 'annotations'), findings);
  checkClaimSpec(claim.spec, below(undefined, 'spec'), findings);
}

/** Checks the spec of a claim: its access modes and its storage. */
export function checkClaimSpec(spec: V1PersistentVolumeClaimSpec, path: Place, findings: Findings): void {
  const { accessModes = [], resources = {}, storageClassName, volumeMode, selector } = spec;
  if (accessModes.length === 0)
    missing(below(path, 'accessModes'), 'the access mode', findings, 'give accessModes: [ReadWriteOnce]');
  for (const [index, mode] of accessModes.entries()) {
    checkOneOf(mode, accessModesOfClaims, below(below(path, 'accessModes'), index), findings);
  }
  if (accessModes.includes('ReadWriteOncePod') && accessModes.length > 1) {
    const message = 'ReadWriteOncePod cannot stand beside other access modes';
    findings.error('conflicting-fields', below(path, 'accessModes'), message, 'give it alone');
  }
  checkStorage(resources, below(path, 'resources'), findings);
  if (storageClassName)
    checkSubdomain(storageClassName, below(path, 'storageClassName'), 'the storage class', findings);
  checkOneOf(volumeMode, ['Filesystem', 'Block'], below(path, 'volumeMode'), findings);
  checkSelector(selector, below(path, 'selector'), findings);
}

const accessModesOfClaims: ReadonlyArray<string> = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
];

function checkStorage(
  { requests = {}, limits = {} }: NonNullable<V1PersistentVolumeClaimSpec['resources']>,
  path: Place,
  findings: Findings,
): void {
  const { storage } = requests;
  const at = below(below(path, 'requests'), 'storage');
  if (storage === undefined)
    missing(at, 'how much storage is asked for', findings, 'give resources.requests.storage: 1Gi');
  checkBytes(storage, at, findings);
  checkBytes(limits.storage, below(below(path, 'limits'), 'storage'), findings);
  const requested = parseQuantity(storage ?? '');
  const limited = parseQuantity(limits.storage ?? '');
  if (requested === 0n)
    findings.error('invalid-quantity', at, `${quote(storage ?? '')} is no storage`, 'ask for more than 0');
  if (requested !== undefined && limited !== undefined && requested > limited) {
    const message = `the request of ${storage} storage is above the limit of ${limits.storage}`;
    findings.error('request-above-limit', at, message, 'raise the limit or lower the request');
  }
}
