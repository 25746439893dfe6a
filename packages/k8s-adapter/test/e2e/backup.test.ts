import { type BackupSession, orThrow, type TargetRef } from '@stash-functions/core';
import { readResticBackup, reportOfJob, startBackupTarget } from '@stash-functions/status';
import { right } from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobScript } from '../../../testing/src/cluster.ts';
import {
  allNamespaces,
  applyPlan,
  type JobOutcome,
  type JsonObject,
  readBackup,
  readRestore,
  readSession,
  rewriteStatus,
  runJob,
  updateStatus,
} from '../../src/cluster/index.ts';
import { type Plan, planBackup, planRestore } from '../../src/index.ts';
import {
  beginSuite,
  type ClusterUnderTest,
  clusterName,
  isReal,
  settings,
  withStashKinds,
} from './cluster-under-test.ts';

const stash = 'stash.appscode.com/v1beta1';
const { images } = settings;
const rows = 20_000;
const query = 'select count(*), md5(string_agg(id || name, chr(44) order by id)) from orders';
const summary = {
  message_type: 'summary',
  snapshot_id: 'c0ffee',
  total_bytes_processed: 4096,
  data_added: 512,
  total_duration: 1,
};

/** The script of the kubelet of the tests, in place of PostgreSQL and restic. A real one runs them. */
function played(name: string, job: JsonObject): JobScript {
  if (name.startsWith('checksum'))
    return { containers: { query: { lines: [`${rows}|d41d8cd98f00b204e9800998ecf8427e`] } } };
  const [restic = ''] = /e2e-restic-backup-[-a-z0-9]+/.exec(JSON.stringify(job)) ?? [];
  return name.startsWith('stash-backup') ? { containers: { [restic]: { lines: [JSON.stringify(summary)] } } } : {};
}

describe(`A backup of PostgreSQL with restic ${clusterName}`, { timeout: 900_000 }, () => {
  let cluster: ClusterUnderTest;
  /** The reason for no backup on this cluster. */
  let obstacle: string | undefined;

  beforeAll(async () => {
    cluster = await beginSuite('backup', played);
    obstacle = (await withStashKinds(cluster)) ?? (await withoutStorage());
    if (obstacle !== undefined) return;
    await cluster.make(...objects(cluster.namespace));
    if (isReal) await fill();
  }, 900_000);
  afterAll(() => cluster.end());

  it('reads what the session refers to, runs its plan, and restores the same rows into another database', async ({
    skip,
  }) => {
    if (obstacle !== undefined) skip(obstacle);
    const { namespace, port } = cluster;
    const before = await checksum('shop');
    expect(before.split('|')[0]).toBe(String(rows));

    const backup = orThrow(await readBackup(port, { namespace, session: 'nightly-1' }));
    const backupPlan = orThrow(planBackup({ ...backup, permissions: 'least-privilege' }));
    await begin(backup.session.metadata.name);
    const [saved] = await runPlan(backupPlan);
    expect(saved?.outcome).toMatchObject({ status: 'succeeded' });
    await reported(orThrow(readResticBackup(jsonLines(saved?.lines ?? []), '/interim')));

    const restore = orThrow(await readRestore(port, { namespace, session: 'back' }));
    const [restored] = await runPlan(orThrow(planRestore({ ...restore, permissions: 'least-privilege' })));
    expect(restored?.outcome).toMatchObject({ status: 'succeeded' });
    expect(await checksum('copy')).toBe(before);

    // A plan that is applied once more changes nothing.
    const again = orThrow(await applyPlan(port, backupPlan));
    expect(again.entries.map(({ action }) => action)).toEqual(again.entries.map(() => 'unchanged'));
  });

  const target: TargetRef = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'shop' };
  const session = { apiVersion: stash, kind: 'BackupSession', name: 'nightly-1' } as const;

  /** The status of the session once its target has begun. */
  async function begin(name: string): Promise<void> {
    const { port, namespace } = cluster;
    const { invoker } = orThrow(await readBackup(port, { namespace, session: name }));
    orThrow(
      await rewriteStatus(
        port,
        { ...session, namespace },
        (object) => readSession(object, 'BackupSession'),
        (read, now) => {
          const begun = startBackupTarget(read as BackupSession, invoker, { now });
          return begun._tag === 'Left' ? begun : right(begun.right);
        },
      ),
    );
  }

  /** The status of the session once its host is there. */
  async function reported({ snapshot }: { readonly snapshot?: object | undefined }): Promise<void> {
    const { port, namespace } = cluster;
    const host = {
      hostname: 'host-0',
      phase: 'Succeeded',
      ...(snapshot === undefined ? {} : { snapshots: [snapshot] }),
    } as const;
    const written = orThrow(
      await updateStatus(port, {
        session: { kind: 'BackupSession', namespace, name: session.name },
        target,
        hosts: [host],
      }),
    );
    expect(written.session.status).toMatchObject({
      targets: [{ phase: 'Succeeded', stats: [{ hostname: 'host-0' }] }],
    });
    expect(reportOfJob(written.session, target, { status: 'succeeded' })).toBeUndefined();
  }

  /** Applies a plan and runs its Jobs; gives the lines of each. */
  async function runPlan(
    plan: Plan,
  ): Promise<ReadonlyArray<{ readonly outcome: JobOutcome; readonly lines: ReadonlyArray<string> }>> {
    orThrow(await applyPlan(cluster.port, plan, { withoutJobs: true }));
    const runs = [];
    for (const job of plan.jobs) runs.push(await follow(job));
    return runs;
  }

  async function follow(job: object): Promise<{ readonly outcome: JobOutcome; readonly lines: ReadonlyArray<string> }> {
    const run = runJob(cluster.port, job, { ...cluster.runOptions, timeout: 600_000 });
    const lines: Array<string> = [];
    for await (const event of run) if (event.type === 'log-line') lines.push(event.text);
    return { outcome: await run.outcome, lines };
  }

  async function checksum(database: string): Promise<string> {
    const { outcome, lines } = await follow(psql(`checksum-${database}`, database, query));
    expect(outcome).toMatchObject({ status: 'succeeded' });
    return lines.at(-1) ?? '';
  }

  /** Fills a database, and makes an empty one, as soon as PostgreSQL answers. */
  async function fill(): Promise<void> {
    const sql = [
      'create database copy',
      'create table orders (id int primary key, name text)',
      `insert into orders select i, md5(i::text) from generate_series(1, ${rows}) i`,
    ];
    const { outcome } = await follow(psql('fill', 'shop', ...sql));
    expect(outcome).toMatchObject({ status: 'succeeded' });
  }

  function psql(name: string, database: string, ...sql: ReadonlyArray<string>): object {
    const wait = `until pg_isready -q -h postgres; do sleep 1; done`;
    const statements = sql.map((statement) => `-c "${statement}"`).join(' ');
    const query = {
      name: 'query',
      image: images.postgres,
      command: ['sh', '-c', `${wait}; exec psql -v ON_ERROR_STOP=1 -qtA -h postgres -d ${database} ${statements}`],
      envFrom: [{ secretRef: { name: 'shop-auth' } }],
    };
    const template = { spec: { restartPolicy: 'Never', containers: [query] } };
    const metadata = { name, namespace: cluster.namespace };
    return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { backoffLimit: 0, template } };
  }

  async function withoutStorage(): Promise<string | undefined> {
    if (!isReal) return undefined;
    const classes = await cluster.port.list({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      namespace: allNamespaces,
    });
    if (classes._tag === 'Left') return `StorageClasses can not be listed: ${classes.left.message}`;
    const standard = 'storageclass.kubernetes.io/is-default-class';
    const isThere = classes.right.items.some((one) => JSON.stringify(one.metadata).includes(`"${standard}":"true"`));
    return isThere ? undefined : 'the cluster has no default StorageClass for the repository';
  }
});

/** The lines that restic prints with `--json`, without the other lines of a Job. */
function jsonLines(lines: ReadonlyArray<string>): string {
  return lines.filter((line) => line.startsWith('{')).join('\n');
}

/** PostgreSQL, a claim for the repository, and what Stash finds beside them. */
function objects(namespace: string): ReadonlyArray<JsonObject> {
  const named = (name: string): JsonObject => ({ name, namespace });
  const meta = (name: string): JsonObject => ({ metadata: named(name) });
  const labels = { app: 'postgres' };
  const auth = { PGUSER: 'postgres', PGPASSWORD: 'not-so-secret' };
  const database = { name: 'postgres', image: images.postgres, env: postgresEnv, ports: [{ containerPort: 5432 }] };
  const readiness = { exec: { command: ['pg_isready', '-q', '-h', '127.0.0.1'] } };
  // Functions and Tasks belong to the cluster: their names have the namespace in them.
  const own = (name: string): string => `${name}-${namespace}`;
  return [
    { apiVersion: 'v1', kind: 'Secret', ...meta('shop-auth'), stringData: auth },
    { apiVersion: 'v1', kind: 'Secret', ...meta('repository'), stringData: { RESTIC_PASSWORD: 'open' } },
    {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...meta('repository') },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '256Mi' } } },
    },
    {
      ...{ apiVersion: 'v1', kind: 'Service', ...meta('postgres') },
      spec: { selector: labels, ports: [{ port: 5432 }] },
    },
    {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', ...meta('postgres') },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ ...database, readinessProbe: readiness }] } },
      },
    },
    step(
      own('e2e-dump'),
      images.postgres,
      'shop-auth',
      'pg_dump -h ${host} -d ${database:=shop} --clean --if-exists > /interim/dump.sql',
    ),
    step(
      own('e2e-restic-backup'),
      images.restic,
      '${REPOSITORY_SECRET_NAME}',
      'restic -q --no-cache -r ${REPOSITORY_BUCKET}/repo cat config >/dev/null 2>&1 || restic -q --no-cache -r ${REPOSITORY_BUCKET}/repo init >&2; exec restic --no-cache --json -r ${REPOSITORY_BUCKET}/repo backup --host ${HOSTNAME} /interim',
    ),
    step(
      own('e2e-restic-restore'),
      images.restic,
      '${REPOSITORY_SECRET_NAME}',
      'exec restic --no-cache -r ${REPOSITORY_BUCKET}/repo restore latest --target /',
    ),
    step(
      own('e2e-load'),
      images.postgres,
      'shop-auth',
      'exec psql -v ON_ERROR_STOP=1 -q -h ${host} -d ${database} -f /interim/dump.sql',
    ),
    task(own('e2e-backup'), [own('e2e-dump'), own('e2e-restic-backup')]),
    task(own('e2e-restore'), [own('e2e-restic-restore'), own('e2e-load')]),
    {
      ...{ apiVersion: 'stash.appscode.com/v1alpha1', kind: 'Repository', ...meta('claim') },
      spec: {
        backend: {
          local: { mountPath: '/safe/data', persistentVolumeClaim: { claimName: 'repository' } },
          storageSecretName: 'repository',
        },
      },
    },
    {
      ...{ apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', ...meta('shop') },
      spec: {
        type: 'postgres',
        version: '17',
        clientConfig: { service: { name: 'postgres', port: 5432, scheme: 'postgresql' } },
        secret: { name: 'shop-auth' },
        parameters: {
          ...{ apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'StashAddon' },
          stash: {
            addon: {
              backupTask: { name: own('e2e-backup'), params: [{ name: 'host', value: 'postgres' }] },
              restoreTask: { name: own('e2e-restore'), params: [{ name: 'host', value: 'postgres' }] },
            },
          },
        },
      },
    },
    {
      ...{ apiVersion: stash, kind: 'BackupConfiguration', ...meta('nightly') },
      spec: {
        repository: { name: 'claim' },
        retentionPolicy: { name: 'keep', keepLast: 3, prune: true },
        target: { ref: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'shop' } },
        // A claim is written to by the group, whoever made its directory.
        runtimeSettings: { pod: { securityContext: { fsGroup: 65_535, runAsUser: 65_535 } } },
      },
    },
    {
      ...{ apiVersion: stash, kind: 'BackupSession', ...meta('nightly-1') },
      spec: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', name: 'nightly' } },
    },
    {
      ...{ apiVersion: stash, kind: 'RestoreSession', ...meta('back') },
      spec: {
        repository: { name: 'claim' },
        task: { params: [{ name: 'database', value: 'copy' }] },
        target: { ref: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'shop' } },
      },
    },
  ];
}

const postgresEnv = [
  { name: 'POSTGRES_DB', value: 'shop' },
  { name: 'POSTGRES_PASSWORD', value: 'not-so-secret' },
];

function step(name: string, image: string, secretName: string, script: string): JsonObject {
  return {
    ...{ apiVersion: stash, kind: 'Function', metadata: { name } },
    spec: {
      image,
      command: ['sh', '-c', script],
      volumeMounts: [{ name: 'interim', mountPath: '/interim' }],
      runtimeSettings: { envFrom: [{ secretRef: { name: secretName } }] },
    },
  };
}

function task(name: string, functions: ReadonlyArray<string>): JsonObject {
  const steps = functions.map((one) => ({ name: one }));
  return {
    ...{ apiVersion: stash, kind: 'Task', metadata: { name } },
    spec: { steps, volumes: [{ name: 'interim', emptyDir: {} }] },
  };
}
