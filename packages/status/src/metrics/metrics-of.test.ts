import type { AppBinding, BackupSession } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { backupBatch, backupSession, claim, condition, now, restoreSession } from '../../test/sessions.ts';
import { mergeBackupStatus } from '../session/merge-backup.ts';
import { reportHosts } from '../session/report-hosts.ts';
import { toExposition } from './exposition.ts';
import type { Metric } from './metric.ts';
import { metricTable } from './metric-table.ts';
import { type MetricsOptions, metricsOf } from './metrics-of.ts';

const invoker = backupBatch(['media', 'db']);
const snapshot = { bytes: 4096, uploadedBytes: 1024, seconds: 3, files: { total: 2 } };

/** A batch whose first member has succeeded and whose second has failed. */
function halfFailed(): BackupSession {
  const hosts = { media: 2, db: 1 };
  const media = {
    target: claim('media'),
    hosts: [
      { hostname: 'host-0', phase: 'Succeeded', seconds: 5, snapshots: [snapshot] },
      { hostname: 'host-1', phase: 'Succeeded', seconds: 9, snapshots: [snapshot] },
    ],
  } as const;
  const db = { target: claim('db'), hosts: [{ hostname: 'host-0', phase: 'Failed', error: 'full' }] } as const;
  const first = { ...backupSession(hosts), status: reportHosts(backupSession(hosts), media, { now }).status };
  const second = { ...first, status: reportHosts(first, db, { now }).status };
  const ended = { conditions: [{ type: 'MetricsPushed', status: 'True' }] };
  return { ...second, status: mergeBackupStatus(second, ended, { now }).status };
}

function valuesOf(
  session: Parameters<typeof metricsOf>[0],
  options: MetricsOptions = {},
): Readonly<Record<string, number>> {
  return Object.fromEntries(metricsOf(session, { invoker, ...options }).map(keyed));
}

function keyed({ name, labels, value }: Metric): readonly [string, number] {
  const subject = [labels.target_name, labels.hostname].filter((part) => part !== undefined).join(' ');
  return [`${name.replace('stash_functions_', '')} ${subject}`.trim(), value];
}

describe('metricsOf', () => {
  it('tells of the session, and of each target by itself', () => {
    expect(valuesOf(halfFailed())).toEqual({
      session_success: 0,
      session_last_run_timestamp_seconds: 1_777_888_800,
      session_duration_seconds: 1800,
      session_targets: 2,
      'target_success media': 1,
      'target_last_run_timestamp_seconds media': 1_777_888_800,
      'target_hosts media': 2,
      'target_last_success_timestamp_seconds media': 1_777_888_800,
      'target_duration_seconds media': 9,
      'target_size_bytes media': 8192,
      'target_uploaded_bytes media': 2048,
      'target_success db': 0,
      'target_last_run_timestamp_seconds db': 1_777_888_800,
      'target_hosts db': 1,
    });
  });

  it('has hosts on request', () => {
    const values = valuesOf(halfFailed(), { hosts: true, scopes: ['host'] });
    expect(values).toMatchObject({
      'host_success media host-1': 1,
      'host_files media host-1': 2,
      'host_success db host-0': 0,
    });
    expect(Object.keys(values)).not.toContain('host_files_new media host-1');
    expect(Object.keys(values)).not.toContain('host_size_bytes db host-0');
  });

  it('is the same at any time, and silent before anything is over', () => {
    expect(metricsOf(halfFailed(), { invoker })).toEqual(metricsOf(halfFailed(), { invoker }));
    expect(metricsOf(backupSession({ media: 1 }), { invoker })).toEqual([]);
    const skipped = backupSession({}, { phase: 'Skipped', conditions: [condition('BackupSkipped', 'True')] });
    expect(metricsOf(skipped, { invoker })).toEqual([]);
  });

  it('takes a target that was never heard of for failed once its session is over', () => {
    const conditions = [condition('DeadlineExceeded', 'True'), condition('MetricsPushed', 'True')];
    const session = backupSession({ media: 1 }, { phase: 'Failed', sessionDuration: '1h0m0s', conditions });
    expect(valuesOf(session)).toMatchObject({ session_success: 0, 'target_success media': 0 });
  });

  it('takes success from the phase, whatever the targets say', () => {
    const session = halfFailed();
    const [media] = session.status?.targets ?? [];
    const conditions = [condition('RetentionPolicyApplied', 'False'), condition('MetricsPushed', 'True')];
    const status = {
      phase: 'Failed' as const,
      sessionDuration: '5s',
      targets: media === undefined ? [] : [media],
      conditions,
    };
    for (const families of ['stable', 'stash'] as const) {
      const success = metricsOf({ ...session, status }, { invoker, families }).filter(
        ({ scope, name }) => scope === 'session' && /success$/.test(name),
      );
      expect(success.map(({ value }) => value)).not.toContain(1);
      expect(success).not.toEqual([]);
    }
  });

  it('tells 1 for a restore that succeeded, under all its names', () => {
    const session = restoreSession();
    const report = { target: claim('media'), hosts: [{ hostname: 'host-0', phase: 'Succeeded', seconds: 4 }] } as const;
    const { status } = reportHosts(session, report, { now });
    const conditions = [...(status.conditions ?? []), condition('MetricsPushed', 'True')];
    const ended = { ...session, status: { ...status, phase: 'Succeeded', sessionDuration: '9s', conditions } } as const;
    const names = metricsOf(ended, { families: 'both' })
      .filter(({ value }) => value === 1)
      .map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'stash_functions_session_success',
        'stash_restore_session_success',
        'stash_appscode_com_restoresession_success',
        'stash_restore_target_success',
      ]),
    );
  });

  it('knows targets of one name in two namespaces apart', () => {
    const refs = [claim('media', 'shop'), claim('media', 'prod')];
    const targets = refs.map((ref) => ({ ref, phase: 'Succeeded' as const, totalHosts: 0 }));
    const session = backupSession(
      {},
      { phase: 'Succeeded', targets, conditions: [condition('MetricsPushed', 'True')] },
    );
    for (const families of ['stable', 'stash'] as const) {
      const text = toExposition(metricsOf(session, { invoker, families, scopes: ['target'] }));
      expect(text.match(/target_success\{[^}]*\} 1/g)).toHaveLength(families === 'stable' ? 2 : 4);
      expect(text).toContain('target_namespace="prod"');
    }
  });

  it('tells of the application behind an AppBinding in the namespace of the target', () => {
    const ref = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'pg', namespace: 'prod' };
    const binding = (namespace: string, type: string): AppBinding => ({
      apiVersion: 'appcatalog.appscode.com/v1alpha1',
      kind: 'AppBinding',
      metadata: { name: 'pg', namespace },
      spec: { type, clientConfig: {} },
    });
    const session = backupSession({}, { targets: [{ ref, phase: 'Succeeded', totalHosts: 0 }] });
    const appBindings = [binding('shop', 'kubedb.com/mysql'), binding('prod', 'kubedb.com/postgres')];
    const [metric] = metricsOf(session, { invoker, appBindings, scopes: ['target'] });
    expect(metric?.labels).toMatchObject({ application: 'postgres', target_namespace: 'prod' });
  });

  it('tells no part of a URL that may hold a password', () => {
    const repository = {
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'vault', namespace: 'shop' },
      spec: { backend: { rest: { url: 'https://me:s3cret@rest.example:8000/path' } } },
      status: { integrity: false, snapshotCount: 3 },
    } as const;
    const text = toExposition(metricsOf(backupSession({}), { invoker, repository, families: 'both' }));
    expect(text).toContain(
      'stash_functions_repository_integrity{backend="rest",bucket="rest.example:8000",prefix="/path"',
    );
    expect(text).not.toContain('s3cret');
  });

  it('keeps its own labels, whatever a user gives', () => {
    const labels = { team: 'shop', namespace: 'x', 'no-name': 'y', job: 'z', __meta: 'w' };
    for (const metric of metricsOf(halfFailed(), { invoker, labels, families: 'both' })) {
      expect(metric.labels).toMatchObject({ team: 'shop', namespace: 'shop' });
      expect(Object.keys(metric.labels)).not.toEqual(expect.arrayContaining(['job']));
      expect(metric.labels).not.toHaveProperty('no-name');
    }
  });
});

describe('metricTable', () => {
  it.each(Object.entries(metricTable))('has a name, a unit and a sentence for %s', (name, { help, unit }) => {
    expect(name).toMatch(/^stash_functions_(session|target|host|repository)_[a-z_]+$/);
    expect(name).not.toMatch(/_(total|count)$/);
    expect(help).toMatch(/^[A-Z1].*\.$/);
    if (unit === 'timestamp') expect(name).toMatch(/_timestamp_seconds$/);
    if (unit === 'seconds' || unit === 'bytes') expect(name).toMatch(new RegExp(`_${unit}$`));
  });
});
