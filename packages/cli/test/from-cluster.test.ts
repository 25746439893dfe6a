import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putManifests } from '../../k8s-adapter/test/put-manifests.ts';
import { type ApiServer, playJobs, startApiServer } from '../../testing/src/cluster.ts';
import { clusterFolder } from './cluster-folder.ts';
import { type Run, runHere } from './transcript.ts';

let server: ApiServer;
let cwd: string;

const session = `
apiVersion: stash.appscode.com/v1beta1
kind: BackupSession
metadata: { name: orders-17, namespace: demo }
spec: { invoker: { apiGroup: stash.appscode.com, kind: BackupConfiguration, name: orders } }
`;
const target = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: orders-db, namespace: demo }
`;

beforeEach(async () => {
  server = await startApiServer();
  cwd = clusterFolder(server);
  putManifests(server, [text('backup.yaml'), session, target].join('\n---\n'));
});
afterEach(async () => {
  await server.close();
  rmSync(cwd, { recursive: true, force: true });
});

function text(file: string): string {
  return readFileSync(join(cwd, file), 'utf8');
}

function run(...words: ReadonlyArray<string>): Promise<Run> {
  return runHere([...words, '--from-cluster', '--kubeconfig', join(cwd, 'kubeconfig.json')], cwd, '');
}

/** The objects of a rendered plan without what only a cluster knows. */
function withoutUids(yaml: string): string {
  return yaml.replaceAll(/ {2}ownerReferences:\n(?: {2}[- ] .*\n)+/g, '');
}

describe('render --from-cluster', () => {
  it('prints what it prints of files, with the owners that a cluster knows', async () => {
    const files = await runHere(['render', 'backup.yaml'], cwd, '');
    const cluster = await run('render', '--invoker', 'BackupConfiguration/orders');
    expect(cluster.stderr).toBe(
      'note: no BackupSession of BackupConfiguration orders is named: `orders-0` is made up\n',
    );
    expect(cluster.exitCode).toBe(0);
    expect(cluster.stdout).toContain('ownerReferences:');
    expect(withoutUids(cluster.stdout)).toBe(files.stdout);
  });

  it.each([
    ['its name alone', ['--invoker', 'orders']],
    ['its namespace too', ['--invoker', 'demo/orders', '-n', 'elsewhere']],
    ['its kind, as people write it', ['--invoker', 'backupconfiguration/orders']],
  ])('finds an invoker by %s', async (_, words) => {
    const { stdout, exitCode } = await run('render', ...words);
    expect(stdout).toContain('name: stash-backup-orders-0-0');
    expect(exitCode).toBe(0);
  });

  it('plans a session that is there', async () => {
    const { stdout, stderr, exitCode } = await run('render', '--session', 'orders-17');
    expect(stdout).toContain('name: stash-backup-orders-17-0');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it('asks for nothing but what is named', async () => {
    await run('render', '--invoker', 'BackupConfiguration/orders');
    const asked = server.requests.map((request) => request.split(' ')[0]);
    expect(new Set(asked)).toEqual(new Set(['GET']));
    expect(server.requests.filter((request) => /secrets|watch=/.test(request))).toEqual([]);
  });

  it.each<[what: string, words: ReadonlyArray<string>, code: number, said: RegExp]>([
    ['nothing is named', [], 2, /no invoker and no session of the cluster is named.*\n.*--invoker/],
    ['there is no such invoker', ['--invoker', 'order'], 2, /the cluster has no invoker order/],
    ['there is no such session', ['--session', 'orders-18'], 1, /orders-18/],
    ['files are named too', ['--invoker', 'orders', 'backup.yaml'], 2, /either from files or from a cluster/],
  ])('says so where %s', async (_, words, code, said) => {
    const { stdout, stderr, exitCode } = await run('render', ...words);
    expect(stderr).toMatch(said);
    expect(stdout).toBe('');
    expect(exitCode).toBe(code);
  });

  it('says what the cluster lacks, at the field that names it', async () => {
    server.store.remove('stash.appscode.com/v1alpha1/repositories', 'demo', 'nightly');
    const { stderr, exitCode } = await run('render', '--invoker', 'orders');
    expect(stderr).toMatch(/object-not-found.*Repository demo\/nightly/);
    expect(stderr).toContain('spec.repository');
    expect(exitCode).toBe(1);
  });
});

describe('explain --from-cluster', () => {
  it('says where values come from', async () => {
    const { stdout, exitCode } = await run('explain', '--invoker', 'orders');
    expect(stdout).toContain('BackupConfiguration demo/orders, spec.target.ref.name');
    expect(exitCode).toBe(0);
  });

  it('says it of one field', async () => {
    const field = 'stash-backup-orders-0-0.spec.template.spec.containers[0].args[1]';
    const { stdout } = await run('explain', '--invoker', 'orders', field);
    expect(stdout).toContain('--host=orders-db');
  });
});

describe('diff --from-cluster', () => {
  it('finds nothing where the files are those of the cluster', async () => {
    const { stdout, stderr, exitCode } = await run('diff', 'backup.yaml');
    expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
  });

  it('says what files would change, be it one Function alone', async () => {
    const [dump = ''] = text('backup.yaml').split('---');
    writeFileSync(join(cwd, 'function.yaml'), dump.replace('outputDir:=/tmp}/dump', 'outputDir:=/tmp}/all'));
    const { stdout, exitCode } = await run('diff', '--invoker', 'orders', 'function.yaml');
    expect(stdout).toContain('Function dump, spec.args[2] (function.yaml:6');
    expect(stdout).toContain('/all.sql');
    expect(exitCode).toBe(1);
  });

  it('says that an invoker is new', async () => {
    const renamed = text('backup.yaml').replace('name: orders,', 'name: others,');
    writeFileSync(join(cwd, 'new.yaml'), renamed);
    const { stdout, exitCode } = await run('diff', 'new.yaml');
    expect(stdout).toContain('BackupConfiguration/demo/others');
    expect(exitCode).toBe(1);
  });
});

describe('run --from-cluster', () => {
  it('runs what stands in the cluster', async () => {
    const instances = [{ lines: ['done'], endsWithLineFeed: true, exitCode: 0 }];
    playJobs(
      server,
      () => ({
        isInstant: true,
        backoffLimit: 0,
        restartPolicy: 'Never',
        pods: [{ unschedulable: 'no', warnings: [], steps: [{ name: 'dump-0', isInit: false, instances }] }],
        end: 'complete',
      }),
      { seed: 1 },
    );
    const { stdout, exitCode } = await run('run', '--invoker', 'orders');
    expect(stdout).toContain('dump-0 | done');
    expect(exitCode).toBe(0);
  });
});
