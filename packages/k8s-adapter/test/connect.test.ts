import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startApiServer } from '../../testing/src/cluster.ts';
import { connect } from '../src/cluster/index.ts';
import { clientNodeMajor } from './clients.ts';

// A user has installed one of the two packages.
vi.mock('@kubernetes/client-node', () => (process.env.CLIENT_NODE === '2' ? import('cn2') : import('cn1')));

const kubeconfig = (server: string): string => `apiVersion: v1
kind: Config
current-context: test
clusters:
  - { name: test, cluster: { server: "${server}", insecure-skip-tls-verify: true } }
users:
  - { name: test, user: { token: secret-token } }
contexts:
  - { name: test, context: { cluster: test, user: test, namespace: backup } }
  - { name: broken, context: { cluster: none, user: test } }
`;

const folders: Array<string> = [];

const fileWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  folders.push(folder);
  const file = join(folder, 'config');
  writeFileSync(file, text);
  return file;
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe(`connect (client-node ${clientNodeMajor})`, () => {
  it('reaches the cluster of a kubeconfig, in the namespace of its context', async () => {
    const server = await startApiServer();
    const connected = await connect({ file: fileWith(kubeconfig(server.url)) });
    expect(connected).toMatchObject({ _tag: 'Right', right: { namespace: 'backup' } });
    if (connected._tag === 'Right') {
      const target = { apiVersion: 'v1', kind: 'Secret', name: 'a' };
      expect(await connected.right.read(target)).toMatchObject({ left: { code: 404, reason: 'NotFound' } });
      expect(server.requests).toEqual(['GET /api/v1/namespaces/backup/secrets/a']);
    }
    await server.close();
  });

  it.each([
    ['a file that is not there', { file: '/nowhere/config' }],
    ['a file that is none', { file: fileWith('[') }],
    ['a context that is not there', { file: fileWith(kubeconfig('http://127.0.0.1')), context: 'other' }],
    ['a context without its cluster', { file: fileWith(kubeconfig('http://127.0.0.1')), context: 'broken' }],
  ])('reports %s', async (_, options) => {
    expect(await connect(options)).toMatchObject({ left: [{ code: 'kubeconfig-unusable' }] });
  });
});
