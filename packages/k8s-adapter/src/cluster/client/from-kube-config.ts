import { checkOptions, type RulesFor, readOr } from '@stash-functions/core/decode';
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js';
import { fieldAt, isJsonObject, type JsonObject, listAt, textAt } from '../json.ts';
import { type ApiFailure, tooLong } from '../port/api-failure.ts';
import { hasMethods, missingMethods } from '../port/check-call.ts';
import type {
  CallOptions,
  ClusterPort,
  Collection,
  ObjectList,
  ObjectTarget,
  SubmittedObject,
} from '../port/cluster-port.ts';
import { guardedPort } from '../port/guarded-port.ts';
import { type Http, type HttpAnswer, httpClient } from './http.ts';
import { isKubeConfig, type KubeConfigLike } from './kube-config.ts';
import { restMapper, restPath } from './rest-mapping.ts';
import { readWatchEvents } from './watch-stream.ts';

/** The options of {@link fromKubeConfig}. */
export interface FromKubeConfigOptions {
  /** Milliseconds to wait for an answer, or for a stream to begin; by default 30 seconds. */
  readonly requestTimeout?: number | undefined;
}

/** The rules for {@link FromKubeConfigOptions}. */
export const fromKubeConfigRules: RulesFor<FromKubeConfigOptions> = { requestTimeout: 'number' };

/** The client of every function of this entry: a KubeConfig of client-node, or a port. */
export type ClusterClient = KubeConfigLike | ClusterPort;

/**
 * The port over a KubeConfig of `@kubernetes/client-node`, 1.4 and later or 2.x. For each request it asks the
 * KubeConfig for the server and the credentials again, so that short-lived tokens are renewed. It sends objects
 * unchanged: no field is lost because a client is older than the cluster.
 *
 * A wrong option, or a config that is no KubeConfig, makes every call fail with the reason `OptionInvalid`, before
 * anything is sent.
 */
export function fromKubeConfig(config: KubeConfigLike, options: FromKubeConfigOptions = {}): ClusterPort {
  const [invalid] = checkOptions(options, fromKubeConfigRules);
  const refusal = isKubeConfig(config) ? (invalid?.message ?? faultOfTimeout(options)) : faultOfClient(config);
  const http = refusal === undefined ? httpClient(config, options.requestTimeout ?? 30_000) : refusing(refusal);
  const mapper = restMapper(http);
  const namespace =
    readOr(undefined, () => config.getContextObject(config.getCurrentContext())?.namespace) || 'default';

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

  return guardedPort({
    namespace,
    read: async (target, call = {}) => {
      const path = await pathOf(target, target.name, call.signal);
      if (isLeft(path)) return path;
      return map(bodyOf)(await http.call({ method: 'GET', path: path.right, ...call }));
    },
    create: async (object, { fieldManager, dryRun, ...call } = {}) => {
      const path = await pathOf(targetOf(object), undefined, call.signal);
      if (isLeft(path)) return path;
      const query = { fieldManager, ...dryRunQuery(dryRun) };
      return map(bodyOf)(await http.call({ method: 'POST', path: path.right, query, body: object, ...call }));
    },
    apply: async (object, { fieldManager, force, dryRun, ...call }) => {
      const path = await pathOf(targetOf(object), object.metadata?.name ?? '', call.signal);
      if (isLeft(path)) return path;
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
    replaceStatus: async (object, { fieldManager, ...call } = {}) => {
      const path = await pathOf(targetOf(object), object.metadata?.name ?? '', call.signal);
      if (isLeft(path)) return path;
      const request = { method: 'PUT', path: `${path.right}/status`, query: { fieldManager }, body: object } as const;
      return map(bodyOf)(await http.call({ ...request, ...call }));
    },
    replace: async (object, { fieldManager, ...call } = {}) => {
      const path = await pathOf(targetOf(object), object.metadata?.name ?? '', call.signal);
      if (isLeft(path)) return path;
      const request = { method: 'PUT', path: path.right, query: { fieldManager }, body: object } as const;
      return map(bodyOf)(await http.call({ ...request, ...call }));
    },
    remove: async (target, { uid, ...call } = {}) => {
      const path = await pathOf(target, target.name, call.signal);
      if (isLeft(path)) return path;
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
      return isLeft(path) ? path : listAll(http, path.right, collection, call);
    },
    watch: async (collection, { resourceVersion, timeoutSeconds, ...call }) => {
      const path = await pathOf(collection, undefined, call.signal);
      if (isLeft(path)) return path;
      const query = {
        ...selectors(collection),
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion,
        timeoutSeconds,
      };
      return map(readWatchEvents)(await http.stream({ method: 'GET', path: path.right, query, ...call }));
    },
    logs: async (pod, { signal, onWarning, ...query }) => {
      const path = await pathOf({ apiVersion: 'v1', kind: 'Pod', namespace: pod.namespace }, pod.name, signal);
      if (isLeft(path)) return path;
      const mayBeginLate = query.follow === true;
      return http.stream({
        method: 'GET',
        path: `${path.right}/log`,
        query: { ...query },
        mayBeginLate,
        signal,
        onWarning,
      });
    },
  });
}

/**
 * The port of a client: the one over its KubeConfig, or the caller's own, guarded. Each client has one port. A value
 * that is no client has one too, whose calls all fail with the reason `OptionInvalid`.
 */
export function portOf(client: ClusterClient): ClusterPort {
  const known = ports.get(client);
  if (known !== undefined) return known;
  const port = isPort(client) ? guardedPort(client) : fromKubeConfig(client);
  if (isJsonObject(client)) ports.set(client, port);
  return port;
}

const ports = new WeakMap<ClusterClient, ClusterPort>();

function isPort(client: ClusterClient): client is ClusterPort {
  return !isKubeConfig(client) && hasMethods(client, portMethods) && typeof client.namespace === 'string';
}

function faultOfTimeout({ requestTimeout = 0 }: FromKubeConfigOptions): string | undefined {
  return requestTimeout >= 0 ? undefined : `\`requestTimeout\` is ${requestTimeout}, and no time can be that`;
}

/** Says what a value lacks to be a client. */
function faultOfClient(client: unknown): string {
  const missing = missingMethods(client, portMethods);
  if (missing.length === 0) return 'the `namespace` of the port is no text';
  if (missing.length < portMethods.length) return `the port has no method ${missing.join(', ')}`;
  return 'the client is neither a KubeConfig of @kubernetes/client-node, 1.4 or later, nor a port';
}

const portMethods: ReadonlyArray<Exclude<keyof ClusterPort, 'namespace'>> = [
  'apply',
  'create',
  'list',
  'logs',
  'read',
  'remove',
  'replace',
  'replaceStatus',
  'watch',
];

/** The limits of a list, over all of its pages. */
const longestList = { pages: 1000, items: 100_000, bytes: 256 * 1024 * 1024 };

async function listAll(
  http: Http,
  path: string,
  collection: Collection,
  call: CallOptions,
): Promise<Either<ApiFailure, ObjectList>> {
  const items: Array<JsonObject> = [];
  const tokens = new Set<string>();
  let bytes = 0;
  for (let token: string | undefined; ; ) {
    const query = { ...selectors(collection), limit: 500, continue: token };
    const answer = await http.call({ method: 'GET', path, query, ...call });
    if (isLeft(answer)) return answer;
    const { body, size } = answer.right;
    for (const item of itemsOf(body, collection)) items.push(item);
    bytes += size;
    token = textAt(body, 'metadata', 'continue');
    if (token === undefined) return right(listOf(body, items));
    if (tokens.has(token)) return left(tooLong('the list', 'it says: a page of it comes again and again'));
    tokens.add(token);
    if (tokens.size >= longestList.pages) return left(tooLong('the list', '1,000 pages'));
    if (items.length > longestList.items) return left(tooLong('the list', '100,000 objects'));
    if (bytes > longestList.bytes) return left(tooLong('the list', '256 MiB'));
  }
}

function refusing(message: string): Http {
  const refusal = left({ code: 0, reason: 'OptionInvalid', message, causes: [] });
  return { call: async () => refusal, stream: async () => refusal };
}

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

// The items of a list have no apiVersion and kind of their own.
function itemsOf(body: JsonObject, { apiVersion, kind }: Collection): ReadonlyArray<JsonObject> {
  return listAt(body, 'items')
    .filter(isJsonObject)
    .map((item) => ({ apiVersion, kind, ...item }));
}

function listOf(body: JsonObject, items: ReadonlyArray<JsonObject>): ObjectList {
  const version = fieldAt(body, 'metadata', 'resourceVersion');
  return { resourceVersion: typeof version === 'string' ? version : '', items };
}
