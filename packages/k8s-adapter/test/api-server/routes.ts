import type { JsonObject } from '../../src/cluster/json.ts';

/** What a path of the API names. */
export interface Route {
  /** `batch/v1/jobs`: the store's name for it. */
  readonly kind: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  /** `log`, `status` */
  readonly subresource?: string;
}

/** Reads `/api/v1/namespaces/NS/pods/NAME/log` and its like; undefined for a path that names no objects. */
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
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** The name under which the objects of a kind are served. */
export function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/chs$/, 'ches');
}

/** The resource list of an API version that only discovery knows; undefined where it is not served. */
export function discoveryOf(path: string): JsonObject | undefined {
  const groupVersion = path.replace('/apis/', '');
  const kinds = customKinds[groupVersion];
  if (kinds === undefined) return undefined;
  const resources = kinds.flatMap(({ kind, namespaced }) => {
    const name = pluralOf(kind);
    return [
      { name, kind, namespaced },
      { name: `${name}/status`, kind, namespaced },
    ];
  });
  return { kind: 'APIResourceList', groupVersion, resources };
}

const namespaced = (kind: string): CustomKind => ({ kind, namespaced: true });
const clusterWide = (kind: string): CustomKind => ({ kind, namespaced: false });

interface CustomKind {
  readonly kind: string;
  readonly namespaced: boolean;
}

const customKinds: Readonly<Record<string, ReadonlyArray<CustomKind>>> = {
  'stash.appscode.com/v1beta1': [
    namespaced('BackupSession'),
    namespaced('BackupConfiguration'),
    namespaced('BackupBatch'),
    namespaced('RestoreSession'),
    namespaced('RestoreBatch'),
    clusterWide('Function'),
    clusterWide('Task'),
  ],
  'stash.appscode.com/v1alpha1': [namespaced('Repository')],
  'appcatalog.appscode.com/v1alpha1': [namespaced('AppBinding')],
};
