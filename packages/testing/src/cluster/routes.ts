/** The parts of a path of the API. */
export interface Route {
  /** The key of the kind in the store: `batch/v1/jobs`. */
  readonly kind: string;
  readonly plural: string;
  /** The group, as `batch`; absent for the core group. */
  readonly group?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The subresource, as `log` or `status`. */
  readonly subresource?: string;
}

/** Reads `/api/v1/namespaces/NS/pods/NAME/log` and the like; undefined for a path that names no objects. */
export function readRoute(path: string): Route | undefined {
  const match =
    /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path);
  if (match === null) return undefined;
  const [, core, group, namespace, plural = '', name, subresource] = match.map(
    (part) => part && decodeURIComponent(part),
  );
  return {
    kind: `${core ?? group}/${plural}`,
    plural,
    ...(group === undefined ? {} : { group: group.split('/')[0] ?? '' }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** The group and version of a route: `batch/v1`, `v1`. */
export function versionOf({ kind, plural }: Route): string {
  return kind.slice(0, -plural.length - 1);
}
