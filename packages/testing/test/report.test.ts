import { stripVTControlCharacters } from 'node:util';
import { loadManifests, orThrow } from '@stash-functions/core';
import { right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import '../src/vitest.ts';
import { backupScenario, restoreScenario } from '../src/index.ts';
import { manifests } from './manifests.ts';

const scenario = backupScenario({ manifests, target: 'AppBinding' });
const done = { hosts: [{ hostname: 'host-0', phase: 'Succeeded', seconds: 2, snapshots: [{ bytes: 2048 }] }] } as const;
const failed = { hosts: [{ hostname: 'host-0', phase: 'Failed', error: 'the disk is full' }] } as const;

describe('scenario.report', () => {
  it('goes on to the status of the session', () => {
    expect(scenario.report(done)).toReportStatus('Succeeded');
    expect(scenario.report(done)).toReportStatus({
      targets: [{ phase: 'Succeeded', stats: [{ snapshots: [{ totalSize: '2.000 KiB' }] }] }],
    });
    expect(scenario.report(failed)).toReportStatus('Failed');
    expect(scenario.report(failed)).not.toReportStatus('Succeeded');
    expect(orThrow(scenario.report(failed))).toReportStatus('Failed');
  });

  it('has the Events and metrics of it', () => {
    const { events, metrics } = orThrow(scenario.report(failed));
    expect(events.map(({ reason, message }) => [reason, message])).toEqual([
      ['HostBackupFailed', 'backup failed for host "host-0" of "AppBinding"/"orders". Reason: the disk is full'],
    ]);
    expect(metrics.find(({ name }) => name === 'stash_functions_session_success')?.value).toBe(0);
  });

  it('reads the text that a step wrote', () => {
    const text = '{"targetStatus":{"stats":[{"hostname":"host-0","phase":"succeeded"}]}}';
    const report = orThrow(scenario.report(text));
    expect(report.warnings.map(({ code }) => code)).toEqual(['unknown-phase']);
    expect(right(report)).toReportStatus('Failed');
    expect(scenario.report('no JSON')).toHaveProblem('output-syntax');
  });

  it('goes on to the status of a restore', () => {
    const task = orThrow(
      loadManifests(
        '{ apiVersion: stash.appscode.com/v1beta1, kind: Task, metadata: { name: back }, spec: { steps: [{ name: back }] } }\n---\n{ apiVersion: stash.appscode.com/v1beta1, kind: Function, metadata: { name: back }, spec: { image: busybox } }',
      ),
    );
    for (const kind of ['RestoreSession', 'RestoreBatch'] as const) {
      const restore = restoreScenario({ manifests: task, invoker: { kind } });
      expect(restore.report(done)).toReportStatus('Succeeded');
      expect(restore.report(failed)).toReportStatus('Failed');
    }
  });

  it('says why, where a status is another one', () => {
    expect(messageOf(() => expect(scenario.report(failed)).toReportStatus('Succeeded'))).toMatchInlineSnapshot(`
      "expect(report).toReportStatus(status)

      The status is another one:

      - Expected
      + Received

        {
      -   "phase": "Succeeded",
      +   "phase": "Failed",
        }

      The hosts:

        host-0: Failed: the disk is full"
    `);
    expect(messageOf(() => expect(scenario.report('')).toReportStatus('Succeeded'))).toMatchInlineSnapshot(`
      "expect(report).toReportStatus(status)

      The output is refused:

      error[output-empty]: the output is empty
        hint: the step ended before it wrote its output"
    `);
  });
});

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  }
  throw new Error('the assertion passes');
}
