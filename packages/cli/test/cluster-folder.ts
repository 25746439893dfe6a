import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiServer } from '../../testing/src/cluster.ts';

/** A folder with the fixtures, and with `kubeconfig.json`, which leads to a server. */
export function clusterFolder({ url }: Pick<ApiServer, 'url'>): string {
  const cwd = mkdtempSync(join(tmpdir(), 'stash-functions-cluster-'));
  cpSync(fileURLToPath(new URL('fixtures', import.meta.url)), cwd, { recursive: true });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: { token: 'token' } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace: 'demo' } }],
    'current-context': 'test',
  };
  writeFileSync(join(cwd, 'kubeconfig.json'), JSON.stringify(config));
  return cwd;
}
