import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putManifests } from '../../k8s-adapter/test/put-manifests.ts';
import { reviewOf, storedOf } from '../../k8s-adapter/test/reviews.ts';
import { type ApiServer, startApiServer } from '../../testing/src/cluster.ts';
import { makeCertificate, type TestCertificate, writeCertificate } from './certificate.ts';
import { clusterFolder } from './cluster-folder.ts';
import { runHere } from './transcript.ts';
import { type Answer, type RunningWebhook, review, send, startWebhook } from './webhook-server.ts';

let one: TestCertificate;
let other: TestCertificate;
let cwd: string;
let running: RunningWebhook | undefined;

beforeAll(async () => {
  [one, other] = await Promise.all([makeCertificate(), makeCertificate()]);
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stash-functions-webhook-'));
  writeCertificate(cwd, one);
});
afterEach(async () => {
  running?.terminate();
  await running?.ended;
  running = undefined;
  rmSync(cwd, { recursive: true, force: true });
});

async function start(...words: ReadonlyArray<string>): Promise<RunningWebhook> {
  running = await startWebhook(cwd, ...words);
  return running;
}

const functionKind = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Function',
  plural: 'functions',
  scope: 'Cluster',
} as const;
const taskKind = { ...functionKind, kind: 'Task', plural: 'tasks' } as const;
const good = reviewOf(functionKind, { operation: 'CREATE', object: storedOf(functionKind, { image: 'acme/tool:1' }) });
const bad = reviewOf(functionKind, {
  operation: 'CREATE',
  object: storedOf(functionKind, { image: 'acme/tool:${tag' }),
});
const taskOf = (name: string): object =>
  reviewOf(taskKind, { operation: 'CREATE', object: storedOf(taskKind, { steps: [{ name }] }) });
const functionNamed = (name: string): string =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: ${name} }\nspec: { image: acme/tool:1 }\n`;
const responseOf = ({ text }: Answer): Record<string, unknown> => JSON.parse(text).response;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it never came to that; said: ${running?.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('reviews', () => {
  it('lets in what is right, refuses what is wrong, and says so in its log by codes alone', async () => {
    const server = await start();
    const answer = await review(server, one, good);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(responseOf(answer)).toMatchObject({ allowed: true, uid: Reflect.get(Reflect.get(good, 'request'), 'uid') });
    expect(responseOf(await review(server, one, bad))).toMatchObject({ allowed: false, status: { code: 422 } });
    expect(server.said()).toMatch(/^refused CREATE Function orders: [a-z,-]+$/m);
    expect(server.said()).not.toContain('acme');
  });

  const recorded = fileURLToPath(new URL('../../../../shared/admission/reviews.jsonl', import.meta.url));
  it.skipIf(!existsSync(recorded))('answers the reviews that an API server has sent', async () => {
    const server = await start();
    for (const line of readFileSync(recorded, 'utf8').trim().split('\n')) {
      const { path, contentType, accept, userAgent, review: body } = JSON.parse(line);
      const headers = { 'content-type': contentType, accept, 'user-agent': userAgent };
      const answer = await send(server, one, { method: 'POST', path, headers, body: JSON.stringify(body) });
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toMatchObject({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: { uid: body.request.uid },
      });
    }
  });

  it('holds each resource to the library, and says nothing of kinds that the library does not hold', async () => {
    writeFileSync(join(cwd, 'library.yaml'), functionNamed('dump'));
    const server = await start('library.yaml');
    expect(responseOf(await review(server, one, taskOf('dump')))).not.toHaveProperty('warnings');
    expect(responseOf(await review(server, one, taskOf('dmup')))).toMatchObject({
      allowed: true,
      warnings: ['the Function dmup is not there yet'],
    });
  });

  it('reads the library again when it changes, and keeps it while it is wrong', async () => {
    const write = (name: string): void => writeFileSync(join(cwd, 'library.yaml'), functionNamed(name));
    const isThere = async (name: string): Promise<boolean> =>
      responseOf(await review(server, one, taskOf(name))).warnings === undefined;
    write('dump');
    const server = await start('library.yaml');
    write('store');
    await until(() => isThere('store'));
    expect(await isThere('dump')).toBe(false);
    writeFileSync(join(cwd, 'library.yaml'), 'kind: [');
    await until(() => server.said().includes('the library stays as it was'));
    expect(await isThere('store')).toBe(true);
  }, 30_000);
});

describe('the library of a cluster', () => {
  let api: ApiServer;
  let kubeconfig: string;
  beforeEach(async () => {
    api = await startApiServer();
    kubeconfig = join(clusterFolder(api), 'kubeconfig.json');
  });
  afterEach(() => api.close());

  it('follows what is applied and deleted, and says what it may not see', async () => {
    putManifests(api, functionNamed('dump'));
    api.refuse(/appbindings/, { code: 403, reason: 'Forbidden', message: 'appbindings is forbidden' });
    const server = await start('--from-cluster', '--kubeconfig', kubeconfig);
    const missing = async (name: string): Promise<unknown> =>
      responseOf(await review(server, one, taskOf(name))).warnings;
    await until(async () => (await send(server, one, { path: '/readyz' })).status === 200);
    expect(await missing('dump')).toBeUndefined();
    expect(await missing('store')).toEqual(['the Function store is not there yet']);
    putManifests(api, functionNamed('store'));
    await until(async () => (await missing('store')) === undefined);
    api.store.remove('stash.appscode.com/v1beta1/functions', '', 'dump');
    await until(async () => (await missing('dump')) !== undefined);
    expect(server.said()).toMatch(/AppBinding is not looked up: .*appbindings is forbidden/);
  }, 30_000);

  it('is not ready as long as the cluster is out of reach, and answers all the same', async () => {
    await api.close();
    const server = await start('--from-cluster', '--kubeconfig', kubeconfig);
    await until(() => server.said().includes('are not known'));
    expect(await send(server, one, { path: '/readyz' })).toMatchObject({ status: 503 });
    expect(await send(server, one, { path: '/healthz' })).toMatchObject({ status: 200 });
    expect(responseOf(await review(server, one, taskOf('dump')))).toMatchObject({ allowed: true });
    expect(responseOf(await review(server, one, bad))).toMatchObject({ allowed: false });
  });
});

describe('what is no review', () => {
  it('is answered, whatever the body is, and the server lives', async () => {
    const server = await start();
    const headers = { 'content-type': 'application/json' };
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const { status, text } = await send(server, one, { method: 'POST', path: '/validate', headers, body });
        expect([200, 400]).toContain(status);
        expect(JSON.parse(text)).toMatchObject({ kind: 'AdmissionReview', response: { allowed: false } });
      }),
      { numRuns: 100 },
    );
    expect((await review(server, one, good)).status).toBe(200);
  });

  it.each<[what: string, options: Parameters<typeof send>[2], status: number]>([
    ['no JSON', { method: 'POST', path: '/validate', body: '{"kind": ' }, 400],
    ['deeply nested JSON', { method: 'POST', path: '/validate', body: `${'['.repeat(200_000)}` }, 400],
    ['another type', { method: 'POST', path: '/validate', headers: { 'content-type': 'text/yaml' }, body: 'a' }, 415],
    ['a GET', { path: '/validate' }, 405],
    ['a DELETE of a probe', { method: 'DELETE', path: '/healthz' }, 405],
    ['another path', { method: 'POST', path: '/mutate', body: '{}' }, 404],
    ['a path of somewhere else', { path: '//etc/passwd' }, 404],
    ['an empty body', { method: 'POST', path: '/validate' }, 400],
  ])('is refused: %s', async (_, options, status) => {
    const server = await start();
    expect((await send(server, one, options)).status).toBe(status);
  });

  it('is refused where it is too long, whether it says its length or not', async () => {
    const server = await start('--max-body', '2048');
    const options = { method: 'POST', path: '/validate', body: JSON.stringify({ ...good, more: 'x'.repeat(2048) }) };
    expect((await send(server, one, options)).status).toBe(413);
    const headers = { 'transfer-encoding': 'chunked' };
    expect((await send(server, one, { ...options, headers })).status).toBe(413);
    expect((await review(server, one, good)).status).toBe(200);
  });

  it('is hung up on where it is no TLS, and the server lives', async () => {
    const server = await start();
    await new Promise<void>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('POST /validate HTTP/1.1\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.setTimeout(5_000, () => reject(new Error('it is still open')));
    });
    expect((await review(server, one, good)).status).toBe(200);
  });
});

describe('TLS', () => {
  it('shows another certificate when its files change, without a request lost', async () => {
    const server = await start();
    let isOver = false;
    let answered = 0;
    const failures: Array<unknown> = [];
    // A client that trusts both authorities notices nothing, even under load.
    const both = { ...one, cert: `${one.cert}\n${other.cert}` };
    const clients = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const { status } = await review(server, both, good).catch((error) => ({ status: String(error) }));
        if (status === 200) answered += 1;
        else failures.push(status);
      }
    });
    // First only one of the files is written. The old certificate stays until the two belong together.
    writeFileSync(join(cwd, 'tls.crt'), other.cert);
    await until(() => server.said().includes('the certificate stays as it was'));
    await expect(review(server, one, good)).resolves.toMatchObject({ status: 200 });
    writeFileSync(join(cwd, 'tls.key'), other.key);
    await until(() => server.said().includes('the certificate is read again'));
    await expect(review(server, other, good)).resolves.toMatchObject({ status: 200 });
    await expect(review(server, one, good)).rejects.toThrow(/self-signed certificate/);
    isOver = true;
    await Promise.all(clients);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(20);
    expect(server.said()).not.toContain('PRIVATE KEY');
  }, 30_000);

  it.each<[least: string, most: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3', isTaken: boolean]>([
    ['1.2', 'TLSv1.1', false],
    ['1.2', 'TLSv1.2', true],
    ['1.3', 'TLSv1.2', false],
    ['1.3', 'TLSv1.3', true],
  ])('of %s at least: a client of %s is answered: %s, and so after a new certificate', async (least, most, isTaken) => {
    const server = await start('--tls-min-version', least);
    const options = { path: '/healthz', minVersion: 'TLSv1' as const, maxVersion: most, ciphers: 'ALL:@SECLEVEL=0' };
    const answer = (trusted: TestCertificate): Promise<boolean> =>
      send(server, trusted, options).then(
        () => true,
        () => false,
      );
    expect(await answer(one)).toBe(isTaken);
    writeCertificate(cwd, other);
    await until(() => server.said().includes('the certificate is read again'));
    expect(await answer(other)).toBe(isTaken);
  });
});

describe('probes', () => {
  it('say that it lives and is ready', async () => {
    const server = await start();
    expect(await send(server, one, { path: '/healthz' })).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await send(server, one, { path: '/readyz?verbose' })).toMatchObject({ status: 200 });
    expect(await send(server, one, { method: 'HEAD', path: '/readyz' })).toMatchObject({ status: 200, text: '' });
  });

  it('say that it is not ready with a certificate that nobody takes', async () => {
    const expired = await makeCertificate(-1);
    writeCertificate(cwd, expired);
    const server = await start();
    const options = { path: '/readyz', rejectUnauthorized: false };
    expect(await send(server, expired, options)).toMatchObject({ status: 503 });
    writeCertificate(cwd, one);
    await until(async () => (await send(server, one, options)).status === 200);
  });
});

describe('its end', () => {
  it('is told by readiness first, and everything that has begun is answered', async () => {
    const server = await start('--shutdown-delay', '1s');
    server.terminate();
    expect(await send(server, one, { path: '/readyz' })).toMatchObject({ status: 503 });
    expect(await send(server, one, { path: '/healthz' })).toMatchObject({ status: 200 });
    expect(await review(server, one, good)).toMatchObject({ status: 200 });
    expect(await server.ended).toBe(0);
    await expect(review(server, one, good)).rejects.toThrow(/ECONNREFUSED/);
    expect(server.said()).toContain('stopped');
  });

  it('waits for a body that is under way, and for no connection that is idle', async () => {
    const server = await start();
    const { Agent, request } = await import('node:https');
    const agent = new Agent({ keepAlive: true });
    await send(server, one, { path: '/healthz', agent });
    const text = JSON.stringify(good);
    const answer = new Promise<number>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: server.port, ca: one.cert, method: 'POST', path: '/validate', agent },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      sent.on('error', reject);
      sent.write(text.slice(0, 10));
      setTimeout(() => server.terminate(), 100);
      setTimeout(() => sent.end(text.slice(10)), 500);
    });
    expect(await answer).toBe(200);
    const before = Date.now();
    expect(await server.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  it('comes after the timeout, whoever keeps a connection open', async () => {
    const server = await start('--shutdown-timeout', '1s');
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    const before = Date.now();
    server.terminate();
    expect(await server.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(5_000);
    socket.destroy();
  });
});

describe('what cannot be done', () => {
  it.each<[what: string, words: ReadonlyArray<string>, said: RegExp]>([
    ['no certificate', [], /required option '--cert/],
    ['a file that is not there', ['--cert', 'no.crt', '--key', 'tls.key'], /no\.crt cannot be read/],
    ['a key that is none', ['--cert', 'tls.crt', '--key', 'tls.crt'], /no certificate and key in PEM/],
    ['a library that is not there', ['--cert', 'tls.crt', '--key', 'tls.key', 'no.yaml'], /no\.yaml/],
    ['a library that is piped in', ['--cert', 'tls.crt', '--key', 'tls.key', '-'], /not piped in/],
    ['a library with errors', ['--cert', 'tls.crt', '--key', 'tls.key', 'wrong.yaml'], /the library has errors/],
    ['a port that is none', ['--cert', 'tls.crt', '--key', 'tls.key', '--port', '70000'], /must be a port/],
    ['an address that is none', ['--cert', 'tls.crt', '--key', 'tls.key', '--address', '1.2.3.4.5'], /listen/],
    ['an old TLS', ['--cert', 'tls.crt', '--key', 'tls.key', '--tls-min-version', '1.0'], /1\.2, 1\.3/],
  ])('%s ends with 2', async (_, words, said) => {
    writeFileSync(
      join(cwd, 'wrong.yaml'),
      'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nspec: { imag: a }\n',
    );
    const { stderr, exitCode } = await runHere(['webhook', ...words], cwd, '');
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(2);
  });

  it('two of it at one port', async () => {
    const server = await start();
    const words = ['--cert', 'tls.crt', '--key', 'tls.key', '--address', '127.0.0.1', '--port', String(server.port)];
    const { stderr, exitCode } = await runHere(['webhook', ...words], cwd, '');
    expect(stderr).toMatch(/EADDRINUSE/);
    expect(exitCode).toBe(2);
  });
});
