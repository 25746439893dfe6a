import type { ResolvedTask } from '@stash-functions/templating';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { FieldRecord, Origins, Path, Source } from '../origin/origins.ts';
import { localVolume } from './local-backend.ts';
import { inInvoker, type PodOptions } from './pod-options.ts';
import { claimVolume, interimVolumeName, tmpVolumeName, withTmpVolume } from './volumes.ts';
import { toWire } from './wire.ts';

/** The volumes of the pod of a Task: its own, the temporary directory, the claims, and a local backend. */
export function podVolumes(task: ResolvedTask, options: PodOptions, origins: Origins | undefined): Array<V1Volume> {
  const { tempDir = {}, interimClaim, claims, repository } = options;
  const own = task.volumes.map((volume, index) =>
    toWire('Volume', volume, origins, origins && inTask(task, ['volumes', index])),
  );
  const all =
    otherSourceOfTmp(task) === undefined
      ? withTmpVolume(own, tempDir, (path) => inInvoker(options, ['tempDir', ...path]), origins)
      : own;
  if (interimClaim !== undefined) {
    const claim = origins?.of(options, 'interimClaim');
    const sources = { name: { rule: 'interim-volume' }, claim } as const;
    all.push(claimVolume(interimVolumeName, interimClaim, sources, origins));
  }
  for (const [name, claimName] of Object.entries(claims ?? {})) {
    const claim = origins?.of(claims ?? {}, name);
    const volume: Source =
      claim !== undefined && 'resource' in claim ? { ...claim, rule: 'claim-volume' } : { rule: 'claim-volume' };
    all.push(claimVolume(name, claimName, { name: volume, claim }, origins));
  }
  const stored = localVolume(repository, origins);
  if (stored !== undefined) all.push(stored);
  return all;
}

/** The volume source of the Task's own temporary directory, unless it is an emptyDir. */
export function otherSourceOfTmp({ volumes }: ResolvedTask): string | undefined {
  const tmp = volumes.find(({ name }) => name === tmpVolumeName);
  return tmp && Object.keys(tmp).find((field) => field !== 'name' && field !== 'emptyDir');
}

/** A field of a Task's spec. Its strings are templates. */
function inTask(task: ResolvedTask, path: Path): FieldRecord {
  return { resource: task.source, path: ['spec', ...path], scope: task.scope };
}
