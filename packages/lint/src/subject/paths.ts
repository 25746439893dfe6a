import type { LintTarget } from '../context.ts';
import { elements, type Placed } from './placed.ts';
import { restoreRulesOf } from './restore-rules.ts';

/** The folder at which a claim is mounted, if the target gives none. */
const defaultMountPath = '/stash-data';

/** The paths that a backup reads, or that the rules of a restore write. The tool restores files to their old paths. */
export function pathsOf(target: LintTarget): ReadonlyArray<Placed<string>> {
  if (target.occasion === 'backup') return elements(target.spec.target?.paths, [...target.path, 'target', 'paths']);
  return restoreRulesOf(target.invoker)
    .filter(({ path }) => path.join('.').startsWith(target.path.join('.')))
    .flatMap(({ value, path }) => elements(value.paths, [...path, 'paths']));
}

/** The folders at which a target is mounted; undefined where they are not known. */
export function mountPathsOf({ spec }: LintTarget): ReadonlyArray<string> | undefined {
  const mounts = spec.target?.volumeMounts ?? [];
  if (mounts.length > 0) return mounts.map(({ mountPath }) => mountPath);
  return spec.target?.ref?.kind === 'PersistentVolumeClaim' ? [defaultMountPath] : undefined;
}

/** True for a path that is a folder or lies in it. */
export function isBelow(path: string, folder: string): boolean {
  const parent = folder.replace(/\/+$/, '');
  return path === parent || path.startsWith(`${parent}/`);
}
