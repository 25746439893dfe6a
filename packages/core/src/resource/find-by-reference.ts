import { readOr } from '../input/read-or.ts';
import type { Identifiable } from './reference-to.ts';

/** A reference to an object by its name, and by its namespace where that is not the referrer's. */
export interface NamedReference {
  /** The kind, where the reference gives it. */
  readonly kind?: string | undefined;
  /** The name. A reference without one refers to nothing. */
  readonly name?: string | undefined;
  /** The namespace; that of the referrer where it is absent or empty. */
  readonly namespace?: string | undefined;
}

/**
 * Finds the object that a reference names. Its name must match, and its kind where the reference gives one. Its
 * namespace must be that of the reference, or that of the referrer where the reference gives none. An object without a
 * namespace matches any: its manifest may leave that to the client, or it may be cluster-scoped. An object with the
 * right namespace wins over one without any.
 *
 * The group of the API is not compared, because references of Stash use several groups for one kind.
 *
 * @param from - the namespace of the referrer; undefined where a manifest leaves it to the client, and then any
 * namespace matches
 */
export function findByReference<R extends Identifiable>(
  candidates: Iterable<R>,
  reference: NamedReference | undefined,
  from: string | undefined,
): R | undefined {
  return readOr(undefined, () => {
    if (reference?.name === undefined || reference.name === '') return undefined;
    const namespace = namespaceOf(reference, from);
    let unplaced: R | undefined;
    for (const candidate of candidates) {
      if (candidate.metadata?.name !== reference.name) continue;
      if (reference.kind !== undefined && reference.kind !== '' && candidate.kind !== reference.kind) continue;
      const own = candidate.metadata.namespace;
      if (own === namespace) return candidate;
      if (own === undefined || namespace === undefined) unplaced ??= candidate;
    }
    return unplaced;
  });
}

/** The namespace that a reference means: its own, or that of the referrer. An empty one counts as absent. */
export function namespaceOf(reference: NamedReference | undefined, from: string | undefined): string | undefined {
  return readOr(undefined, () => {
    const own = reference?.namespace;
    return own === undefined || own === '' ? from : own;
  });
}
