import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupSession, claim, now, restoreBatch, restoreSession } from '../../test/sessions.ts';
import type { HostOutcome } from '../output/step-output.ts';
import { type HostReport, type ReportedSession, reportHosts, withReport } from './report-hosts.ts';

const targets = ['media', 'db', 'mail'];
const host: fc.Arbitrary<HostOutcome> = fc.record(
  {
    hostname: fc.constantFrom('host-0', 'host-1', 'host-2', 'host-3'),
    phase: fc.constantFrom('Succeeded', 'Failed', 'Running', 'Unknown'),
    seconds: fc.nat(1000),
    error: fc.string(),
  },
  { requiredKeys: ['hostname'] },
);
const report: fc.Arbitrary<HostReport> = fc.record({
  target: fc.constantFrom(...targets).map((name) => claim(name)),
  hosts: fc.array(host, { maxLength: 4 }),
});
const hosts = fc.record({ media: fc.nat(4), db: fc.nat(4), mail: fc.nat(4) });
const session: fc.Arbitrary<ReportedSession> = fc.oneof(
  hosts.map((counts) => backupSession(counts)),
  hosts.map((counts) => restoreBatch(counts)),
  fc.nat(4).map(restoreSession),
);

describe('reports', () => {
  it('change nothing when they are told again', () => {
    fc.assert(
      fc.property(session, report, (before, told) => {
        const once = withReport(before, told, { now });
        expect(reportHosts(once, told, { now: new Date(now.getTime() + 60_000) }).changed).toBe(false);
      }),
    );
  });

  it('of different hosts come to the same in any order', () => {
    const distinct = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...targets), host), {
        selector: ([name, { hostname }]) => `${name} ${hostname}`,
      })
      .map((pairs) => pairs.map(([name, one]): HostReport => ({ target: claim(name), hosts: [one] })));
    fc.assert(
      fc.property(
        hosts,
        distinct.chain((reports) =>
          fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
        ),
        (counts, [reports, shuffled]) => {
          for (const before of [backupSession(counts), restoreBatch(counts)]) {
            expect(inOrder(all(before, shuffled))).toEqual(inOrder(all(before, reports)));
          }
        },
      ),
    );
  });

  it('leave what they are given alone, and never throw', () => {
    fc.assert(
      fc.property(session, report, (before, told) => {
        const copies = structuredClone([before, told]);
        reportHosts(before, told, { now });
        expect([before, told]).toEqual(copies);
      }),
    );
  });

  it('never make a target succeed that a host has failed', () => {
    fc.assert(
      fc.property(hosts, fc.array(report), (counts, reports) => {
        const { status } = all(backupSession(counts), reports);
        for (const target of status !== undefined && 'targets' in status ? (status.targets ?? []) : []) {
          const failed = target.stats?.some(({ phase }) => phase === 'Failed') === true;
          expect(failed && target.phase === 'Succeeded').toBe(false);
        }
      }),
    );
  });
});

function all(before: ReportedSession, reports: ReadonlyArray<HostReport>): ReportedSession {
  return reports.reduce((state, told) => withReport(state, told, { now }), before);
}

/** Hosts stand in the order in which they came, and nothing else may differ. */
function inOrder(session: ReportedSession): unknown {
  const text = JSON.stringify(session, (key, value) =>
    key === 'stats' && Array.isArray(value)
      ? value.toSorted((one, other) => (one.hostname < other.hostname ? -1 : 1))
      : value,
  );
  return JSON.parse(text);
}
