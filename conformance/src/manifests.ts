import { decodeFunction, decodeTask } from '@stash-functions/core';

/** A manifest of a Function or a Task, with the verdict of an API server with strict field validation. */
interface ManifestVector {
  readonly manifest: unknown;
  readonly accepted: boolean;
  readonly mutations?: unknown;
  readonly serverMessage?: string;
}

export function isManifestVector(vector: unknown): vector is ManifestVector {
  return typeof vector === 'object' && vector !== null && 'manifest' in vector && 'accepted' in vector;
}

export function checkManifest({ manifest, accepted, mutations, serverMessage }: ManifestVector): string | undefined {
  const decoded = isTask(manifest) ? decodeTask(manifest) : decodeFunction(manifest);
  if ((decoded._tag === 'Right') === accepted) return undefined;
  const about = JSON.stringify(mutations);
  if (decoded._tag === 'Right') return `${about} is accepted, and the server says: ${serverMessage}`;
  return `${about} is refused (${decoded.left.map(({ message }) => message).join(', ')}), and the server accepts it`;
}

/** The files hold both kinds. A manifest too broken to name its kind counts as a Function. */
function isTask(manifest: unknown): boolean {
  return typeof manifest === 'object' && manifest !== null && 'kind' in manifest && manifest.kind === 'Task';
}
