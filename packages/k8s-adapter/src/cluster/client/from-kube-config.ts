import { type Either, map, right } from 'fp-ts/lib/Either.js';
import { fieldAt, isJsonObject, type JsonObject, listAt, textAt } from '../json.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { ClusterPort, Collection, ObjectList, ObjectTarget, SubmittedObject } from '../port/cluster-port.ts';
import { guardedPort } from '../port/guarded-port.ts';
import { type HttpAnswer, httpClient } from './http.ts';
import { isKubeConfig, type KubeConfigLike } from './kube-config.ts';
import { restMapper, restPath } from './rest-mapping.ts';
import { readWatchEvents } from './watch-stream.ts';

/** What {@link fromKubeConfig} takes. */
export interface FromKubeConfigOptions {
  /** Milliseconds that a call waits for its answer, 30 seconds unless told; for a stream, until it begins. */
  readonly requestTimeout?: number;
}

/** What every function of this entry takes as its client: a KubeConfig of client-node, or a port. */
export type ClusterClient = KubeConfigLike | ClusterPort;

/**
 * The port over a KubeConfig of `@kubernetes/client-node`, 1.4 and later or 2.x. It takes from it the server and the
 * credentials, anew for each request so that short-lived tokens are renewed, and sends objects as they are: no field is
 * dropped because a client is older than the cluster.
 */
export function fromKubeConfig(config: KubeConfigLike, options: FromKubeConfigOptions = {}): ClusterPort {
  const http = httpClient(config, options.requestTimeout ?? 30_000);
  const mapper = restMapper(http);
  const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';

  const pathOf = async (
    target: Omit<ObjectTarget, 'name'>,
    name?: string,
    signal?: AbortSignal,
  ): Promise<Either<ApiFailure, string>> => {
    const mapping = await mapper(target.apiVersion, target.kind, signal);
    return map((found: Parameters<typeof restPath>[1]) =>
      restPath(target.apiVersion, found, target.namespace ?? namespace, name),
    )(mapping);
  };

  return {
    namespace,
    read: async (target, call = {}) => {
      const path = await pathOf(target, target.name, call.signal);
      if (path._tag === 'Left') return path;
      return map(bodyOf)(await http.call({ method: 'GET', path: path.right, ...call }));
    },
    create: async (object, { fieldManager, dryRun, ...call } = {}) => {
      const path = await pathOf(targetOf(object), undefined, call.signal);
      if (path._tag === 'Left') return path;
      const query = { fieldManager, ...dryRunQuery(dryRun) };
      return map(bodyOf)(await http.call({ method: 'POST', path: path.right, query, body: object, ...call }));
    },
    apply: async (object, { fieldManager, force, dryRun, ...call }) => {
      const path = await pathOf(targetOf(object), object.metadata?.name ?? '', call.signal);
      if (path._tag === 'Left') return path;
      const answer = await http.call({
        method: 'PATCH',
        path: path.right,
        query: { fieldManager, force: force === true ? true : undefined, ...dryRunQuery(dryRun) },
        body: object,
        // JSON is YAML: the API server reads both under this type.
        contentType: 'application/apply-patch+yaml',
        ...call,
      });
      return map((found: HttpAnswer) => ({ object: found.body, created: found.status === 201 }))(answer);
    },
    remove: async (target, { uid, ...call } = {}) => {
      const path = await pathOf(target, target.name, call.signal);
      if (path._tag === 'Left') return path;
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        ...(uid === undefined ? {} : { preconditions: { uid } }),
      };
      return map(() => undefined)(await http.call({ method: 'DELETE', path: path.right, body, ...call }));
    },
    list: async (collection, call = {}) => {
      const path = await pathOf(collection, undefined, call.signal);
      if (path._tag === 'Left') return path;
      const items: Array<JsonObject> = [];
      let token: string | undefined;
      for (;;) {
        const query = { ...selectors(collection), limit: 500, continue: token };
        const answer = await http.call({ method: 'GET', path: path.right, query, ...call });
        if (answer._tag === 'Left') return answer;
        items.push(...itemsOf(answer.right.body, collection));
        token = textAt(answer.right.body, 'metadata', 'continue');
        if (token === undefined) return right(listOf(answer.right.body, items));
      }
    },
    watch: async (collection, { resourceVersion, timeoutSeconds, ...call }) => {
      const path = await pathOf(collection, undefined, call.signal);
      if (path._tag === 'Left') return path;
      const query = {
        ...selectors(collection),
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion,
        timeoutSeconds,
      };
      return map(readWatchEvents)(await http.stream({ method: 'GET', path: path.right, query, ...call }));
    },
    logs: async (pod, { signal, ...query }) => {
      const path = await pathOf({ apiVersion: 'v1', kind: 'Pod', namespace: pod.namespace }, pod.name, signal);
      if (path._tag === 'Left') return path;
      const mayBeginLate = query.follow === true;
      const request = { path: `${path.right}/log`, query: { ...query }, mayBeginLate, ...(signal && { signal }) };
      return http.stream({ method: 'GET', ...request });
    },
  };
}

/** The port of a client: the one over its KubeConfig, or the caller's own, made safe; once for each client. */
export function portOf(client: ClusterClient): ClusterPort {
  const known = ports.get(client);
  if (known !== undefined) return known;
  const port = isKubeConfig(client) ? fromKubeConfig(client) : guardedPort(client);
  ports.set(client, port);
  return port;
}

const ports = new WeakMap<ClusterClient, ClusterPort>();

function targetOf(object: SubmittedObject): Omit<ObjectTarget, 'name'> {
  const { apiVersion = '', kind = '', metadata } = object;
  return { apiVersion, kind, ...(metadata?.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}

function bodyOf(answer: HttpAnswer): JsonObject {
  return answer.body;
}

function dryRunQuery(dryRun: boolean | undefined): { readonly dryRun?: string } {
  return dryRun === true ? { dryRun: 'All' } : {};
}

function selectors(collection: Collection): Record<string, string | undefined> {
  return { labelSelector: collection.labelSelector, fieldSelector: collection.fieldSelector };
}

// The items of a list carry no apiVersion and kind of their own.
function itemsOf(body: JsonObject, { apiVersion, kind }: Collection): ReadonlyArray<JsonObject> {
  return listAt(body, 'items')
    .filter(isJsonObject)
    .map((item) => ({ apiVersion, kind, ...item }));
}

function listOf(body: JsonObject, items: ReadonlyArray<JsonObject>): ObjectList {
  const version = fieldAt(body, 'metadata', 'resourceVersion');
  return { resourceVersion: typeof version === 'string' ? version : '', items };
}
