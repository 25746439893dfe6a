import type { BackupSession } from '@stash-functions/core';
import { orThrow } from '@stash-functions/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type HostPhase,
  mergeBackupStatus,
  metricsOf,
  planDelete,
  planPush,
  reportHosts,
  sendMetrics,
} from '../src/index.ts';
import { type MetricsServers, missingPrograms, startMetricsServers } from './metrics-servers.ts';
import { backupBatch, backupSession, claim } from './sessions.ts';

const isWanted = process.env.STASH_FUNCTIONS_METRICS_SERVERS !== undefined;
const missing = isWanted ? missingPrograms() : ['`npm run test:metrics` to ask for it'];

type Outcomes = Readonly<Record<string, ReadonlyArray<HostPhase>>>;

/** A session of a batch that ended now, with the outcome of each host of each member. */
function ended(batch: string, outcomes: Outcomes): BackupSession {
  const counts = Object.fromEntries(Object.entries(outcomes).map(([name, phases]) => [name, phases.length]));
  const now = new Date();
  let session: BackupSession = backupSession(counts);
  const creationTimestamp = new Date(now.getTime() - 90_000).toISOString();
  session = {
    ...session,
    metadata: { ...session.metadata, creationTimestamp },
    spec: { invoker: { kind: 'BackupBatch', name: batch } },
  };
  for (const [name, phases] of Object.entries(outcomes)) {
    const hosts = phases.map((phase, index) => ({
      hostname: `host-${index}`,
      phase,
      ...(phase === 'Succeeded' ? { seconds: 2.5, snapshots: [{ bytes: 2048, uploadedBytes: 512, seconds: 2 }] } : {}),
    }));
    session = { ...session, status: reportHosts(session, { target: claim(name), hosts }, { now }).status };
  }
  const end = { conditions: [{ type: 'MetricsPushed', status: 'True' }] };
  return { ...session, status: mergeBackupStatus(session, end, { now }).status };
}

describe.skipIf(missing.length > 0)(`metrics on real servers (missing: ${missing.join(', ') || 'nothing'})`, () => {
  let servers: MetricsServers;
  beforeAll(async () => {
    servers = await startMetricsServers();
  }, 30_000);
  afterAll(() => servers.stop());

  async function push(batch: string, outcomes: Outcomes): Promise<void> {
    const invoker = { ...backupBatch(Object.keys(outcomes)), metadata: { name: batch, namespace: 'shop' } };
    const metrics = metricsOf(ended(batch, outcomes), { invoker, hosts: true, families: 'both' });
    orThrow(await sendMetrics(planPush(metrics), { url: servers.pushgateway }));
  }

  /** The values of a metric of a batch, by member and host. */
  async function valuesOf(
    metric: string,
    batch: string,
    subject = 'target_name',
  ): Promise<Readonly<Record<string, number>>> {
    const series = await servers.query(`${metric}{invoker_name="${batch}"}`);
    return Object.fromEntries(
      series.map(({ labels, value }) => [
        [labels[subject], labels.hostname].filter((part) => part !== undefined).join(' '),
        value,
      ]),
    );
  }

  const soon = { timeout: 20_000, interval: 200 };

  it('shows every member and host of a batch that failed and of one that succeeded', async () => {
    await push('nightly', { media: ['Succeeded', 'Failed', 'Succeeded'], db: ['Succeeded'], mail: ['Failed'] });
    await push('weekly', { media: ['Succeeded'], db: ['Succeeded'] });
    await vi.waitFor(async () => {
      expect(await valuesOf('stash_functions_target_success', 'nightly')).toEqual({ media: 0, db: 1, mail: 0 });
      expect(await valuesOf('stash_functions_target_success', 'weekly')).toEqual({ media: 1, db: 1 });
    }, soon);
    expect(await valuesOf('stash_functions_host_success', 'nightly')).toEqual({
      'media host-0': 1,
      'media host-1': 0,
      'media host-2': 1,
      'db host-0': 1,
      'mail host-0': 0,
    });
    expect(await valuesOf('stash_functions_session_success', 'nightly', 'invoker_name')).toEqual({ nightly: 0 });
    expect(await valuesOf('stash_functions_session_success', 'weekly', 'invoker_name')).toEqual({ weekly: 1 });
    expect(await valuesOf('stash_functions_target_size_bytes', 'weekly')).toEqual({ media: 2048, db: 2048 });
    expect(await valuesOf('stash_functions_target_size_bytes', 'nightly')).toEqual({ db: 2048 });
  }, 60_000);

  it('shows all of them under the names that Stash’s dashboards ask for', async () => {
    expect(await valuesOf('stash_backup_host_backup_success', 'nightly', 'name')).toEqual({
      'media host-0': 1,
      'media host-1': 0,
      'media host-2': 1,
      'db host-0': 1,
      'mail host-0': 0,
    });
    expect(await valuesOf('stash_backup_target_success', 'nightly', 'name')).toEqual({ media: 0, db: 1, mail: 0 });
  });

  it('keeps the last success, its size and its time, when the next run fails', async () => {
    const before = await valuesOf('stash_functions_target_last_success_timestamp_seconds', 'weekly');
    await push('weekly', { media: ['Failed'], db: ['Failed'] });
    await vi.waitFor(async () => {
      expect(await valuesOf('stash_functions_target_success', 'weekly')).toEqual({ media: 0, db: 0 });
    }, soon);
    expect(await valuesOf('stash_functions_target_last_success_timestamp_seconds', 'weekly')).toEqual(before);
    expect(await valuesOf('stash_functions_target_size_bytes', 'weekly')).toEqual({ media: 2048, db: 2048 });
    expect(await valuesOf('stash_functions_host_size_bytes', 'weekly')).toEqual({});
  }, 60_000);

  it('has its alerts fire for what failed, member by member', async () => {
    await vi.waitFor(async () => {
      const alerts = await servers.query('ALERTS{alertname="StashBackupFailed",invoker_name="nightly"}');
      const targets = alerts.map(({ labels }) => labels.target_name ?? 'the session').toSorted();
      expect(targets).toEqual(['mail', 'media', 'the session']);
    }, soon);
  }, 60_000);

  it('forgets a member that was taken out, and no other', async () => {
    const invoker = { ...backupBatch(['media', 'db', 'mail']), metadata: { name: 'nightly', namespace: 'shop' } };
    const all = metricsOf(ended('nightly', { media: ['Succeeded'], db: ['Succeeded'], mail: ['Failed'] }), { invoker });
    const kept = all.filter(({ labels }) => labels.target_name !== 'mail');
    orThrow(await sendMetrics(planDelete(all, kept), { url: servers.pushgateway }));
    await vi.waitFor(async () => {
      expect(Object.keys(await valuesOf('stash_functions_target_success', 'nightly')).toSorted()).toEqual([
        'db',
        'media',
      ]);
    }, soon);
  }, 60_000);
});
