/** The parts of a resource that are read. Changes of all other parts, such as its status, do not matter. */
interface Readable {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/**
 * Makes a function that remembers its result for a resource as long as that lives. An operator plans with the same
 * resources again and again, and reading them takes longer than the rest of a plan.
 *
 * This is right because resources are readonly. A resource with another `metadata` or `spec` than before is read anew,
 * but a change inside these goes unseen.
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
