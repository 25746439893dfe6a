import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan, type ClusterPort, fromKubeConfig, type KubeConfigLike } from '../src/cluster/index.ts';
import { kubeConfigFor, portFor } from './clients.ts';

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
const pods = { apiVersion: 'v1', kind: 'Pod', namespace: 'demo' };

describe('a cluster that is not to be reached', () => {
  const servers: Array<Server> = [];
  const sockets: Array<Socket> = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  });
  const listen = async (server: Server): Promise<string> => {
    servers.push(server);
    server.on('connection', (socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  };

  it.each<[string, (port: ClusterPort) => Promise<unknown>]>([
    ['read', (port) => port.read({ ...pods, name: 'a' })],
    ['list', (port) => port.list(pods)],
    ['watch', (port) => port.watch(pods, { resourceVersion: '1', timeoutSeconds: 60 })],
    ['logs', (port) => port.logs({ namespace: 'demo', name: 'a' }, { container: 'main' })],
  ])('gives up a %s that is never answered', async (_, call) => {
    const port = await portFor(`http://${await listen(createTcpServer())}`, 50);
    expect(await call(port)).toMatchObject({ left: { code: 0, message: 'no answer within 50 ms' } });
  });

  it('lets a log that is followed begin late, until it is aborted', async () => {
    const port = await portFor(`http://${await listen(createTcpServer())}`, 20);
    const signal = AbortSignal.timeout(200);
    const begin = performance.now();
    const log = await port.logs({ namespace: 'demo', name: 'a' }, { container: 'main', follow: true, signal });
    expect(log).toMatchObject({ left: { reason: 'Aborted' } });
    expect(performance.now() - begin).toBeGreaterThan(150);
  });

  it('keeps a watch that is answered open past the time for answers', async () => {
    const event = { type: 'ADDED', object: { metadata: { name: 'a' } } };
    const server = createServer((_, response) => {
      response.writeHead(200).flushHeaders();
      setTimeout(() => response.end(`${JSON.stringify(event)}\n`), 300);
    });
    const port = await portFor(`http://${await listen(server)}`, 200);
    const watch = await port.watch(pods, { resourceVersion: '1', timeoutSeconds: 60 });
    const events: Array<unknown> = [];
    if (watch._tag === 'Right') for await (const one of watch.right) events.push(one);
    expect(events).toEqual([event]);
  });

  it.each<[string, (config: KubeConfigLike) => KubeConfigLike]>([
    ['a credential plugin that fails', (config) => withCredentials(config, () => Promise.reject(new Error('no aws')))],
    ['a server URL that is none', (config) => ({ ...bound(config), getCurrentCluster: () => ({ server: ':' }) })],
    ['no cluster', (config) => ({ ...bound(config), getCurrentCluster: () => null })],
  ])('says at once that the kubeconfig is no good for %s', async (_, change) => {
    const config = change(await kubeConfigFor('http://127.0.0.1:1'));
    const result = await applyPlan(config, { objects: [secret] });
    const codes = result._tag === 'Left' ? result.left.map((problem) => problem.code) : [];
    expect(codes).toEqual(['kubeconfig-unusable']);
  });

  it('does not wait for a credential plugin that hangs', async () => {
    const config = withCredentials(await kubeConfigFor('http://127.0.0.1:1'), () => new Promise(() => undefined));
    const port = fromKubeConfig(config, { requestTimeout: 50 });
    expect(await port.read({ ...pods, name: 'a' })).toMatchObject({ left: { message: 'no answer within 50 ms' } });
  });

  it('says that the server is plain HTTP where TLS is asked for', async () => {
    const server = createServer((_, response) => response.end('{}'));
    const port = await portFor(`https://${await listen(server)}`);
    expect(await port.read({ ...pods, name: 'a' })).toMatchObject({ left: { reason: 'KubeConfigUnusable' } });
  });
});

function bound(config: KubeConfigLike): KubeConfigLike {
  return {
    getCurrentCluster: () => config.getCurrentCluster(),
    getCurrentContext: () => config.getCurrentContext(),
    getContextObject: (name) => config.getContextObject(name),
    applyToHTTPSOptions: (options) => config.applyToHTTPSOptions(options),
  };
}

function withCredentials(config: KubeConfigLike, applyToHTTPSOptions: () => Promise<void>): KubeConfigLike {
  return { ...bound(config), applyToHTTPSOptions };
}
