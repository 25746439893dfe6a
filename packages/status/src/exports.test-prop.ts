import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeExports } from '../../core/test/never-throws.ts';
import { backupBatch, backupConfiguration, backupSession, claim, condition, now } from '../test/sessions.ts';
import * as status from './index.ts';
import * as textfile from './textfile.ts';

const invoker = backupConfiguration();
const batch = backupBatch(['media', 'mail']);
const target = claim('media');
const session = backupSession({ media: 1, mail: 1 }, { conditions: [condition('BackupExecutorEnsured', 'True')] });
const hosts = [{ hostname: 'host-0', phase: 'Succeeded', duration: 5, snapshots: [{ name: 's', path: '/', size: 1 }] }];
const report = { target, hosts, conditions: [{ type: 'A', status: 'True', reason: 'A', message: 'a' }] };
const restore = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'RestoreSession',
  metadata: { name: 'r', namespace: 'shop', creationTimestamp: '2026-05-04T09:30:00Z' },
  spec: { repository: { name: 'vault' }, target: { ref: target } },
  status: { phase: 'Running', totalHosts: 1, stats: [] },
};
const restoreBatch = {
  ...restore,
  kind: 'RestoreBatch',
  spec: { repository: { name: 'vault' }, members: [{ target: { ref: target } }] },
  status: { phase: 'Running', members: [{ ref: target, totalHosts: 1, stats: [] }] },
};
const repository = {
  apiVersion: 'stash.appscode.com/v1alpha1',
  kind: 'Repository',
  metadata: { name: 'vault', namespace: 'shop' },
  spec: { backend: { gcs: { bucket: 'b' } } },
};
const results = { retention: { kept: 1, removed: 2 }, integrity: { sound: true, bytes: 1 }, metrics: 'sent' };
const metric = { name: 'm', labels: { a: 'b' }, value: 1, help: 'h', group: { job: 'j' } };
const restic = '{"message_type":"summary","snapshot_id":"a","total_bytes_processed":1}\n';
const folder = mkdtempSync(join(tmpdir(), 'stash-functions-metrics-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeExports(
  '@stash-functions/status',
  status,
  {
    actionConditions: [results],
    actionsDue: [session.status, batch, report],
    actionsOf: [batch, 0],
    advanceBackup: [session, batch, { now, sessions: [session], metricsError: 'e' }],
    advanceRestore: [restore, { now, metricsError: 'e' }],
    backupSessionPhase: [session.status],
    backupTargetPhase: [{ totalHosts: 1, stats: [{ phase: 'Succeeded' }], conditions: [] }],
    conditionFalse: ['BackupExecutorEnsured', 'cause'],
    conditionTrue: ['BackupExecutorEnsured', 'cause'],
    countHosts: [batch, 1, { kind: 'StatefulSet', spec: { replicas: 3 } }],
    customResourceStateConfig: [],
    eventsOf: [session, report, { now, component: 'c' }],
    findTarget: [batch, { kind: 'PersistentVolumeClaim', name: 'media' }],
    formatProcessingTime: [90],
    formatSize: [2048],
    grafanaDashboard: [],
    groupMetrics: [[metric], { labels: { a: 'b' } }],
    mergeBackupStatus: [session, { targets: [{ ref: target, totalHosts: 1 }], conditions: [] }, { now }],
    mergeConditions: [session.status?.conditions, report.conditions, '2026-05-04T10:00:00Z'],
    mergeRestoreBatchStatus: [restoreBatch, { members: [{ ref: target, totalHosts: 1 }] }, { now }],
    mergeRestoreSessionStatus: [restore, { target: { totalHosts: 1 } }, { now }],
    metricsOf: [session, { repository, now, invoker, report }],
    nameTarget: [target],
    parseLabels: [['a=b,c=d']],
    parseProcessingTime: ['1:30'],
    parseSize: ['1 KiB'],
    planDelete: [[metric], [metric], { labels: { a: 'b' } }],
    planPush: [[metric], { labels: { a: 'b' } }],
    printOutput: [{ hosts }],
    prometheusRules: [{ staleAfter: 1, stuckAfter: 2, name: 'n', namespace: 'm', labels: { a: 'b' } }],
    readJobEnding: [
      { status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] } },
      [
        {
          metadata: { name: 'p' },
          status: { containerStatuses: [{ name: 'c', state: { terminated: { exitCode: 1 } } }] },
        },
      ],
      ['last line'],
    ],
    readOutput: ['{"targetStatus":{"stats":[{"hostname":"host-0","phase":"Succeeded"}]}}', { file: 'output.json' }],
    readResticBackup: [restic, '/data'],
    readResticCheck: ['no errors were found\n'],
    readResticForget: ['[{"keep":[{}],"remove":[{}]}]'],
    readResticStats: ['{"total_size":1}'],
    recordRepository: [repository, session, results],
    reportHosts: [session, report, { now }],
    reportOfJob: [session, target, { succeeded: false, reason: 'r', message: 'm' }, { now }],
    resticFailure: ['Fatal: no'],
    restoreBatchPhase: [session.status?.conditions, ['Succeeded', 'Failed'], true],
    restoreSessionPhase: [session.status?.conditions, 'Succeeded'],
    restoreTargetPhase: [{ totalHosts: 1, stats: [{ phase: 'Succeeded' }], conditions: [] }],
    sendMetrics: [
      [{ method: 'PUT', path: '/metrics/job/j', body: 'm 1\n' }],
      { url: 'http://127.0.0.1:1', timeout: 50, fetch: async () => new Response('') },
    ],
    sessionsToRemove: [[session, session], 1],
    startBackupTarget: [session, batch, { now, member: 1, workload: { kind: 'StatefulSet', spec: { replicas: 3 } } }],
    startRestoreTarget: [restore, { now, member: 0 }],
    summarize: [session, target, { now }],
    targetRefsOf: [batch],
    toExposition: [[metric]],
    withReport: [session, report, { now }],
  },
  // A program makes Problems of its own with these.
  { throws: ['outputProblem', 'sessionProblem'] },
);

describeExports('@stash-functions/status/textfile', textfile, { writeTextfiles: [folder, [metric]] });
