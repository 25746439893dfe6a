import type { LintTarget } from '../context.ts';
import { elements, type Placed } from './placed.ts';

/** The folder that a claim is mounted at where the target does not say it. */
export const defaultMountPath = '/stash-data';

/** The paths that a backup reads. Those of a restore's rules name what was backed up, wherever it was mounted then. */
export function pathsOf(target: LintTarget): ReadonlyArray<Placed<string>> {
  if (target.occasion === 'restore') return [];
  return elements(target.spec.target?.paths, [...target.path, 'target', 'paths']);
}

/** The folders at which a target is mounted; undefined where that is not known. */
export function mountPathsOf({ spec }: LintTarget): ReadonlyArray<string> | undefined {
  const mounts = spec.target?.volumeMounts ?? [];
  if (mounts.length > 0) return mounts.map(({ mountPath }) => mountPath);
  return spec.target?.ref?.kind === 'PersistentVolumeClaim' ? [defaultMountPath] : undefined;
}

/** Whether a path is a folder or stands in it. */
export function isBelow(path: string, folder: string): boolean {
  const parent = folder.replace(/\/+$/, '');
  return path === parent || path.startsWith(`${parent}/`);
}
