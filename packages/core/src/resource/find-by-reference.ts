import type { Identifiable } from './reference-to.ts';

/** Names an object, and its namespace where that is not the one of the object which refers to it. */
export interface NamedReference {
  /** The kind, where the reference says it. */
  readonly kind?: string | undefined;
  /** The name; a reference without one refers to nothing. */
  readonly name?: string | undefined;
  /** The namespace; that of the referrer where it is absent or empty. */
  readonly namespace?: string | undefined;
}

/**
 * The object that a reference names: of its name, of its kind where it says one, and in its namespace, which is that of
 * the referrer where it says none. An object that leaves its namespace to the client is in every one, and so is one
 * that is cluster-scoped; an object that says it wins over one that leaves it out.
 *
 * The group of the API is not compared: references of Stash name several for one kind.
 *
 * @param from - the namespace of the object that refers to it; undefined where a manifest leaves it to the client, in
 * which case every namespace will do
 */
export function findByReference<R extends Identifiable>(
  candidates: Iterable<R>,
  reference: NamedReference | undefined,
  from: string | undefined,
): R | undefined {
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
}

/** The namespace that a reference means: its own, or that of the object which refers. An empty one counts as absent. */
export function namespaceOf(reference: NamedReference | undefined, from: string | undefined): string | undefined {
  const own = reference?.namespace;
  return own === undefined || own === '' ? from : own;
}
