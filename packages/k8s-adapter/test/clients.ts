import { type ClusterPort, fromKubeConfig, type KubeConfigLike } from '../src/cluster/index.ts';

/** The major version of `@kubernetes/client-node` for the tests: `CLIENT_NODE=2` needs Node 22.19 or later. */
export const clientNodeMajor: '1' | '2' = process.env.CLIENT_NODE === '2' ? '2' : '1';

/** A KubeConfig of client-node for a server on loopback. */
export async function kubeConfigFor(url: string): Promise<KubeConfigLike> {
  const { KubeConfig } = clientNodeMajor === '2' ? await import('cn2') : await import('cn1');
  const config = new KubeConfig();
  config.loadFromOptions({
    // client-node accepts plain HTTP only where TLS is not verified.
    clusters: [{ name: 'test', server: url, skipTLSVerify: true }],
    users: [{ name: 'test', token: 'secret-token' }],
    contexts: [{ name: 'test', cluster: 'test', user: 'test', namespace: 'backup' }],
    currentContext: 'test',
  });
  return config;
}

/** A port to a server on loopback. */
export async function portFor(url: string, requestTimeout = 5000): Promise<ClusterPort> {
  return fromKubeConfig(await kubeConfigFor(url), { requestTimeout });
}
