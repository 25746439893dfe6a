import { checkVolumeSource } from '@stash-functions/core/decode';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { Findings, Path } from '../problem/problem.ts';
import { checkAnnotations, checkDistinct, checkLabelName, checkLabels, quote } from './basics.ts';
import { checkClaimSpec } from './claim.ts';
import { checkProjected } from './projected.ts';
import { checkDownwardFiles, checkItems, checkOverlaps, filesAt } from './volume-files.ts';

/** Checks volumes: each has a name of its own and one source. */
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
    checkIscsiName(volume, [...at, 'name'], findings);
  }
  const names = volumes.map(({ name }) => name);
  checkDistinct(names, (index) => [...path, index, 'name'], 'the volume', findings);
}

function checkSource(volume: V1Volume, path: Path, findings: Findings): void {
  for (const { severity, code, path: at, message, hint } of checkVolumeSource(volume)) {
    findings[severity === 'error' ? 'error' : 'warning'](code, [...path, ...at], message, hint);
  }
  const { secret, configMap, downwardAPI, projected, ephemeral } = volume;
  for (const [source, files] of [
    ['secret', secret],
    ['configMap', configMap],
  ] as const) {
    const items = files?.items ?? [];
    checkItems(items, [...path, source, 'items'], findings);
    checkOverlaps(filesAt(items, [...path, source, 'items']), false, findings);
  }
  if (downwardAPI?.items !== undefined) {
    const at = [...path, 'downwardAPI', 'items'];
    checkDownwardFiles(downwardAPI.items, at, findings);
    checkOverlaps(filesAt(downwardAPI.items, at), false, findings);
  }
  if (projected !== undefined) checkProjected(projected, [...path, 'projected'], findings);
  const template = ephemeral?.volumeClaimTemplate;
  if (template === undefined) return;
  const at = [...path, 'ephemeral', 'volumeClaimTemplate'];
  checkLabels(template.metadata?.labels, [...at, 'metadata', 'labels'], findings);
  checkAnnotations(template.metadata?.annotations, [...at, 'metadata', 'annotations'], findings);
  for (const field of Object.keys(template.metadata ?? {})) {
    if (field === 'labels' || field === 'annotations') continue;
    const message = `the ${field} of a claim that is made for each pod cannot be set`;
    findings.error('unsupported-value', [...at, 'metadata', field], message, 'leave it out');
  }
  checkClaimSpec(template.spec, [...at, 'spec'], findings);
}

/** Where the initiator has a name of its own, the node makes an interface named after the volume and the portal. */
function checkIscsiName({ name, iscsi }: V1Volume, path: Path, findings: Findings): void {
  if (iscsi?.initiatorName === undefined || `${name}:${iscsi.targetPortal}`.length <= 64) return;
  const message = `the name of the volume ${quote(name)} and its targetPortal are longer than 64 characters with a colon between`;
  findings.error('invalid-name', path, message, 'give it a shorter name, or leave the initiatorName out');
}
