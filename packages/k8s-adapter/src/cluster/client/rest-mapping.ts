import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { fieldAt, listAt, textAt } from '../json.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import { allNamespaces } from '../port/cluster-port.ts';
import { isSegment } from '../port/path-segment.ts';
import type { Http } from './http.ts';

/** The place where the API serves the objects of a kind. */
export interface RestMapping {
  /** The plural in paths, as `jobs`. */
  readonly plural: string;
  /** True for a kind whose objects are in namespaces. */
  readonly namespaced: boolean;
}

/** Finds the mapping of a kind, as `kubectl` does it. */
export type RestMapper = (
  apiVersion: string,
  kind: string,
  signal?: AbortSignal,
) => Promise<Either<ApiFailure, RestMapping>>;

/**
 * A mapper that knows the kinds of a plan. It asks the API server (discovery) for every other, once for each API
 * version.
 */
export function restMapper(http: Http): RestMapper {
  const discovered = new Map<string, ReadonlyMap<string, RestMapping>>();
  return async (apiVersion, kind, signal) => {
    const known = builtIn.get(`${apiVersion} ${kind}`) ?? discovered.get(apiVersion)?.get(kind);
    if (known !== undefined) return right(known);
    const answer = await http.call({ method: 'GET', path: apiRoot(apiVersion), ...(signal && { signal }) });
    if (isLeft(answer) && answer.left.code !== 404) return answer;
    const kinds = isLeft(answer) ? new Map<string, RestMapping>() : readKinds(answer.right.body);
    discovered.set(apiVersion, kinds);
    const found = kinds.get(kind);
    return found === undefined ? left(unknownKind(apiVersion, kind)) : right(found);
  };
}

/**
 * The path of a collection, as `/apis/batch/v1/namespaces/backup/jobs`, or of one object in it. A collection of
 * all namespaces has no namespace in its path.
 */
export function restPath(apiVersion: string, mapping: RestMapping, namespace: string, name?: string): string {
  const scope = mapping.namespaced && namespace !== allNamespaces ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const tail = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${apiRoot(apiVersion)}${scope}/${encodeURIComponent(mapping.plural)}${tail}`;
}

function apiRoot(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function readKinds(body: unknown): ReadonlyMap<string, RestMapping> {
  const kinds = new Map<string, RestMapping>();
  for (const resource of listAt(body, 'resources')) {
    const kind = textAt(resource, 'kind');
    const plural = textAt(resource, 'name') ?? '';
    // A name with a slash, as `jobs/status`, is a subresource.
    if (kind === undefined || !isSegment(plural)) continue;
    kinds.set(kind, { plural, namespaced: fieldAt(resource, 'namespaced') === true });
  }
  return kinds;
}

function unknownKind(apiVersion: string, kind: string): ApiFailure {
  const message = `the API server serves no kind ${kind} in ${apiVersion}`;
  return { code: 404, reason: 'UnknownKind', message, causes: [] };
}

const namespaced = (plural: string): RestMapping => ({ plural, namespaced: true });
const clusterWide = (plural: string): RestMapping => ({ plural, namespaced: false });

const builtIn: ReadonlyMap<string, RestMapping> = new Map([
  ['v1 ConfigMap', namespaced('configmaps')],
  ['v1 Event', namespaced('events')],
  ['v1 Namespace', clusterWide('namespaces')],
  ['v1 PersistentVolumeClaim', namespaced('persistentvolumeclaims')],
  ['v1 Pod', namespaced('pods')],
  ['v1 Secret', namespaced('secrets')],
  ['v1 ServiceAccount', namespaced('serviceaccounts')],
  ['apps/v1 DaemonSet', namespaced('daemonsets')],
  ['apps/v1 Deployment', namespaced('deployments')],
  ['apps/v1 ReplicaSet', namespaced('replicasets')],
  ['apps/v1 StatefulSet', namespaced('statefulsets')],
  ['batch/v1 CronJob', namespaced('cronjobs')],
  ['batch/v1 Job', namespaced('jobs')],
  ['coordination.k8s.io/v1 Lease', namespaced('leases')],
  ['rbac.authorization.k8s.io/v1 ClusterRole', clusterWide('clusterroles')],
  ['rbac.authorization.k8s.io/v1 ClusterRoleBinding', clusterWide('clusterrolebindings')],
  ['rbac.authorization.k8s.io/v1 Role', namespaced('roles')],
  ['rbac.authorization.k8s.io/v1 RoleBinding', namespaced('rolebindings')],
]);
