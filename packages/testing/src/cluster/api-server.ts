import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RulesFor } from '@stash-functions/core';
import { asUsed, expectOptions } from '../usage-error.ts';
import { machineClock, type ServerClock } from './clock.ts';
import { type Faults, noFaults, type RequestFault } from './faults.ts';
import { fieldAt, type JsonObject, listAt, parseJsonObject, textAt } from './json.ts';
import { kindTable, type ServedKind } from './kinds.ts';
import type { ContainerLog } from './log-store.ts';
import { serveLog } from './log-stream.ts';
import { objectRequests } from './object-requests.ts';
import { type ObjectStore, objectStore } from './object-store.ts';
import { refuseRequest, type ServerRules } from './request-rules.ts';
import { type Route, readRoute, versionOf } from './routes.ts';
import { type Refusal, statusObject, troubleOf } from './status.ts';
import { type StoredObjects, storedObjects } from './stored-objects.ts';
import { serveWatch } from './watch-stream.ts';

/** The options of {@link startApiServer}. */
export interface ApiServerOptions extends ServerRules {
  /** The faults at first; by default none. */
  readonly faults?: Faults | undefined;
  /** Kinds that it serves besides those of Kubernetes and Stash: your own CustomResourceDefinitions. */
  readonly kinds?: ReadonlyArray<ServedKind> | undefined;
  /** Kinds whose CustomResourceDefinition is not installed, as `AppBinding`. */
  readonly without?: ReadonlyArray<string> | undefined;
  /** The clock for times of creation and for the end of watches; by default that of the machine. */
  readonly clock?: ServerClock | undefined;
}

const apiServerRules: RulesFor<ApiServerOptions> = {
  clock: 'object',
  faults: 'object',
  kinds: 'list',
  namespaces: 'list',
  tokens: 'object',
  without: 'list',
};

/** A Kubernetes API server on loopback, for tests of programs that talk to one. */
export interface ApiServer extends StoredObjects {
  /** The address, as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** A kubeconfig for it, as text: `new KubeConfig().loadFromString(server.kubeconfig())`. */
  readonly kubeconfig: (options?: KubeconfigOptions) => string;
  /** The stored objects, by their place in the API (`batch/v1/jobs`). A test can look behind the server with it. */
  readonly store: ObjectStore;
  /** Every request that arrived: `GET /api/v1/...?...`. */
  readonly requests: ReadonlyArray<string>;
  /** The number of open streams. */
  readonly openStreams: () => number;
  /** Sets the log of a container's instance, which `GET .../log` then gives. */
  readonly setLog: (pod: string, container: string, restarts: number, log: ContainerLog) => void;
  /** Sets the faults from now on. */
  readonly setFaults: (faults: Faults) => void;
  /** Refuses requests from now on whose line matches, as `DELETE /api/v1/namespaces/demo/pods/a`. */
  readonly refuse: (pattern: RegExp, refusal: Refusal) => void;
  /** The clock of the server. */
  readonly clock: ServerClock;
  /** Resolves when no request is being answered, and none has come for some milliseconds. */
  readonly settled: () => Promise<void>;
  /** Stops the server, and breaks all open connections. */
  readonly close: () => Promise<void>;
}

/** The options of a kubeconfig. */
export interface KubeconfigOptions {
  /** A token of `tokens`; any text where everybody may do everything. */
  readonly token?: string | undefined;
  /** The namespace of its context; by default `default`. */
  readonly namespace?: string | undefined;
}

/**
 * Starts an API server in this process, on real HTTP, with faults. Recorded answers of a Kubernetes 1.36 are its test.
 * It has these semantics of Kubernetes:
 *
 * - resource versions, list and watch with selectors and paging, bookmarks, 410 after compaction
 * - create, server-side apply with field managers, merge patch
 * - replace and status subresources with conflicts
 * - delete with preconditions, and the deletion of owned objects
 * - discovery, RBAC and logs
 *
 * It checks no schema, runs no admission, and does nothing by itself. {@link playJobs} does the work of the scheduler,
 * the kubelet and the Job controller.
 *
 * @throws UsageError for options that it does not have
 */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  asUsed('startApiServer', () => checkServer(options));
  const { clock = machineClock, kinds: more = [], without = [] } = options;
  const kinds = asUsed('startApiServer', () => kindTable(more, without));
  const store = objectStore(clock.now);
  const handle = objectRequests(store);
  const logs = new Map<string, ContainerLog>();
  const requests: Array<string> = [];
  const refusals: Array<{ readonly pattern: RegExp; readonly refusal: Refusal }> = [];
  const streams = new Set<ServerResponse>();
  let faults = options.faults ?? noFaults;

  const busy = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    busy.add(response);
    response.on('close', () => busy.delete(response));
    void serve(request, response).catch(() => response.destroy());
  });
  const settled = async (): Promise<void> => {
    for (let calm = 0; calm < 3; ) {
      const before = requests.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setImmediate(resolve));
      // A stream is open for as long as its reader likes.
      const isCalm = requests.length === before && [...busy].every((response) => streams.has(response));
      calm = isCalm ? calm + 1 : 0;
    }
  };
  if ('settleBy' in clock && typeof clock.settleBy === 'function') clock.settleBy(settled);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}`;

  return {
    ...storedObjects(store, kinds),
    url,
    kubeconfig: (whose = {}) => kubeconfigOf(url, whose),
    store,
    requests,
    settled,
    clock,
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
    if (route === undefined || !kinds.serves(versionOf(route), route.plural)) {
      const discovery = kinds.discovery(url.pathname.replace(/^\/apis?\//, ''));
      if (discovery !== undefined) return answer(response, 200, discovery);
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      return void response.end('404 page not found\n');
    }
    const unwelcome = refuseRequest(request, { route, query: url.searchParams, text }, options);
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

  function watch(route: Route, url: URL, response: ServerResponse): void {
    const from = url.searchParams.get('resourceVersion') ?? '0';
    if (!/^\d*$/.test(from)) {
      const message = `resourceVersion: Invalid value: "${from}": strconv.ParseUint: parsing "${from}": invalid syntax`;
      refuseWith(response, { code: 500, message });
      return;
    }
    noteStream(response);
    serveWatch({ store, kinds, clock, route, query: url.searchParams, response, faults });
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

/** Checks the options, and that the clock and the faults have all of their functions. */
function checkServer(options: ApiServerOptions): void {
  expectOptions('startApiServer', options, apiServerRules);
  const { clock = machineClock, faults = noFaults } = options;
  const { now, sleep } = clock;
  expectFunctions('the clock of startApiServer', { now, sleep });
  const { request, stream, isDuplicated, lateness, isCompacted } = faults;
  expectFunctions('the faults of startApiServer', { request, stream, isDuplicated, lateness, isCompacted });
}

function expectFunctions(name: string, functions: object): void {
  const names = Object.keys(functions);
  expectOptions(name, functions, Object.fromEntries(names.map((each) => [each, 'function'])), names);
}

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

function kubeconfigOf(server: string, { token = 'test', namespace = 'default' }: KubeconfigOptions): string {
  const name = 'test';
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    // client-node accepts plain HTTP only where TLS is not verified.
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  });
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
