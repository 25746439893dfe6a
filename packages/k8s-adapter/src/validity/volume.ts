import { checkVolumeSource } from '@stash-functions/core/decode';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { V1KeyToPath } from '../kubernetes/volume-source-config.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkAnnotations, checkDistinct, checkLabelName, checkLabels, quote } from './basics.ts';
import { checkClaimSpec } from './claim.ts';
import { checkProjected } from './projected.ts';
import { checkDownwardFiles, checkItems, checkOverlaps, filesAt } from './volume-files.ts';

/** Checks volumes: each has a name of its own and one source. */
export function checkVolumes(volumes: ReadonlyArray<V1Volume>, path: Place, findings: Findings): void {
  volumes.forEach((volume, index) => {
    const at = below(path, index);
    checkLabelName(volume.name, below(at, 'name'), 'the name of the volume', findings);
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (sources.length === 0) {
      const message = `the volume ${quote(volume.name)} has no source, and becomes an emptyDir`;
      findings.warning('missing-field', at, message, 'write emptyDir: {} where that is meant');
    } else if (sources.length > 1) {
      const message = `the volume ${quote(volume.name)} is both ${sources.join(' and ')}`;
      findings.error('conflicting-fields', below(at, sources[1] ?? ''), message, 'give it one source');
    }
    checkSource(volume, at, findings);
    if (volume.iscsi !== undefined) checkIscsiName(volume, below(at, 'name'), findings);
  });
  const names = volumes.map(({ name }) => name);
  checkDistinct(names, (index) => below(below(path, index), 'name'), 'the volume', findings);
}

function checkSource(volume: V1Volume, path: Place, findings: Findings): void {
  for (const { severity, code, path: at, message, hint } of checkVolumeSource(volume)) {
    findings[severity === 'error' ? 'error' : 'warning'](code, at.reduce<Place>(below, path), message, hint);
  }
  const { secret, configMap, downwardAPI, projected, ephemeral } = volume;
  if (secret?.items !== undefined) checkFiles(secret.items, below(below(path, 'secret'), 'items'), findings);
  if (configMap?.items !== undefined) checkFiles(configMap.items, below(below(path, 'configMap'), 'items'), findings);
  if (downwardAPI?.items !== undefined) {
    const at = below(below(path, 'downwardAPI'), 'items');
    checkDownwardFiles(downwardAPI.items, at, findings);
    checkOverlaps(filesAt(downwardAPI.items, at), false, findings);
  }
  if (projected !== undefined) checkProjected(projected, below(path, 'projected'), findings);
  const template = ephemeral?.volumeClaimTemplate;
  if (template === undefined) return;
  const at = below(below(path, 'ephemeral'), 'volumeClaimTemplate');
  checkLabels(template.metadata?.labels, below(below(at, 'metadata'), 'labels'), findings);
  checkAnnotations(template.metadata?.annotations, below(below(at, 'metadata'), 'annotations'), findings);
  for (const field of Object.keys(template.metadata ?? {})) {
    if (field === 'labels' || field === 'annotations') continue;
    const message = `the ${field} of a claim that is made for each pod cannot be set`;
    findings.error('unsupported-value', below(below(at, 'metadata'), field), message, 'leave it out');
  }
  checkClaimSpec(template.spec, below(at, 'spec'), findings);
}

function checkFiles(items: ReadonlyArray<V1KeyToPath>, path: Place, findings: Findings): void {
  checkItems(items, path, findings);
  checkOverlaps(filesAt(items, path), false, findings);
}

/** Where the initiator has a name of its own, the node makes an interface named after the volume and the portal. */
function checkIscsiName({ name, iscsi }: V1Volume, path: Place, findings: Findings): void {
  if (iscsi?.initiatorName === undefined || `${name}:${iscsi.targetPortal}`.length <= 64) return;
  const message = `the name of the volume ${quote(name)}, a colon and its targetPortal are longer than 64 characters together`;
  findings.error('invalid-name', path, message, 'give it a shorter name, or leave the initiatorName out');
}
