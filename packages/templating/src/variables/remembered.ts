/** What a resource is read for: whatever else it holds, its status among it, changes nothing. */
interface Readable {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/**
 * A function that gives again what it gave for a resource, as long as that lives: an operator plans with the same
 * resources again and again, and what is read of them takes longer than all that a plan adds.
 *
 * Resources are readonly, which is what makes this right. One that has another `metadata` or `spec` than before is read
 * anew; a change inside of these goes unseen.
 */
export function remembered<R extends Readable, A>(read: (resource: R) => A): (resource: R) => A {
  const all = new WeakMap<R, { readonly metadata: unknown; readonly spec: unknown; readonly result: A }>();
  return (resource) => {
    const { metadata, spec } = resource;
    const known = all.get(resource);
    if (known !== undefined && known.metadata === metadata && known.spec === spec) return known.result;
    const result = read(resource);
    all.set(resource, { metadata, spec, result });
    return result;
  };
}
