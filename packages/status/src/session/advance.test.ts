import type { BackupSession, BackupSessionStatus } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import {
  backupBatch,
  backupConfiguration,
  backupSession,
  claim,
  condition,
  now,
  restoreBatch,
  restoreSession,
} from '../../test/sessions.ts';
import { actionsDue, actionsOf, recordRepository } from './actions.ts';
import { advanceBackup } from './advance-backup.ts';
import { advanceRestore } from './advance-restore.ts';
import { sessionsToRemove } from './history.ts';
import { reportHosts } from './report-hosts.ts';

const invoker = backupConfiguration();

function sessionOf(status: BackupSessionStatus, spec: object = {}): BackupSession {
  const session = backupSession({}, {});
  const owner = { kind: 'BackupConfiguration', name: 'nightly' };
  return { ...session, spec: { invoker: owner, ...spec }, status };
}

const running: BackupSessionStatus = {
  phase: 'Running',
  targets: [{ ref: claim('media'), totalHosts: 1, phase: 'Running' }],
};
const done: BackupSessionStatus = {
  phase: 'Running',
  targets: [
    { ref: claim('media'), totalHosts: 1, phase: 'Succeeded', stats: [{ hostname: 'host-0', phase: 'Succeeded' }] },
  ],
};
const failed: BackupSessionStatus = {
  phase: 'Failed',
  sessionDuration: '1m0s',
  targets: [{ ref: claim('media'), totalHosts: 1, phase: 'Failed', stats: [{ hostname: 'host-0', phase: 'Failed' }] }],
  conditions: [condition('MetricsPushed', 'True')],
};

describe('advanceBackup', () => {
  it('skips a session whose invoker is not ready', () => {
    const { status, start } = advanceBackup(sessionOf({}), { ...invoker, status: { phase: 'NotReady' } }, { now });
    expect({ phase: status.phase, start }).toEqual({ phase: 'Skipped', start: [] });
  });

  it('skips a session while another one of the invoker runs, and no other', () => {
    const other = { ...sessionOf(running), metadata: { name: 'nightly-0', namespace: 'shop' } };
    const phaseWith = (sessions: ReadonlyArray<BackupSession>) =>
      advanceBackup(sessionOf({}), invoker, { now, sessions }).status.phase;
    expect(phaseWith([other])).toBe('Skipped');
    expect(phaseWith([{ ...other, status: { phase: 'Pending' } }])).toBe('Pending');
    expect(phaseWith([{ ...other, spec: { invoker: { kind: 'BackupBatch', name: 'nightly' } } }])).toBe('Pending');
    expect(phaseWith([{ ...other, metadata: { name: 'nightly-0', namespace: 'other' } }])).toBe('Pending');
    expect(phaseWith([sessionOf(running)])).toBe('Pending');
  });

  it('starts all members of a batch at once, or one after the other', () => {
    const batch = backupBatch(['media', 'db']);
    const session = backupSession({}, { phase: 'Pending', targets: [] });
    expect(advanceBackup(session, batch, { now }).start).toEqual([0, 1]);
    const { spec } = batch;
    if (spec === undefined) throw new Error('no spec');
    const inRow = { ...batch, spec: { ...spec, executionOrder: 'Sequential' } };
    expect(advanceBackup(session, inRow, { now }).start).toEqual([0]);
    expect(advanceBackup(backupSession({ media: 1 }), inRow, { now }).start).toEqual([]);
    expect(advanceBackup({ ...session, status: done }, inRow, { now }).start).toEqual([1]);
  });

  it('sets the deadline once everything has begun, and notices when it is past', () => {
    const limited = backupConfiguration({ timeOut: '45m' });
    const first = advanceBackup(sessionOf(running), limited, { now });
    expect(first.status.sessionDeadline).toBe('2026-05-04T10:15:00Z');
    expect(first.lookAgain).toBe('2026-05-04T10:15:00Z');
    const session = sessionOf(first.status);
    const at = (time: string) => advanceBackup(session, limited, { now: new Date(time) }).status.conditions ?? [];
    expect(at('2026-05-04T10:14:59Z')).toEqual([]);
    expect(at('2026-05-04T10:15:00Z')).toMatchObject([
      { type: 'DeadlineExceeded', message: 'Failed to complete backup within {45m0s}.' },
    ]);
    const late = sessionOf({ ...running, conditions: [condition('DeadlineExceeded', 'True')] });
    expect(advanceBackup(late, limited, { now })).toMatchObject({ ended: true, status: { phase: 'Failed' } });
  });

  it('says that a timeOut cannot be read, rather than wait for ever without a word', () => {
    const { warnings } = advanceBackup(sessionOf(running), backupConfiguration({ timeOut: '45 min' }), { now });
    expect(warnings.map(({ code, path }) => [code, path.join('.')])).toEqual([['invalid-time', 'spec.timeOut']]);
  });

  it('ends a session whose targets are over, whatever became of its metrics', () => {
    const sent = advanceBackup(sessionOf(done), invoker, { now });
    expect(sent).toMatchObject({ ended: true, status: { phase: 'Succeeded', sessionDuration: '30m0s' } });
    const unsent = advanceBackup(sessionOf(done), invoker, { now, metricsError: 'no route' });
    expect(unsent).toMatchObject({ ended: true, status: { phase: 'Succeeded' } });
    expect(unsent.status.conditions?.at(-1)).toMatchObject({ type: 'MetricsPushed', status: 'False' });
    expect(advanceBackup(sessionOf(running), invoker, { now }).ended).toBe(false);
  });

  it('waits for the hook of a target, but not for one whose Job never was', () => {
    const hooked = backupConfiguration({ hooks: { postBackup: { containerName: 'c' } } });
    expect(advanceBackup(sessionOf(done), hooked, { now }).ended).toBe(false);
    const [target] = done.targets ?? [];
    const withConditions = (...conditions: ReadonlyArray<ReturnType<typeof condition>>) =>
      advanceBackup(sessionOf({ ...done, targets: [{ ...target, conditions }] }), hooked, { now }).ended;
    expect(withConditions(condition('PostBackupHookExecutionSucceeded', 'True'))).toBe(true);
    expect(withConditions(condition('BackupExecutorEnsured', 'False'))).toBe(true);
    expect(withConditions(condition('BackupExecutorEnsured', 'True'))).toBe(false);
  });

  it('has the hooks of a batch run before the first and behind the last member', () => {
    const batch = backupBatch(['media']);
    const { spec } = batch;
    if (spec === undefined) throw new Error('no spec');
    const hooks = { preBackup: { containerName: 'c' }, postBackup: { containerName: 'c' } };
    const hooked = { ...batch, spec: { ...spec, hooks } };
    const session = backupSession({}, { phase: 'Pending', targets: [] });
    expect(advanceBackup(session, hooked, { now })).toMatchObject({ hook: 'before', start: [] });
    const begun = { ...session, status: { conditions: [condition('GlobalPreBackupHookSucceeded', 'True')] } };
    expect(advanceBackup(begun, hooked, { now })).toMatchObject({ start: [0] });
    const stopped = { ...session, status: { conditions: [condition('GlobalPreBackupHookSucceeded', 'False')] } };
    expect(advanceBackup(stopped, hooked, { now })).toMatchObject({ hook: 'after', start: [], ended: false });
    const over = { ...session, status: { ...done, conditions: [condition('GlobalPostBackupHookSucceeded', 'True')] } };
    expect(advanceBackup(over, hooked, { now }).ended).toBe(true);
  });

  it('tells of actions that nobody has run', () => {
    const [target] = done.targets ?? [];
    const status = { ...done, targets: [{ ...target, postBackupActions: ['ApplyRetentionPolicy'] }] };
    const { actions, warnings } = advanceBackup(sessionOf(status), invoker, { now });
    expect(actions).toEqual({ actions: ['ApplyRetentionPolicy'], by: 'operator' });
    expect(warnings.map(({ code }) => code)).toEqual(['actions-not-run']);
  });

  it('tries a failure again: first the time, then the session', () => {
    const again = backupConfiguration({ retryConfig: { maxRetry: 2, delay: '10m' } });
    const session = sessionOf(failed, { retryLeft: 2 });
    const first = advanceBackup(session, again, { now });
    expect(first).toMatchObject({ status: { nextRetry: '2026-05-04T10:10:00Z' }, lookAgain: '2026-05-04T10:10:00Z' });
    const waiting = sessionOf(first.status, { retryLeft: 2 });
    const retryAt = (time: string) => advanceBackup(waiting, again, { now: new Date(time) }).retry;
    expect(retryAt('2026-05-04T10:09:59Z')).toBeUndefined();
    expect(retryAt('2026-05-04T10:10:00Z')).toMatchObject({
      metadata: { name: 'nightly-1777889400' },
      spec: { retryLeft: 1 },
    });
    expect(advanceBackup(sessionOf({ ...failed, retried: true }, { retryLeft: 2 }), again, { now }).changed).toBe(
      false,
    );
    expect(advanceBackup(sessionOf(failed, { retryLeft: 0 }), again, { now }).changed).toBe(false);
    expect(advanceBackup(session, invoker, { now }).changed).toBe(false);
  });
});

describe('advanceRestore', () => {
  it('ends a restore by one rule for both kinds, also where a member has failed', () => {
    const report = (phase: 'Succeeded' | 'Failed') => ({
      target: claim('media'),
      hosts: [{ hostname: 'host-0', phase }],
    });
    const single = restoreSession();
    const batch = restoreBatch({ media: 1 });
    for (const phase of ['Succeeded', 'Failed'] as const) {
      const ofSession = { ...single, status: reportHosts(single, report(phase), { now }).status };
      const ofBatch = { ...batch, status: reportHosts(batch, report(phase), { now }).status };
      expect(ofSession.status.phase).toBe('Running');
      expect(ofBatch.status.phase).toBe('Running');
      expect(advanceRestore(ofSession, { now })).toMatchObject({ ended: true, status: { phase } });
      expect(advanceRestore(ofBatch, { now })).toMatchObject({ ended: true, status: { phase } });
    }
  });

  it('starts what has not begun, and keeps a deadline', () => {
    const { spec, ...rest } = restoreSession();
    const limited = { ...rest, spec: { ...spec, timeOut: '1h' } };
    const { status: _, ...fresh } = limited;
    expect(advanceRestore(fresh, { now }).start).toEqual([0]);
    const step = advanceRestore(limited, { now });
    expect(step.status.sessionDeadline).toBe('2026-05-04T10:30:00Z');
    const late = advanceRestore(
      { ...limited, status: { ...limited.status, ...step.status } as never },
      { now: new Date('2026-05-04T10:30:00Z') },
    );
    expect(late.status.conditions?.at(-1)).toMatchObject({ type: 'DeadlineExceeded', status: 'True' });
  });
});

describe('actions', () => {
  const batch = backupBatch(['db', 'media']);
  const status: BackupSessionStatus = {
    targets: [
      { ref: claim('db'), phase: 'Failed', stats: [{ hostname: 'host-0', phase: 'Failed' }] },
      {
        ref: claim('media'),
        phase: 'Succeeded',
        stats: [{ hostname: 'host-0', phase: 'Succeeded' }],
        postBackupActions: ['ApplyRetentionPolicy', 'VerifyRepositoryIntegrity'],
      },
    ],
  };
  const [db, media] = status.targets ?? [];
  const last = { target: claim('media'), hosts: [{ hostname: 'host-0', phase: 'Succeeded' }] } as const;

  it('are the first member’s before and the last one’s behind the backup', () => {
    expect(actionsOf(batch, 0)).toEqual({ before: ['InitializeBackendRepository'], after: [] });
    expect(actionsOf(batch, 1).after).toHaveLength(3);
    expect(actionsOf(backupConfiguration({ driver: 'VolumeSnapshotter' }), 0)).toEqual({ before: [], after: [] });
  });

  it('are due once every target is over and some host succeeded', () => {
    expect(actionsDue(status, batch, last)).toEqual({
      actions: ['ApplyRetentionPolicy', 'VerifyRepositoryIntegrity'],
      by: 'step',
    });
    expect(actionsDue({ targets: [{ ...db, phase: 'Running' }, { ...media }] }, batch, last)).toBeUndefined();
    expect(actionsDue({ targets: [{ ...media }] }, batch, last)).toBeUndefined();
    const allFailed = { ...media, phase: 'Failed' as const, stats: [] };
    expect(actionsDue({ targets: [{ ...db }, allFailed] }, batch, last)).toBeUndefined();
  });

  it('are the operator’s where the step that has reported cannot run them', () => {
    const by = (report?: typeof last | object) => actionsDue(status, batch, report as never)?.by;
    expect(by()).toBe('operator');
    expect(by({ ...last, target: claim('db') })).toBe('operator');
    expect(by({ ...last, hosts: [{ hostname: 'host-0', phase: 'Failed' }] })).toBe('operator');
  });

  it('are not run again, whatever they came to', () => {
    const applied = { ...status, conditions: [condition('RetentionPolicyApplied', 'False')] };
    expect(actionsDue(applied, batch, last)?.actions).toEqual(['VerifyRepositoryIntegrity']);
  });

  it('tell a Repository what they measured, and leave the rest', () => {
    const repository = {
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'vault' },
      status: { snapshotCount: 9, totalSize: '1 B', integrity: true },
    } as const;
    const session = backupSession({});
    const record = (results: object) => recordRepository(repository, session, results);
    expect(record({}).changed).toBe(false);
    expect(record({ retention: { error: 'locked' }, integrity: { sound: true } }).changed).toBe(false);
    expect(record({ integrity: { sound: false, bytes: 2048 } }).status).toEqual({
      snapshotCount: 9,
      totalSize: '2.000 KiB',
      integrity: false,
      lastBackupTime: '2026-05-04T09:30:00Z',
    });
    expect(record({ retention: { kept: 0, removed: 4 } }).status).toEqual({
      totalSize: '1 B',
      integrity: true,
      snapshotsRemovedOnLastCleanup: 4,
      lastBackupTime: '2026-05-04T09:30:00Z',
    });
  });
});

describe('sessionsToRemove', () => {
  const at = (day: number, phase: BackupSessionStatus['phase']): BackupSession => ({
    ...backupSession({}, { phase: phase ?? 'Pending' }),
    metadata: { name: `s-${day}`, creationTimestamp: `2026-05-0${day}T00:00:00Z` },
  });
  const sessions = [at(1, 'Succeeded'), at(4, 'Running'), at(3, 'Skipped'), at(2, 'Failed')];
  const names = (limit?: number) => sessionsToRemove(sessions, limit).remove.map(({ metadata }) => metadata.name);

  it('keeps the newest, what has not ended, and the newest that has an outcome', () => {
    expect(names()).toEqual(['s-3', 's-1']);
    expect(names(2)).toEqual(['s-1']);
    expect(names(3)).toEqual(['s-1']);
    expect(names(4)).toEqual([]);
    expect(names(0)).toEqual(['s-3', 's-2', 's-1']);
  });

  it('removes nothing for a limit that is none', () => {
    expect(names(-1)).toEqual([]);
    expect(names(Number.NaN)).toEqual([]);
    expect(sessionsToRemove(sessions, -1).warnings.map(({ code }) => code)).toEqual(['invalid-history-limit']);
  });
});
