import { isObject } from '../codec/is-object.ts';
import { readOr } from '../input/read-or.ts';
import type { VolumeSource } from '../kubernetes/volume.ts';
import type { VolumeFault } from './volume-fault.ts';
import { type VolumeSourceFacts, volumeSources } from './volume-sources.ts';

/**
 * Finds everything wrong with the fields of a volume's source, as an API server of Kubernetes 1.36 does. It also finds
 * what such a server warns of: sources that no kubelet mounts any more.
 *
 * @param volume - a volume, or its source alone, such as the volume of a local backend
 */
export function checkVolumeSource(volume: VolumeSource): ReadonlyArray<VolumeFault> {
  return readOr([], () => {
    const faults: Array<VolumeFault> = [];
    for (const [name, source] of Object.entries(volume)) {
      const facts = factsOf(name);
      if (facts === undefined || !isObject(source)) continue;
      const { goneSince, serverWarns } = facts;
      if (goneSince !== undefined && serverWarns === true) faults.push(deprecation(name, facts));
      for (const rule of facts.rules) {
        for (const found of rule(source)) faults.push({ ...found, path: [name, ...found.path] });
      }
    }
    return faults;
  });
}

function factsOf(name: string): VolumeSourceFacts | undefined {
  const table: Readonly<Record<string, VolumeSourceFacts>> = volumeSources;
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function deprecation(name: string, { is, goneSince, instead }: VolumeSourceFacts): VolumeFault {
  return {
    code: 'deprecated-volume',
    severity: 'warning',
    path: [name],
    message:
      name === 'gitRepo'
        ? `${is} is mounted by no kubelet since Kubernetes ${goneSince}, unless it is told to`
        : `${is} is mounted by no kubelet since Kubernetes ${goneSince}`,
    hint: `use ${instead ?? 'a persistentVolumeClaim'}`,
  };
}
