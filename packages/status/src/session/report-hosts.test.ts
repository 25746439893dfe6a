import { describe, expect, it } from 'vitest';
import { backupSession, claim, condition, now, restoreBatch, restoreSession } from '../../test/sessions.ts';
import { mergeBackupStatus } from './merge-backup.ts';
import { mergeRestoreBatchStatus } from './merge-restore.ts';
import { reportHosts } from './report-hosts.ts';

const report = { target: claim('media'), hosts: [{ hostname: 'host-0', phase: 'Succeeded', seconds: 2 }] } as const;

describe('reportHosts', () => {
  it('adds a host, and tells the phase of its target alone', () => {
    const session = backupSession({ media: 1, db: 1 });
    const { status, changed, warnings } = reportHosts(session, report, { now });
    expect(status.targets?.map(({ phase }) => phase)).toEqual(['Succeeded', 'Running']);
    expect(status.targets?.[0]?.stats).toEqual([{ hostname: 'host-0', phase: 'Succeeded', duration: '2s' }]);
    expect({ changed, warnings, phase: status.phase }).toEqual({ changed: true, warnings: [], phase: 'Running' });
  });

  it('changes nothing when it is told again', () => {
    const session = backupSession({ media: 1 });
    const once = { ...session, status: reportHosts(session, report, { now }).status };
    const twice = reportHosts(once, report, { now: new Date(now.getTime() + 1000) });
    expect(twice).toEqual({ status: once.status, changed: false, warnings: [] });
  });

  it('replaces a host as a whole', () => {
    const session = backupSession({ media: 1 });
    const failed = { ...report, hosts: [{ hostname: 'host-0', phase: 'Failed', error: 'full' }] } as const;
    const once = { ...session, status: reportHosts(session, failed, { now }).status };
    const { status } = reportHosts(once, report, { now });
    expect(status.targets?.[0]).toMatchObject({ phase: 'Succeeded', stats: [{ hostname: 'host-0', duration: '2s' }] });
    expect(status.targets?.[0]?.stats?.[0]).not.toHaveProperty('error');
  });

  it('leaves the session as it was given', () => {
    const session = backupSession({ media: 1 });
    const before = structuredClone(session);
    reportHosts(session, report, { now });
    expect(session).toEqual(before);
  });

  it('takes nothing for a session that was skipped', () => {
    const session = backupSession(
      {},
      { phase: 'Skipped', sessionDuration: '0s', conditions: [condition('BackupSkipped', 'True')] },
    );
    const { changed, warnings } = reportHosts(session, report, { now });
    expect({ changed, codes: warnings.map(({ code }) => code) }).toEqual({
      changed: false,
      codes: ['session-skipped'],
    });
  });

  it('says that more hosts reported than there should be', () => {
    const two = { ...report, hosts: [...report.hosts, { hostname: 'host-1', phase: 'Succeeded' }] } as const;
    expect(reportHosts(backupSession({ media: 2 }), two, { now }).warnings).toEqual([]);
    const codes = (totalHosts: number) =>
      reportHosts(backupSession({ media: totalHosts }), two, { now }).warnings.map(({ code }) => code);
    expect(codes(1)).toEqual(['more-hosts-than-total']);
    expect(reportHosts(restoreSession(1), two, { now }).warnings.map(({ code }) => code)).toEqual([
      'more-hosts-than-total',
    ]);
  });

  it('maps a phase that a backup does not have, so that the API server takes the status', () => {
    const odd = {
      ...report,
      hosts: [
        { hostname: 'a', phase: 'Unknown' },
        { hostname: 'b', phase: 'Running' },
      ],
    } as const;
    const { status, warnings } = reportHosts(backupSession({ media: 2 }), odd, { now });
    expect(status.targets?.[0]?.stats).toEqual([
      { hostname: 'a', phase: 'Failed', error: 'the outcome is unknown' },
      { hostname: 'b' },
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['host-phase-unknown', 'host-phase-unknown']);
  });

  it('has one status for a RestoreSession, and one for each member of a RestoreBatch', () => {
    expect(reportHosts(restoreSession(), report, { now }).status).toMatchObject({
      phase: 'Running',
      stats: [{ hostname: 'host-0', phase: 'Succeeded' }],
    });
    const { status } = reportHosts(restoreBatch({ db: 1, media: 1 }), report, { now });
    expect(status.members?.map(({ phase }) => phase)).toEqual(['Running', 'Succeeded']);
  });

  it('writes a member of unknown outcome as failed, and its batch as unknown', () => {
    const unknown = { ...report, hosts: [{ hostname: 'host-0', phase: 'Unknown' }] } as const;
    const batch = restoreBatch({ media: 1 });
    const reported = { ...batch, status: reportHosts(batch, unknown, { now }).status };
    expect(reported.status).toMatchObject({ phase: 'Running', members: [{ phase: 'Failed' }] });
    const ended = mergeRestoreBatchStatus(
      reported,
      { conditions: [{ type: 'MetricsPushed', status: 'True' }] },
      { now },
    );
    expect(ended.status).toMatchObject({ phase: 'Unknown', sessionDuration: '30m0s' });
  });
});

describe('mergeBackupStatus', () => {
  const ended = { conditions: [{ type: 'MetricsPushed', status: 'True' }] };
  const done = reportHosts(backupSession({ media: 1 }), report, { now }).status;

  it('sets the duration once, when the session ends', () => {
    const session = { ...backupSession({}), status: done };
    const once = mergeBackupStatus(session, ended, { now });
    expect(once.status).toMatchObject({ phase: 'Succeeded', sessionDuration: '30m0s' });
    const later = mergeBackupStatus(
      { ...session, status: once.status },
      { retried: true },
      { now: new Date(now.getTime() + 6e4) },
    );
    expect(later.status.sessionDuration).toBe('30m0s');
  });

  it.each([
    ['2026-05-04T10:01:00Z', '0s', ['creation-in-future']],
    ['2026-05-04T10:00:00Z', '0s', []],
    ['2026-05-04T09:59:59.500Z', '1s', []],
    ['never', undefined, ['invalid-time']],
  ])('of a session created at %s takes %s', (creationTimestamp, duration, codes) => {
    const { metadata, ...rest } = backupSession({});
    const session = { ...rest, metadata: { ...metadata, creationTimestamp }, status: done };
    const { status, warnings } = mergeBackupStatus(session, ended, { now });
    expect({ duration: status.sessionDuration, codes: warnings.map(({ code }) => code) }).toEqual({ duration, codes });
  });

  it('keeps the time of a condition that says the same, and has the clock of one that does not', () => {
    const session = backupSession({}, { conditions: [condition('A', 'True'), condition('B', 'True')] });
    const { status } = mergeBackupStatus(
      session,
      {
        conditions: [
          { type: 'A', status: 'True', reason: 'ATrue', message: '' },
          { type: 'B', status: 'True', reason: 'BTrue', message: 'but for this' },
          { type: 'C', status: 'False' },
        ],
      },
      { now },
    );
    expect(status.conditions?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime])).toEqual([
      ['A', '2026-05-04T09:00:00Z'],
      ['B', '2026-05-04T10:00:00Z'],
      ['C', '2026-05-04T10:00:00Z'],
    ]);
  });

  it('looks at every field of a reference', () => {
    const session = backupSession({ media: 1 });
    for (const other of [{ apiVersion: 'v2' }, { kind: 'Pod' }, { name: 'x' }, { namespace: 'y' }]) {
      const { status } = mergeBackupStatus(session, { targets: [{ ref: { ...claim('media'), ...other } }] }, { now });
      expect(status.targets).toHaveLength(2);
    }
  });
});
