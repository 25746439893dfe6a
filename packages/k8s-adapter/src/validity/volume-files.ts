import { isDataKey } from '@stash-functions/core/decode';
import type { V1DownwardAPIVolumeFile, V1KeyToPath } from '../kubernetes/volume-source-config.ts';
import type { Findings, Path } from '../problem/problem.ts';
import { checkRange, checkUnion, missing, quote } from './basics.ts';
import { checkFieldPath, checkResourceField } from './env.ts';
import { checkInside } from './mounts.ts';

/** A file of a volume, and the field that says where it is. */
export interface MountedFile {
  readonly file: string;
  readonly path: Path;
}

/** The files of a list of items. */
export function filesAt(items: ReadonlyArray<{ readonly path: string }>, path: Path): ReadonlyArray<MountedFile> {
  return items.map((item, index) => ({ file: item.path, path: [...path, index, 'path'] }));
}

/** The keys of a ConfigMap or Secret, each at a path of the volume. */
export function checkItems(items: ReadonlyArray<V1KeyToPath>, path: Path, findings: Findings): void {
  items.forEach((item, index) => {
    const at = [...path, index];
    if (item.key === '') missing([...at, 'key'], 'the key', findings);
    else if (!isDataKey(item.key)) {
      const message = `no ConfigMap or Secret has the key ${quote(item.key)}`;
      findings.warning('invalid-format', [...at, 'key'], message, 'use letters, digits, dashes, dots and underscores');
    }
    checkFilePath(item.path, [...at, 'path'], findings);
    checkRange(item.mode, 0, 0o777, [...at, 'mode'], findings);
  });
}

/** A path of a file in a volume. */
export function checkFilePath(file: string, path: Path, findings: Findings): void {
  if (file === '') missing(path, 'the path of the file', findings);
  else if (file.startsWith('..')) {
    findings.error('invalid-path', path, `${quote(file)} begins with ..`, 'give a path within the volume');
  } else checkInside(file, path, findings);
}

/** Files that show fields of the pod or amounts of its containers. */
export function checkDownwardFiles(
  items: ReadonlyArray<V1DownwardAPIVolumeFile>,
  path: Path,
  findings: Findings,
): void {
  items.forEach((item, index) => {
    const at = [...path, index];
    checkFilePath(item.path, [...at, 'path'], findings);
    checkRange(item.mode, 0, 0o777, [...at, 'mode'], findings);
    checkUnion(item, ['fieldRef', 'resourceFieldRef'], at, 'the content of the file', findings);
    if (item.fieldRef !== undefined) {
      checkFieldPath(item.fieldRef.fieldPath, fileFields, [...at, 'fieldRef', 'fieldPath'], findings);
    }
    if (item.resourceFieldRef === undefined) return;
    checkResourceField(item.resourceFieldRef, [...at, 'resourceFieldRef'], findings);
    if (!item.resourceFieldRef.containerName) {
      missing([...at, 'resourceFieldRef', 'containerName'], 'the container of the resource', findings);
    }
  });
}

/** Files of one volume at one path, which an API server refuses in a projected volume, or one inside another. */
export function checkOverlaps(files: ReadonlyArray<MountedFile>, same: 'error' | 'warning', findings: Findings): void {
  files.forEach(({ file, path }, index) => {
    if (file === '') return;
    const other = files.slice(0, index).find((before) => overlaps(before.file, file));
    if (other === undefined) return;
    const message =
      other.file === file
        ? `two files are at ${quote(file)}, and the last hides the others`
        : `${quote(file)} and ${quote(other.file)} lie in one another`;
    const report = other.file === file ? same : 'warning';
    findings[report]('duplicate-path', path, message, 'give each file a path of its own');
  });
}

/** The fields of a pod that a file can hold, besides single labels and annotations. */
const fileFields: ReadonlyArray<string> = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
