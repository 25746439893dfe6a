import { describe, expect, it } from 'vitest';
import { backupSession, claim, now, restoreBatch, restoreSession } from '../../test/sessions.ts';
import { reportHosts } from './report-hosts.ts';
import { summarize } from './summary.ts';

describe('summarize', () => {
  it('tells a hook that its target runs while it runs', () => {
    expect(summarize(backupSession({ media: 1, db: 1 }), claim('media'), { now })).toEqual({
      name: 'nightly-1',
      namespace: 'shop',
      invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupBatch', name: 'nightly' },
      target: claim('media'),
      status: { phase: 'Running', duration: '30m0s' },
    });
  });

  it('tells of its target alone, with the first error', () => {
    const session = backupSession({ media: 1, db: 1 });
    const report = { target: claim('db'), hosts: [{ hostname: 'host-0', phase: 'Failed', error: 'full' }] } as const;
    const reported = { ...session, status: reportHosts(session, report, { now }).status };
    expect(summarize(reported, claim('db'), { now }).status).toMatchObject({ phase: 'Failed', error: 'full' });
    expect(summarize(reported, claim('media'), { now }).status.phase).toBe('Running');
    expect(summarize(reported, claim('other'), { now }).status.phase).toBe('Pending');
  });

  it('is there for restores too', () => {
    expect(summarize(restoreSession(), claim('media'), { now })).toMatchObject({
      invoker: { kind: 'RestoreSession', name: 'back' },
      status: { phase: 'Running' },
    });
    expect(summarize(restoreBatch({ media: 1 }), claim('media'), { now }).status.phase).toBe('Running');
  });
});
