import { type VolumeSourceFacts, volumeSources } from '../../volume/volume-sources.ts';
import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** What a source is, and what became of it. */
function describe([name, facts]: readonly [string, VolumeSourceFacts]): readonly [string, string] {
  const { is, goneSince, driver, instead } = facts;
  const line = is.charAt(0).toUpperCase() + is.slice(1);
  if (name === 'gitRepo') return [name, `${line}; off by default since Kubernetes ${goneSince}: use ${instead}.`];
  if (goneSince !== undefined) return [name, `${line}; no kubelet mounts it since Kubernetes ${goneSince}.`];
  if (driver !== undefined) {
    return [name, `${line}; deprecated, and served by the CSI driver \`${driver}\`, which must be installed.`];
  }
  return [name, facts.deprecatedSince === undefined ? `${line}.` : `${line}; deprecated: use ${instead}.`];
}

const sources = Object.fromEntries(Object.entries(volumeSources).map(describe));

/** Volumes of a pod. */
export const volume: TypeDescriptions = onPage('core/pod-v1', {
  VolumeSource: { text: 'The place that a volume comes from: exactly one of the fields.', fields: sources },
  Volume: {
    text: 'A volume of a pod: its name and exactly one source.',
    fields: {
      name: 'Name by which containers mount it, unique in the pod: lower-case letters, digits and `-`, at most 63.',
      ...sources,
    },
  },
});
