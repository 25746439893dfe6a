import { parseQuantity } from '@stash-functions/core/decode';
import type { V1PersistentVolumeClaim, V1PersistentVolumeClaimSpec } from '../kubernetes/persistent-volume-claim.ts';
import type { Findings, Path } from '../problem/problem.ts';
import { checkAnnotations, checkLabels, checkOneOf, checkSubdomain, missing, quote } from './basics.ts';
import { checkClaimAnnotations } from './deprecations.ts';
import { checkBytes } from './resources.ts';
import { checkSelector } from './scheduling.ts';

/** Checks a claim: its name, its metadata and its spec. */
export function checkClaim(claim: V1PersistentVolumeClaim, findings: Findings): void {
  checkSubdomain(claim.metadata.name ?? '', ['metadata', 'name'], 'the name of the claim', findings);
  checkLabels(claim.metadata.labels, ['metadata', 'labels'], findings);
  checkAnnotations(claim.metadata.annotations, ['metadata', 'annotations'], findings);
  checkClaimAnnotations(claim.metadata.annotations, ['metadata', 'annotations'], findings);
  checkClaimSpec(claim.spec, ['spec'], findings);
}

/** Checks the spec of a claim: its access modes and its storage. */
export function checkClaimSpec(spec: V1PersistentVolumeClaimSpec, path: Path, findings: Findings): void {
  const { accessModes = [], resources = {}, storageClassName, volumeMode, selector } = spec;
  if (accessModes.length === 0)
    missing([...path, 'accessModes'], 'the access mode', findings, 'give accessModes: [ReadWriteOnce]');
  for (const [index, mode] of accessModes.entries()) {
    checkOneOf(mode, accessModesOfClaims, [...path, 'accessModes', index], findings);
  }
  if (accessModes.includes('ReadWriteOncePod') && accessModes.length > 1) {
    const message = 'ReadWriteOncePod cannot stand beside other access modes';
    findings.error('conflicting-fields', [...path, 'accessModes'], message, 'give it alone');
  }
  checkStorage(resources, [...path, 'resources'], findings);
  if (storageClassName) checkSubdomain(storageClassName, [...path, 'storageClassName'], 'the storage class', findings);
  checkOneOf(volumeMode, ['Filesystem', 'Block'], [...path, 'volumeMode'], findings);
  checkSelector(selector, [...path, 'selector'], findings);
}

const accessModesOfClaims: ReadonlyArray<string> = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
];

function checkStorage(
  { requests = {}, limits = {} }: NonNullable<V1PersistentVolumeClaimSpec['resources']>,
  path: Path,
  findings: Findings,
): void {
  const { storage } = requests;
  const at = [...path, 'requests', 'storage'];
  if (storage === undefined)
    missing(at, 'how much storage is asked for', findings, 'give resources.requests.storage: 1Gi');
  checkBytes(storage, at, findings);
  checkBytes(limits.storage, [...path, 'limits', 'storage'], findings);
  const requested = parseQuantity(storage ?? '');
  const limited = parseQuantity(limits.storage ?? '');
  if (requested === 0n)
    findings.error('invalid-quantity', at, `${quote(storage ?? '')} is no storage`, 'ask for more than 0');
  if (requested !== undefined && limited !== undefined && requested > limited) {
    const message = `the request of ${storage} storage is above the limit of ${limits.storage}`;
    findings.error('request-above-limit', at, message, 'raise the limit or lower the request');
  }
}
