import { locate, type Manifests, type Resource, referencesOf, type SourceSpan } from '@stash-functions/core';

/** A place in a resource that names another one. */
export interface Reference {
  /** The resource that holds the reference. */
  readonly from: Resource;
  /** The field that holds the name. */
  readonly path: ReadonlyArray<string | number>;
  /** The kind of the resource that is named. */
  readonly kind: string;
  /** The name. */
  readonly name: string;
}

/** Every place of a resource that names another one, in the order of its fields. */
export function referencesIn(resource: Resource): ReadonlyArray<Reference> {
  return referencesOf(resource).flatMap(({ path, kind, name }) =>
    name === undefined || name === '' || name.includes('${') ? [] : [{ from: resource, path, kind, name }],
  );
}

/** Every place that names a resource of a kind and name. */
export function referencesTo(kind: string, name: string, manifests: Manifests): ReadonlyArray<Reference> {
  return manifests.all.flatMap(referencesIn).filter((each) => each.kind === kind && each.name === name);
}

/** The span of the name in a reference. Undefined for a resource that was not read from a text. */
export function spanOf({ from, path }: Pick<Reference, 'from' | 'path'>): SourceSpan | undefined {
  return locate(from, path);
}
