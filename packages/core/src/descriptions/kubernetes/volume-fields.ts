/** Lines for the fields that mean the same in many volume sources. */

/** The file system on a disk; `byDefault` as it is written: `ext4`. */
export function fileSystem(byDefault = 'ext4'): string {
  return `File system of the disk, one that the node knows: ext4, xfs, ntfs. Default ${byDefault}.`;
}

/** `readOnly` of a source. */
export const readOnly = 'True to mount it read-only in every container. Default false.';

/** `partition` of a disk. */
export const partition = 'Number of the partition to mount; 0 or absent: the whole disk.';

/** `defaultMode` of files. */
export const defaultMode =
  'Permission bits of the files: 0 to 0777 in octal, or 0 to 511 in decimal, as JSON needs it. Default 0644.';

/** `mode` of one file. */
export const mode =
  'Permission bits of this file: 0 to 0777 in octal, or 0 to 511 in decimal. Default: the defaultMode of the volume.';

/** `optional` of a source of files. */
export const optional =
  'True to start without it where the object or a listed key is missing. Default false: the pod waits.';

/** `path` of a file in a volume. */
export const filePath = 'Path of the file in the volume: relative, without `..`.';
