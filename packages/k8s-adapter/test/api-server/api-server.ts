import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { fieldAt, isJsonObject, type JsonObject, listAt, parseJsonObject, textAt } from '../../src/cluster/json.ts';
import { type Faults, noFaults, type RequestFault } from './faults.ts';
import type { ContainerLog } from './log-store.ts';
import { serveLog } from './log-stream.ts';
import { type ObjectStore, objectStore } from './object-store.ts';
import {
  badRequest,
  detailsOf,
  invalidObject,
  notFound,
  refuseRequest,
  resourceOf,
  type ServerRules,
} from './request-rules.ts';
import { discoveryOf, isServed, type Route, readRoute } from './routes.ts';
import { isSelected } from './selectors.ts';
import { fieldOwners, merge } from './server-side-apply.ts';
import { type Refusal, statusObject, troubleOf } from './status.ts';
import { serveWatch } from './watch-stream.ts';

/** A Kubernetes API server on loopback, with the parts that this package uses. */
export interface ApiServer {
  /** The address, as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly store: ObjectStore;
  /** Every request that arrived: `GET /api/v1/...?...`. */
  readonly requests: ReadonlyArray<string>;
  /** The number of open streams. */
  readonly openStreams: () => number;
  /** Sets the log of a container's instance, which `GET .../log` then gives. */
  readonly setLog: (pod: string, container: string, restarts: number, log: ContainerLog) => void;
  /** Sets the faults from now on. */
  readonly setFaults: (faults: Faults) => void;
  /** Refuses requests whose method and path match. */
  readonly refuse: (pattern: RegExp, refusal: Refusal) => void;
  readonly close: () => Promise<void>;
}

/**
 * Starts an API server on real HTTP, with faults. It has these semantics of Kubernetes:
 *
 * - resource versions, list and watch with selectors and paging, bookmarks, 410 after compaction
 * - create, server-side apply with field managers, merge patch
 * - delete with preconditions, and the deletion of owned objects
 * - discovery and logs
 *
 * It answers as Kubernetes 1.36 does: responses.test.ts compares them.
 */
export async function startApiServer(initialFaults: Faults = noFaults, rules: ServerRules = {}): Promise<ApiServer> {
  const store = objectStore();
  const owners = fieldOwners();
  const logs = new Map<string, ContainerLog>();
  const requests: Array<string> = [];
  const refusals: Array<{ readonly pattern: RegExp; readonly refusal: Refusal }> = [];
  const streams = new Set<ServerResponse>();
  let faults = initialFaults;

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    store,
    requests,
    openStreams: () => streams.size,
    setLog: (pod, container, restarts, log) => logs.set(`${pod}/${container}/${restarts}`, log),
    setFaults: (next) => {
      faults = next;
    },
    refuse: (pattern, refusal) => refusals.push({ pattern, refusal }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://server');
    const text = await readBody(request);
    const body = parseJsonObject(text);
    const line = `${request.method} ${decodeURIComponent(url.pathname)}${url.search}`;
    requests.push(line);
    const refused = refusals.find(({ pattern }) => pattern.test(line));
    if (refused !== undefined)
      return answer(response, refused.refusal.code, statusObject(refused.refusal), refused.refusal);
    const fault = faults.request();
    if (faults.isCompacted()) store.compact();
    if (await isBroken(fault, request, response)) return;
    const route = readRoute(url.pathname);
    if (route === undefined || !isServed(route)) {
      const discovery = discoveryOf(url.pathname);
      if (discovery !== undefined) return answer(response, 200, discovery);
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      return void response.end('404 page not found\n');
    }
    const unwelcome = refuseRequest(request, { route, query: url.searchParams, text }, rules);
    if (unwelcome !== undefined) return refuseWith(response, unwelcome);
    if (isJobDeletedAlone(request.method, route, body)) response.setHeader('warning', childrenKept);
    if (request.method === 'GET' && url.searchParams.get('watch') === 'true') return watch(route, url, response);
    if (request.method === 'GET' && route.subresource === 'log') return log(route, url, response);
    const result = handle(request.method ?? 'GET', route, url.searchParams, body, request.headers['content-type']);
    // The server has done the work, and nobody will know.
    if (fault?.type === 'drop-answer') return void request.socket.destroy();
    if ('refusal' in result) return refuseWith(response, result.refusal);
    answer(response, result.code, result.body);
  }

  function handle(
    method: string,
    route: Route,
    query: URLSearchParams,
    body: JsonObject | undefined,
    contentType: string | undefined,
  ): Handled {
    const { kind, namespace = '', name } = route;
    const before = name === undefined ? undefined : store.get(kind, namespace, name);
    const dryRun = query.get('dryRun') === 'All';
    const isBadSelector =
      query
        .get('labelSelector')
        ?.split(',')
        .some((term) => /=[^=]*[^=]=|===/.test(term)) === true;
    if (isBadSelector) return { refusal: badRequest("found '=', expected: ',' or 'end of string'") };
    if (method === 'GET' && name === undefined) return list(route, query);
    if (method === 'POST' && body !== undefined) return create(route, body, query, dryRun);
    if (name === undefined) return refusal(405, 'MethodNotAllowed', 'a collection can not be changed');
    if (method === 'PATCH' && body !== undefined && contentType === 'application/apply-patch+yaml') {
      return apply(route, name, body, query, dryRun);
    }
    if (before === undefined) return { refusal: notFound(resourceOf(route), name, detailsOf(route)) };
    if (method === 'GET') return { code: 200, body: before };
    if (method === 'PATCH' && body !== undefined) {
      const next = merge(before, body);
      const invalid = invalidObject(route, next, before);
      return invalid === undefined ? { code: 200, body: store.put(kind, next) } : { refusal: invalid };
    }
    if (method === 'PUT' && body !== undefined) return replace(route, before, body);
    if (method === 'DELETE') return remove(route, before, body);
    return refusal(405, 'MethodNotAllowed', `${method} is not served`);
  }

  function list({ kind, namespace }: Route, query: URLSearchParams): Handled {
    const all = store
      .list(kind, namespace)
      .filter((object) => isSelected(object, query.get('labelSelector'), query.get('fieldSelector')));
    const start = Number(query.get('continue') ?? 0);
    if (Number.isNaN(start)) return { refusal: badRequest('invalid continue token: continue key is not valid') };
    const limit = Number(query.get('limit') ?? all.length);
    const items = all.slice(start, start + limit);
    const more = start + limit < all.length ? { continue: String(start + limit) } : {};
    const metadata = { resourceVersion: String(store.version()), ...more };
    const list = `${textAt(items[0], 'kind') ?? ''}List`;
    return { code: 200, body: { kind: list, apiVersion: 'v1', metadata, items } };
  }

  function create(route: Route, body: JsonObject, query: URLSearchParams, dryRun: boolean): Handled {
    const metadata = isJsonObject(body.metadata) ? body.metadata : {};
    const generated = textAt(metadata, 'generateName');
    const name = textAt(metadata, 'name') ?? (generated === undefined ? '' : `${generated}${store.version()}`);
    const { kind, namespace = '' } = route;
    if (store.get(kind, namespace, name) !== undefined) {
      const message = `${resourceOf(route)} "${name}" already exists`;
      return { refusal: { code: 409, reason: 'AlreadyExists', message, details: detailsOf({ ...route, name }) } };
    }
    const invalid = invalidObject(route, body);
    if (invalid !== undefined) return { refusal: invalid };
    const object = { ...body, metadata: { ...metadata, name, ...(namespace === '' ? {} : { namespace }) } };
    if (dryRun) return { code: 201, body: object };
    owners.note(`${kind} ${namespace}/${name}`, body, query.get('fieldManager') ?? 'unknown');
    return { code: 201, body: store.put(kind, object) };
  }

  function apply(route: Route, name: string, body: JsonObject, query: URLSearchParams, dryRun: boolean): Handled {
    const { kind, namespace = '' } = route;
    const key = `${kind} ${namespace}/${name}`;
    const before = store.get(kind, namespace, name);
    const manager = query.get('fieldManager');
    if (manager === null) return { refusal: managerMissing };
    const scoped = merge(body, { metadata: { name, ...(namespace === '' ? {} : { namespace }) } });
    const applied = owners.apply(key, before, scoped, manager, { force: query.get('force') === 'true', dryRun });
    if ('refusal' in applied) return applied;
    const invalid = invalidObject(route, applied.object, before);
    if (invalid !== undefined) return { refusal: invalid };
    const code = before === undefined ? 201 : 200;
    if (dryRun || (before !== undefined && isDeepStrictEqual(before, applied.object)))
      return { code, body: applied.object };
    return { code, body: store.put(kind, applied.object) };
  }

  function replace(route: Route, before: JsonObject, body: JsonObject): Handled {
    const { kind, name, subresource } = route;
    const expected = textAt(body, 'metadata', 'resourceVersion');
    if (expected !== undefined && expected !== textAt(before, 'metadata', 'resourceVersion')) {
      const message = `Operation cannot be fulfilled on ${resourceOf(route)} "${name}": the object has been modified; please apply your changes to the latest version and try again`;
      return { refusal: { code: 409, reason: 'Conflict', message, details: detailsOf(route) } };
    }
    // The subresource writes only the status.
    const next = subresource === 'status' ? { ...before, status: body.status } : body;
    const invalid = invalidObject(route, next, before);
    return invalid === undefined ? { code: 200, body: store.put(kind, next) } : { refusal: invalid };
  }

  function remove(route: Route, before: JsonObject, body: unknown): Handled {
    const { kind, namespace = '', name = '' } = route;
    const wanted = textAt(body, 'preconditions', 'uid');
    const uid = textAt(before, 'metadata', 'uid');
    if (wanted !== undefined && wanted !== uid) {
      const message = `Operation cannot be fulfilled on ${textAt(before, 'kind')} "${name}": the UID in the precondition (${wanted}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
      return {
        refusal: {
          code: 409,
          reason: 'Conflict',
          message,
          details: { ...detailsOf(route), kind: textAt(before, 'kind') },
        },
      };
    }
    store.remove(kind, namespace, name);
    owners.forget(`${kind} ${namespace}/${name}`);
    if (uid !== undefined) removeOwned(uid);
    return {
      code: 200,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { ...detailsOf(route), uid },
      },
    };
  }

  // Deletes owned objects, as the garbage collector does.
  function removeOwned(uid: string): void {
    for (const pod of store.list('v1/pods', undefined)) {
      if (!listAt(pod, 'metadata', 'ownerReferences').some((owner) => textAt(owner, 'uid') === uid)) continue;
      store.remove('v1/pods', textAt(pod, 'metadata', 'namespace') ?? '', textAt(pod, 'metadata', 'name') ?? '');
    }
  }

  function watch(route: Route, url: URL, response: ServerResponse): void {
    const from = url.searchParams.get('resourceVersion') ?? '0';
    if (!/^\d*$/.test(from)) {
      const message = `resourceVersion: Invalid value: "${from}": strconv.ParseUint: parsing "${from}": invalid syntax`;
      refuseWith(response, { code: 500, message });
      return;
    }
    noteStream(response);
    serveWatch({ store, route, query: url.searchParams, response, faults });
  }

  function noteStream(response: ServerResponse): void {
    // A client that left while its request was late closes nothing any more.
    if (response.destroyed || response.socket?.destroyed === true) return;
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  async function log({ namespace = '', name = '' }: Route, url: URL, response: ServerResponse): Promise<void> {
    const pod = store.get('v1/pods', namespace, name);
    if (pod === undefined)
      return refuseWith(response, {
        code: 404,
        reason: 'NotFound',
        message: `pods "${name}" not found`,
        details: { name, kind: 'pods' },
      });
    const container = url.searchParams.get('container') ?? '';
    const statuses = [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')];
    const status = statuses.find((one) => textAt(one, 'name') === container);
    const restarts = Number(fieldAt(status, 'restartCount') ?? 0);
    const instance = url.searchParams.get('previous') === 'true' ? restarts - 1 : restarts;
    const found = logs.get(`${name}/${container}/${instance}`);
    if (found === undefined) {
      const message = `container "${container}" in pod "${name}" is waiting to start: PodInitializing`;
      return refuseWith(response, { code: 400, reason: 'BadRequest', message });
    }
    const fault = faults.stream('log', `${url.pathname} ${container} ${url.searchParams.get('tailLines')}`);
    if (fault?.type === 'starting') {
      const message = `the server could not find the requested resource ( pods/log ${name})`;
      return refuseWith(response, { code: 404, reason: 'NotFound', message, details: { name, kind: 'pods/log' } });
    }
    noteStream(response);
    await serveLog({ log: found, query: url.searchParams, response, fault });
  }
}

type Handled = { readonly code: number; readonly body: JsonObject } | { readonly refusal: Refusal };

async function isBroken(
  fault: RequestFault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (fault?.type === 'drop') {
    request.socket.destroy();
    return true;
  }
  if (fault?.type === 'refuse') {
    refuseWith(response, troubleOf(fault.code, fault.retryAfter));
    return true;
  }
  if (fault?.type === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
  return false;
}

// Where a delete says nothing about children, a Job leaves its pods behind, and the server warns of it.
function isJobDeletedAlone(method: string | undefined, { kind }: Route, body: JsonObject | undefined): boolean {
  return method === 'DELETE' && kind === 'batch/v1/jobs' && textAt(body, 'propagationPolicy') === undefined;
}

const childrenKept =
  '299 - "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning"';

const managerMissing: Refusal = {
  code: 422,
  reason: 'Invalid',
  message: 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  causes: [
    { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch', field: 'fieldManager' },
  ],
  details: { group: 'meta.k8s.io', kind: 'PatchOptions' },
};

function refusal(code: number, reason: string, message: string): { readonly refusal: Refusal } {
  return { refusal: { code, reason, message } };
}

function refuseWith(response: ServerResponse, refusal: Refusal): void {
  answer(response, refusal.code, statusObject(refusal), refusal);
}

function answer(response: ServerResponse, code: number, body: JsonObject, refusal?: Refusal): void {
  const wait = refusal?.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) };
  response.writeHead(code, { 'content-type': 'application/json', ...wait });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Array<Uint8Array> = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
