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

/** The resource list of an API version that only discovery knows. */
export function discoveryOf(path: string): JsonObject | undefined {
  if (path !== '/apis/stash.appscode.com/v1beta1') return undefined;
  const resource = (name: string, kind: string): JsonObject => ({
    name,
    kind,
    namespaced: true,
    verbs: ['get', 'list', 'watch'],
  });
  return {
    kind: 'APIResourceList',
    groupVersion: 'stash.appscode.com/v1beta1',
    resources: [
      resource('backupsessions', 'BackupSession'),
      resource('backupsessions/status', 'BackupSession'),
      resource('backupconfigurations', 'BackupConfiguration'),
    ],
  };
}
