import type { JsonObject } from '../../src/cluster/json.ts';

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

/** The plural of a kind in paths. */
export function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/chs$/, 'ches');
}

/** The resource list of an API version that only discovery knows; undefined where it is not served. */
export function discoveryOf(path: string): JsonObject | undefined {
  const groupVersion = path.replace('/apis/', '');
  const kinds = servedKinds[groupVersion];
  if (kinds === undefined) return undefined;
  const resources = kinds.flatMap(({ kind, namespaced }) => {
    const name = pluralOf(kind);
    return [
      { name, kind, namespaced },
      { name: `${name}/status`, kind, namespaced },
    ];
  });
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

const namespaced = (kind: string): CustomKind => ({ kind, namespaced: true });
const clusterWide = (kind: string): CustomKind => ({ kind, namespaced: false });

interface CustomKind {
  readonly kind: string;
  readonly namespaced: boolean;
}

const servedKinds: Readonly<Record<string, ReadonlyArray<CustomKind>>> = {
  'stash.appscode.com/v1beta1': [
    namespaced('BackupSession'),
    namespaced('BackupConfiguration'),
    namespaced('BackupBatch'),
    namespaced('RestoreSession'),
    namespaced('RestoreBatch'),
    clusterWide('BackupBlueprint'),
    clusterWide('Function'),
    clusterWide('Task'),
  ],
  'stash.appscode.com/v1alpha1': [namespaced('Repository')],
  'appcatalog.appscode.com/v1alpha1': [namespaced('AppBinding')],
  'batch/v1': [namespaced('Job'), namespaced('CronJob')],
  'coordination.k8s.io/v1': [namespaced('Lease')],
  'apps/v1': [namespaced('Deployment'), namespaced('StatefulSet'), namespaced('DaemonSet'), namespaced('ReplicaSet')],
};

/** The kind and the version of the objects under a route. */
export function typeOf({ kind: path, plural }: Route): { readonly apiVersion: string; readonly kind: string } {
  const apiVersion = path.slice(0, -plural.length - 1);
  const known = servedKinds[apiVersion]?.find(({ kind }) => pluralOf(kind) === plural);
  return { apiVersion, kind: known?.kind ?? plural.charAt(0).toUpperCase() + plural.slice(1).replace(/s$/, '') };
}

/** True for an API group that the server serves. Another one is no path of the server. */
export function isServed({ kind, group }: Route): boolean {
  if (group === undefined) return true;
  const version = kind.split('/').slice(0, 2).join('/');
  return version in servedKinds || group.endsWith('.k8s.io');
}
