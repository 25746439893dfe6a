import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isLeft } from 'fp-ts/lib/Either.js';
import { afterEach, describe, expect, it } from 'vitest';
import {
  applyPlan,
  type ClusterPort,
  clockAt,
  fromKubeConfig,
  type KubeConfigLike,
  runJob,
} from '../src/cluster/index.ts';

const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'backup', namespace: 'demo' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'dump', image: 'x' }] } } },
};
const stored = { ...job, metadata: { ...job.metadata, uid: 'u1', resourceVersion: '5', annotations: {} } };
const target = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'demo', name: 'backup' };

/** Answers a request, or gives false to leave it to the ordinary server. */
type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

describe('an API server that does not mean well', () => {
  const closing: Array<() => Promise<void>> = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function serve(answer: Answer): Promise<{ readonly seen: Array<string>; readonly config: KubeConfigLike }> {
    const seen: Array<string> = [];
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      seen.push(`${request.method} ${url}`);
      request.resume();
      response.on('error', () => undefined);
      if (answer(request, response)) return;
      if (request.method === 'POST') return json(response, 201, stored);
      if (isWatch(request)) return void response.writeHead(200).flushHeaders();
      if (/\/jobs(\?|$)/.test(url)) return json(response, 200, list([stored]));
      json(response, 200, request.method === 'GET' && url.includes('/jobs/') ? stored : list());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(() => resolve());
        }),
    );
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const config: KubeConfigLike = {
      getCurrentCluster: () => ({ server: `http://127.0.0.1:${port}` }),
      getCurrentContext: () => 'c',
      getContextObject: () => ({ namespace: 'demo' }),
      applyToHTTPSOptions: async () => undefined,
    };
    return { seen, config };
  }

  const event = (type: string, version: string): string =>
    `${JSON.stringify({ type, object: { metadata: { name: 'e', uid: 'e', resourceVersion: version } } })}\n`;
  let version = 10;
  const nextVersion = (): string => {
    version += 1;
    return String(version);
  };
  const onWatch =
    (body: () => string): Answer =>
    (request, response) => {
      if (!isWatch(request)) return false;
      response.writeHead(200).end(body());
      return true;
    };
  const onList =
    (code: number, headers: Record<string, string>): Answer =>
    (request, response) => {
      if (request.method !== 'GET' || isWatch(request)) return false;
      json(response, code, {}, headers);
      return true;
    };

  it.each<[string, Answer]>([
    ['asks to be asked again at once', onList(429, { 'retry-after': '0' })],
    ['names no time', onList(503, { 'retry-after': '' })],
    ['names a time that is past', onList(503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['names a negative time', onList(503, { 'retry-after': '-5' })],
    ['closes each watch behind a bookmark', onWatch(() => event('BOOKMARK', '6'))],
    ['closes each watch behind a bookmark that is new', onWatch(() => event('BOOKMARK', nextVersion()))],
    ['closes each watch behind an event', onWatch(() => event('MODIFIED', '6'))],
    ['closes each watch behind an event that is new', onWatch(() => event('MODIFIED', nextVersion()))],
    [
      'forgets every version',
      onWatch(() => `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410 } })}\n`),
    ],
    [
      'forgets every version but for an event',
      onWatch(
        () =>
          `${event('MODIFIED', nextVersion())}${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410 } })}\n`,
      ),
    ],
    ['writes nonsense into its watches', onWatch(() => '<html>\n')],
  ])('is not asked often when it %s', { timeout: 20_000 }, async (_, answer) => {
    const { seen, config } = await serve(answer);
    const stop = new AbortController();
    // The clock is a hundred times as fast, so this takes 100 seconds. In them three watches may each ask every 1.5
    // seconds, and a little more often at first.
    const run = runJob(config, job, { signal: stop.signal, clock: clockAt(100) });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    stop.abort();
    await run.outcome;
    expect(seen.length).toBeLessThan(260);
  });

  it('is asked at most twice a second in the long run, whatever it makes a run do', async () => {
    // One pod after the other, with one step after the other, whose logs are each worth a request.
    let count = 0;
    const pods: Answer = (request, response) => {
      if (!isWatch(request) || request.url?.includes('/pods') !== true) return false;
      response.writeHead(200);
      const timer = setInterval(() => {
        for (let more = 0; more < 4; more += 1) {
          count += 1;
          const status = { containerStatuses: [{ name: 'dump', restartCount: 0, state: { running: {} } }] };
          const spec = { nodeName: 'n', restartPolicy: 'Never', containers: [{ name: 'dump' }] };
          const metadata = { name: `backup-${count}`, uid: `p${count}`, resourceVersion: String(count) };
          response.write(`${JSON.stringify({ type: 'ADDED', object: { metadata, spec, status } })}\n`);
        }
      }, 1);
      response.on('close', () => clearInterval(timer));
      return true;
    };
    const { seen, config } = await serve(pods);
    const stop = new AbortController();
    const clock = clockAt(10);
    const run = runJob(config, job, { signal: stop.signal, clock });
    setTimeout(() => stop.abort(), 1500);
    for await (const one of run) if (one.type === 'job-finished') break;
    // The first burst of a Job of one container, and two requests a second, in 15 seconds of the run's clock.
    expect(count).toBeGreaterThan(60);
    expect(seen.length).toBeLessThan(112 + 40);
  });

  const names = ['', '.', '..', '%2e%2e', 'a/b', 'a%2fb', '\ud800'];
  const calls: ReadonlyArray<[string, (port: ClusterPort, name: string) => Promise<unknown>]> = [
    ['read', (port, name) => port.read({ ...target, name })],
    ['read in', (port, name) => port.read({ ...target, namespace: name })],
    ['remove', (port, name) => port.remove({ ...target, name })],
    ['remove in', (port, name) => port.remove({ ...target, namespace: name })],
    ['create in', (port, name) => port.create({ ...job, metadata: { name: 'a', namespace: name } })],
    ['create', (port, name) => port.create({ ...job, metadata: { name } })],
    ['apply', (port, name) => port.apply({ ...job, metadata: { name } }, { fieldManager: 'x' })],
    [
      'apply in',
      (port, name) => port.apply({ ...job, metadata: { name: 'a', namespace: name } }, { fieldManager: 'x' }),
    ],
    ['list in', (port, name) => port.list({ apiVersion: 'v1', kind: 'Pod', namespace: name })],
    [
      'watch in',
      (port, name) =>
        port.watch({ apiVersion: 'v1', kind: 'Pod', namespace: name }, { resourceVersion: '1', timeoutSeconds: 1 }),
    ],
    ['logs of', (port, name) => port.logs({ namespace: 'demo', name }, { container: 'dump' })],
    ['logs in', (port, name) => port.logs({ namespace: name, name: 'a' }, { container: 'dump' })],
    ['read a version', (port, name) => port.read({ ...target, apiVersion: name })],
    ['read a group', (port, name) => port.read({ ...target, apiVersion: `${name}/v1` })],
  ];
  it.each(calls)('never sees a name that is none: %s', async (what, call) => {
    const { seen, config } = await serve(() => false);
    const port = fromKubeConfig(config);
    // A group and a version are one segment each.
    const isVersion = what === 'read a version';
    for (const name of isVersion ? names.filter((one) => one !== 'a/b') : names)
      expect(await call(port, name)).toMatchObject({ left: { reason: 'NameInvalid' } });
    expect(seen).toEqual([]);
  });

  it('never sees a Job or an object under such a name, and the Problem says so', async () => {
    const { seen, config } = await serve(() => false);
    const { outcome } = runJob(config, { ...job, metadata: { name: '..', namespace: 'demo' } }, { cleanUp: 'always' });
    expect(await outcome).toMatchObject({ reason: 'not-created', problems: [{ code: 'object-name-invalid' }] });
    const applied = await applyPlan(config, {
      objects: [{ ...job, kind: 'Role', apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'a/../b' } }],
    });
    expect(isLeft(applied) && applied.left.map(({ code }) => code)).toEqual(['object-name-invalid']);
    expect(seen).toEqual([]);
  });

  it.each<[string, () => object]>([
    ['the same page again and again', () => ({ metadata: { continue: 'again' }, items: [] })],
    ['page after page', () => ({ metadata: { continue: nextVersion() }, items: [] })],
  ])('gives up a list of %s', async (_, page) => {
    const { seen, config } = await serve((request, response) => {
      json(response, 200, page());
      return request.method === 'GET';
    });
    const result = await fromKubeConfig(config).list({ apiVersion: 'v1', kind: 'Pod', namespace: 'demo' });
    expect(result).toMatchObject({ left: { reason: 'TooLong' } });
    expect(seen.length).toBeLessThanOrEqual(1000);
  });

  it('fills no memory with an answer, a refusal or an event without end', { timeout: 30_000 }, async () => {
    const { config } = await serve((request, response) => {
      response.writeHead(request.url?.includes('refused') === true ? 500 : 200);
      response.write('{"a":"');
      pour(response, 200);
      return true;
    });
    const port = fromKubeConfig(config);
    expect(await port.read(target)).toMatchObject({ left: { reason: 'TooLong' } });
    const refused = await port.read({ ...target, name: 'refused' });
    expect(isLeft(refused) && refused.left.message.length).toBeLessThan(5000);
    const watch = await port.watch(
      { apiVersion: 'v1', kind: 'Pod', namespace: 'demo' },
      { resourceVersion: '1', timeoutSeconds: 1 },
    );
    if (isLeft(watch)) throw new Error(watch.left.message);
    const read = async (): Promise<void> => {
      for await (const _ of watch.right);
    };
    await expect(read()).rejects.toThrow('more than 16 MiB');
  });

  it('can not end the process at any moment that a connection breaks', { timeout: 60_000 }, async () => {
    const broken: Array<unknown> = [];
    const note = (error: unknown): number => broken.push(error);
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
    for (let round = 0; round < 60; round += 1) {
      const { config } = await serve((request, response) => {
        const isStream = isWatch(request) || request.url?.includes('/log') === true;
        if (!isStream && round % 3 !== 0) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(round % 2 === 0 ? event('ADDED', '7') : '{"type":"ADDED","obj');
        setTimeout(() => {
          if (round % 4 === 0) response.end();
          else if (round % 4 === 1) response.destroy();
          else request.socket.resetAndDestroy();
        }, round % 7);
        return true;
      });
      const stop = new AbortController();
      const run = runJob(config, job, { signal: stop.signal });
      setTimeout(() => stop.abort(), 2 + (round % 9));
      expect(await run.outcome).toBeDefined();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
    expect(broken).toEqual([]);
  });

  it('is not followed elsewhere', async () => {
    const { seen, config } = await serve((_, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
      return true;
    });
    expect(await fromKubeConfig(config).read(target)).toMatchObject({ left: { code: 302 } });
    expect(seen).toHaveLength(1);
  });

  it('is heard where it warns', async () => {
    const header = '299 - "unknown field \\"spec.foo\\"", 299 - "deprecated since v1.14"';
    const { config } = await serve((request, response) => {
      if (request.method === 'GET' && request.url?.includes('/roles/') === true) {
        json(response, 404, { kind: 'Status', code: 404, reason: 'NotFound' });
        return true;
      }
      if (request.method === 'GET') return false;
      json(response, 201, stored, { warning: header });
      return true;
    });
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'a', namespace: 'demo' },
    };
    const warnings = ['unknown field "spec.foo"', 'deprecated since v1.14'];
    const applied = await applyPlan(config, { objects: [role], jobs: [job] });
    expect(applied).toMatchObject({ right: { entries: [{ warnings }, { warnings }] } });
    const stop = new AbortController();
    const told: Array<string> = [];
    for await (const one of runJob(config, job, { signal: stop.signal })) {
      if (one.type === 'warning' && one.reason === 'ApiWarning') told.push(one.message);
      if (one.type === 'job-created') stop.abort();
    }
    expect(told).toEqual(warnings);
  });
});

describe('options', () => {
  const config: KubeConfigLike = {
    getCurrentCluster: () => ({ server: 'http://127.0.0.1:1' }),
    getCurrentContext: () => 'c',
    getContextObject: () => null,
    applyToHTTPSOptions: async () => undefined,
  };
  const wrong = (options: object): object => options;

  it.each<[string, object, string]>([
    ['a name that is none', { cleanup: 'always' }, 'did you mean `cleanUp`?'],
    ['a word that is none', { cleanUp: 'alway' }, 'did you mean "always"?'],
    ['a limit that is none', { limits: { imagePul: 1 } }, 'did you mean `imagePull`?'],
    ['a type that is wrong', { timeout: '10' }, ''],
  ])('of runJob with %s make no Job', async (_, options, hint) => {
    const { outcome } = runJob(config, job, wrong(options));
    const { status, ...rest } = await outcome;
    expect({ status, ...rest }).toMatchObject({
      status: 'failed',
      reason: 'not-created',
      problems: [{ code: 'option-invalid' }],
    });
    expect(JSON.stringify(rest)).toContain(JSON.stringify(hint).slice(1, -1));
  });

  it('of applyPlan that are misspelt let nothing be applied', async () => {
    const applied = await applyPlan(config, { objects: [job] }, wrong({ dryrun: true }));
    expect(isLeft(applied) && applied.left[0]).toMatchObject({
      code: 'option-invalid',
      hint: 'did you mean `dryRun`?',
    });
    expect(isLeft(applied) && applied.left.report.entries).toMatchObject([{ action: 'pending' }]);
  });

  it('of fromKubeConfig that are misspelt let nothing be sent', async () => {
    const port = fromKubeConfig(config, wrong({ requestTimeOut: 5 }));
    expect(await port.read(target)).toMatchObject({ left: { reason: 'OptionInvalid' } });
  });
});

function isWatch(request: IncomingMessage): boolean {
  return request.url?.includes('watch=true') === true;
}

function json(response: ServerResponse, code: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function list(items: ReadonlyArray<object> = []): object {
  return { metadata: { resourceVersion: '5' }, items };
}

function pour(response: ServerResponse, mebibytes: number): void {
  const chunk = Buffer.alloc(1 << 20, 0x61);
  let left = mebibytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end('"}');
  };
  more();
}
