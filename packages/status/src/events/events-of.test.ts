import { describe, expect, it } from 'vitest';
import { backupSession, claim, now, restoreSession } from '../../test/sessions.ts';
import { eventsOf } from './events-of.ts';

const report = {
  target: claim('media'),
  hosts: [
    { hostname: 'host-0', phase: 'Succeeded', error: 'one file was skipped' },
    { hostname: 'host-1', phase: 'Failed', error: 'full' },
    { hostname: 'host-2', phase: 'Running' },
    { hostname: 'host-3', phase: 'Failed' },
  ],
} as const;

describe('eventsOf', () => {
  it('tells of each host that has finished, by its phase', () => {
    expect(
      eventsOf(backupSession({ media: 1 }), report, { now }).map(({ type, reason, message }) => [
        type,
        reason,
        message,
      ]),
    ).toEqual([
      ['Normal', 'HostBackupSucceeded', 'backup succeeded for host host-0 of "PersistentVolumeClaim"/"media".'],
      [
        'Warning',
        'HostBackupFailed',
        'backup failed for host "host-1" of "PersistentVolumeClaim"/"media". Reason: full',
      ],
      ['Warning', 'HostBackupFailed', 'backup failed for host "host-3" of "PersistentVolumeClaim"/"media".'],
    ]);
    expect(eventsOf(restoreSession(), report, { now }).map(({ reason }) => reason)).toEqual([
      'HostRestoreSucceeded',
      'HostRestoreFailed',
      'HostRestoreFailed',
    ]);
  });

  it('has the name of what it says, so that telling it again makes no second one', () => {
    const names = (at: Date, uid = 'u-1') => {
      const session = backupSession({ media: 1 });
      const metadata = { ...session.metadata, uid };
      return eventsOf({ ...session, metadata }, report, { now: at }).map(({ metadata: { name } }) => name);
    };
    expect(names(now)).toEqual(names(new Date(0)));
    expect(names(now)).not.toEqual(names(now, 'u-2'));
    expect(new Set(names(now)).size).toBe(3);
  });

  it('is what an API server takes, for any name and error', () => {
    const session = backupSession({ media: 1 });
    const metadata = { ...session.metadata, name: 'n'.repeat(253) };
    const hosts = [{ hostname: 'host-0', phase: 'Failed', error: 'é'.repeat(5000) }] as const;
    const [event] = eventsOf({ ...session, metadata }, { ...report, hosts }, { now });
    expect(event?.metadata.name).toMatch(/^[a-z0-9.-]{1,253}$/);
    expect(event?.message.length).toBeLessThanOrEqual(1024);
    expect(event?.involvedObject).toMatchObject({ kind: 'BackupSession', namespace: 'shop', uid: 'u-1' });
  });
});
