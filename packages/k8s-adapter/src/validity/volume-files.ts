import { isDataKey } from '@stash-functions/core/decode';
import type { V1DownwardAPIVolumeFile, V1KeyToPath } from '../kubernetes/volume-source-config.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkFileMode, checkUnion, missing, quote } from './basics.ts';
import { checkFieldPath, checkResourceField } from './env.ts';
import { checkInside } from './mounts.ts';

/** A file of a volume, and the field with its path. */
export interface MountedFile {
  readonly file: string;
  readonly path: Place;
  /** True for a token. A token may lie over another file, and an API server then only warns. */
  readonly isToken?: boolean;
}

/** The files of a list of items. */
export function filesAt(items: ReadonlyArray<{ readonly path: string }>, path: Place): ReadonlyArray<MountedFile> {
  return items.map((item, index) => ({ file: item.path, path: below(below(path, index), 'path') }));
}

/** Checks the keys of a ConfigMap or Secret, each with a path in the volume. */
export function checkItems(items: ReadonlyArray<V1KeyToPath>, path: Place, findings: Findings): void {
  items.forEach((item, index) => {
    const at = below(path, index);
    if (item.key === '') missing(below(at, 'key'), 'the key', findings);
    else if (!isDataKey(item.key)) {
      const message = `no ConfigMap or Secret has the key ${quote(item.key)}`;
      findings.warning(
        'invalid-format',
        below(at, 'key'),
        message,
        'use letters, digits, dashes, dots and underscores',
      );
    }
    checkFilePath(item.path, below(at, 'path'), findings);
    checkFileMode(item.mode, below(at, 'mode'), findings);
  });
}

/** Checks the path of a file in a volume. */
export function checkFilePath(file: string, path: Place, findings: Findings): void {
  if (file === '') missing(path, 'the path of the file', findings);
  else if (file.startsWith('..')) {
    findings.error('invalid-path', path, `${quote(file)} begins with ..`, 'give a path within the volume');
  } else checkInside(file, path, findings);
}

/** Checks files that show fields of the pod or amounts of its containers. */
export function checkDownwardFiles(
  items: ReadonlyArray<V1DownwardAPIVolumeFile>,
  path: Place,
  findings: Findings,
): void {
  items.forEach((item, index) => {
    const at = below(path, index);
    checkFilePath(item.path, below(at, 'path'), findings);
    checkFileMode(item.mode, below(at, 'mode'), findings);
    checkUnion(item, ['fieldRef', 'resourceFieldRef'], at, 'the content of the file', findings);
    if (item.fieldRef !== undefined) {
      checkFieldPath(item.fieldRef.fieldPath, fileFields, below(below(at, 'fieldRef'), 'fieldPath'), findings);
    }
    if (item.resourceFieldRef === undefined) return;
    checkResourceField(item.resourceFieldRef, below(at, 'resourceFieldRef'), findings);
    if (!item.resourceFieldRef.containerName) {
      missing(below(below(at, 'resourceFieldRef'), 'containerName'), 'the container of the resource', findings);
    }
  });
}

/**
 * Reports two files of one volume at one path, or one inside another.
 *
 * @param refused - true for a projected volume: an API server refuses two files at one path there, and warns elsewhere
 */
export function checkOverlaps(files: ReadonlyArray<MountedFile>, refused: boolean, findings: Findings): void {
  const seen = new Map<string, MountedFile>();
  const folders = new Map<string, string>();
  for (const mounted of files) {
    const { file, path } = mounted;
    const above = foldersOf(file);
    const same = seen.get(file);
    const other = folders.get(file) ?? above.find((folder) => seen.has(folder));
    if (same !== undefined && file !== '') {
      const report = refused && mounted.isToken !== true && same.isToken !== true ? 'error' : 'warning';
      const message = `two files are at ${quote(file)}, and the last hides the others`;
      findings[report]('duplicate-path', path, message, 'give each file a path of its own');
    } else if (other !== undefined) {
      const message = `one of the files ${quote(file)} and ${quote(other)} lies inside the other`;
      findings.warning('duplicate-path', path, message, 'give each file a path of its own');
    }
    if (same === undefined) seen.set(file, mounted);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, file);
  }
}

/** The fields of a pod that a file can hold, besides single labels and annotations. */
const fileFields: ReadonlyArray<string> = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

/** The folders on the way to a path: `a` and `a/b` for `a/b/c`. */
function foldersOf(file: string): ReadonlyArray<string> {
  return [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index));
}
