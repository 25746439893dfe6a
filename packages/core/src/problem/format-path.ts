import { readOr } from '../input/read-or.ts';
/**
 * Writes a path as Kubernetes does: `spec.args[3]`, `metadata.labels[app.kubernetes.io/name]`.
 *
 * @returns the empty string for the empty path
 */
export function formatPath(path: ReadonlyArray<string | number>): string {
  return readOr('', () => {
    let text = '';
    for (const part of path) {
      if (part === '') text += '[""]';
      else if (typeof part === 'number' || !isFieldName(part)) text += `[${part}]`;
      else text += text === '' ? part : `.${part}`;
    }
    return text;
  });
}

/** True for a part of a path that reads well behind a dot. A key of a map such as `app.kubernetes.io/name` does not. */
function isFieldName(part: string): boolean {
  return /^[\w-]+$/.test(part);
}
