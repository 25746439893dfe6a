import { describe, expect, it } from 'vitest';
import { backupConfiguration, backupSession, claim, now, restoreSession } from '../../test/sessions.ts';
import { type JobEnding, readJobEnding } from './job-ending.ts';
import { reportHosts } from './report-hosts.ts';
import { reportOfJob } from './report-of-job.ts';

const ending: JobEnding = {
  status: 'failed',
  step: 'dump',
  exitCode: 3,
  lastLines: ['connecting', 'no route to host'],
};

describe('reportOfJob', () => {
  it('tells the step, its exit code and its last lines of a host that never reported', () => {
    const report = reportOfJob(backupSession({ media: 1 }), claim('media'), ending);
    expect(report?.hosts).toEqual([
      {
        hostname: 'host-0',
        phase: 'Failed',
        error: 'the step dump ended with exit code 3: connecting\nno route to host',
      },
    ]);
  });

  it('ends every session whose Job is over', () => {
    for (const session of [backupSession({ media: 3 }), restoreSession(3)]) {
      const report = reportOfJob(session, claim('media'), ending);
      if (report === undefined) throw new Error('no report');
      const { status } = reportHosts(session, report, { now });
      expect('targets' in status ? status.targets?.[0]?.phase : status.phase).toMatch(/Failed|Running/);
      expect(report.hosts.map(({ hostname }) => hostname)).toEqual(['host-0', 'host-1', 'host-2']);
    }
  });

  it('leaves hosts alone that have reported', () => {
    const session = backupSession({ media: 2 });
    const told = { target: claim('media'), hosts: [{ hostname: 'host-1', phase: 'Succeeded' }] } as const;
    const reported = { ...session, status: reportHosts(session, told, { now }).status };
    expect(reportOfJob(reported, claim('media'), ending)?.hosts.map(({ hostname }) => hostname)).toEqual(['host-0']);
    const all = { ...told, hosts: [...told.hosts, { hostname: 'host-0', phase: 'Failed' }] } as const;
    const complete = { ...session, status: reportHosts(session, all, { now }).status };
    expect(reportOfJob(complete, claim('media'), ending)).toBeUndefined();
  });

  it('ends a host that reported without an outcome', () => {
    const session = backupSession({ media: 1 });
    const told = { target: claim('media'), hosts: [{ hostname: 'mine', seconds: 1 }] };
    const reported = { ...session, status: reportHosts(session, told, { now }).status };
    expect(reportOfJob(reported, claim('media'), ending)?.hosts).toMatchObject([{ hostname: 'mine', phase: 'Failed' }]);
  });

  it('names hosts by their alias, and by their ordinals where there are several', () => {
    const member = { target: { ref: claim('media'), alias: 'films' } };
    const names = (totalHosts: number, kind = 'PersistentVolumeClaim') => {
      const ref = { ...claim('media'), kind };
      const session = backupSession({}, { targets: [{ ref, totalHosts }] });
      return reportOfJob(session, ref, ending, { member })?.hosts.map(({ hostname }) => hostname);
    };
    expect(names(1)).toEqual(['films']);
    expect(names(2)).toEqual(['films-0', 'films-1']);
    expect(names(1, 'StatefulSet')).toEqual(['films-0']);
  });

  it('says that the hook behind the backup did not run, so that nobody waits for it', () => {
    const member = backupConfiguration({ hooks: { postBackup: { containerName: 'c' } } }).spec;
    const report = reportOfJob(backupSession({ media: 1 }), claim('media'), ending, { member });
    expect(report?.conditions).toMatchObject([{ type: 'PostBackupHookExecutionSucceeded', status: 'False' }]);
  });

  it('says nothing of a run that was given up while its Job goes on', () => {
    expect(reportOfJob(backupSession({ media: 1 }), claim('media'), { status: 'aborted' })).toBeUndefined();
  });

  it('does not trust a Job that ended well without a report', () => {
    const report = reportOfJob(backupSession({ media: 1 }), claim('media'), { status: 'succeeded' });
    expect(report?.hosts).toMatchObject([
      { phase: 'Failed', error: 'the Job ended well, and no step has reported its outcome' },
    ]);
  });

  it('keeps a log from filling the status', () => {
    const lastLines = Array.from({ length: 1000 }, () => 'x'.repeat(1000));
    const [host] = reportOfJob(backupSession({ media: 1 }), claim('media'), { ...ending, lastLines })?.hosts ?? [];
    expect(host?.error?.length).toBeLessThan(1200);
  });
});

describe('readJobEnding', () => {
  const job = (type: string, status = 'True') => ({
    status: { conditions: [{ type, status, reason: 'BackoffLimitExceeded', message: 'Job has reached its limit' }] },
  });
  const pod = (creationTimestamp: string, exitCode: number, reason?: string) => ({
    metadata: { creationTimestamp },
    status: {
      ...(reason === undefined ? {} : { message: reason }),
      initContainerStatuses: [{ name: 'first', state: { terminated: { exitCode: 0 } } }],
      containerStatuses: [{ name: 'second', state: { terminated: { exitCode } } }],
    },
  });

  it('waits for a Job that goes on', () => {
    expect(readJobEnding({})).toBeUndefined();
    expect(readJobEnding(job('Failed', 'False'))).toBeUndefined();
    expect(readJobEnding(job('Suspended'))).toBeUndefined();
  });

  it('tells the container of the newest pod', () => {
    const pods = [pod('2026-05-04T09:00:00Z', 7), pod('2026-05-04T09:10:00Z', 9)];
    expect(readJobEnding(job('Failed'), pods)).toMatchObject({ status: 'failed', step: 'second', exitCode: 9 });
    expect(readJobEnding(job('Complete'), pods)).toEqual({ status: 'succeeded' });
  });

  it.each([
    [[], 'Job has reached its limit'],
    [[pod('2026-05-04T09:00:00Z', 0, 'The node was low on resource: memory')], 'The node was low on resource: memory'],
    [
      [{ status: { containerStatuses: [{ name: 'dump', state: { waiting: { reason: 'ImagePullBackOff' } } }] } }],
      'the step dump did not start: ImagePullBackOff',
    ],
  ])('tells why without an exit code', (pods, message) => {
    expect(readJobEnding(job('Failed'), pods)?.message).toBe(message);
  });

  it('takes a Job that is gone for failed', () => {
    expect(readJobEnding(undefined)).toMatchObject({ status: 'failed', message: 'the Job was deleted' });
  });
});
