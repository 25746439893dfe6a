import { formatProblems } from '@stash-functions/core';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { printOutput } from './print-output.ts';
import { readOutput } from './read-output.ts';

const host = { hostname: 'host-0', phase: 'Succeeded', duration: '1m2.5s' };

function textOf(...stats: ReadonlyArray<object>): string {
  return JSON.stringify({ targetStatus: { stats } }, undefined, 1);
}

function refusalsOf(text: string): ReadonlyArray<readonly [code: string, path: string]> {
  const output = readOutput(text);
  return isLeft(output) ? output.left.map(({ code, path }) => [code, path.join('.')]) : [];
}

function warningsOf(...stats: ReadonlyArray<object>): ReadonlyArray<readonly [code: string, path: string]> {
  const output = readOutput(textOf(...stats));
  if (isLeft(output)) throw new Error(formatProblems(output.left));
  return output.right.warnings.map(({ code, path }) => [code, path.join('.')]);
}

describe('readOutput', () => {
  it('reads bytes and seconds as numbers', () => {
    const snapshot = {
      name: 'a1',
      path: '/data',
      totalSize: '3.500 MiB',
      uploaded: '1024 B',
      processingTime: '1:02:03',
      fileStats: { totalFiles: 3, newFiles: 1 },
    };
    const output = readOutput(textOf({ ...host, snapshots: [snapshot] }));
    expect(isRight(output) && output.right.hosts[0]).toMatchObject({
      hostname: 'host-0',
      phase: 'Succeeded',
      seconds: 62.5,
      snapshots: [
        { id: 'a1', path: '/data', bytes: 3_670_016, uploadedBytes: 1024, seconds: 3723, files: { total: 3, new: 1 } },
      ],
    });
  });

  it.each(['null', '{}', '{"targetStatus":null}', '{"targetStatus":{"stats":null}}'])(
    'finds no hosts in %s',
    (text) => {
      expect(readOutput(text)).toMatchObject({ right: { hosts: [], warnings: [] } });
    },
  );

  it('matches names whatever their case', () => {
    expect(readOutput('{"TARGETSTATUS":{"Stats":[{"HostName":"a","PHASE":"Failed"}]}}')).toMatchObject({
      right: { hosts: [{ hostname: 'a', phase: 'Failed' }] },
    });
  });

  it.each([
    ['', [['output-empty', '']]],
    [' \n', [['output-empty', '']]],
    ['Error: dump failed', [['output-syntax', '']]],
    ['[]', [['output-wrong-type', '']]],
    ['"text"', [['output-wrong-type', '']]],
    ['{"targetStatus":[]}', [['output-wrong-type', 'targetStatus']]],
    [
      '{"targetStatus":{"stats":[{"hostname":1,"snapshots":{}},7]}}',
      [
        ['output-wrong-type', 'targetStatus.stats.1'],
        ['output-wrong-type', 'targetStatus.stats.0.snapshots'],
        ['output-wrong-type', 'targetStatus.stats.0.hostname'],
      ],
    ],
  ] as const)('refuses %s with every place', (text, refusals) => {
    expect(refusalsOf(text)).toEqual(refusals);
  });

  it('says where a text stops being JSON', () => {
    const output = readOutput('{\n  "targetStatus": {,}\n}', { file: 'output.json' });
    expect(isLeft(output) && output.left[0].source?.start).toMatchObject({ line: 2, column: 20 });
    expect(isLeft(output) && formatProblems(output.left)).toContain('output.json:2:20');
  });

  it.each([
    [[{ ...host, phase: 'succeeded' }], [['unknown-phase', 'targetStatus.stats.0.phase']]],
    [[{ hostname: 'a' }], [['missing-phase', 'targetStatus.stats.0']]],
    [[{ ...host, duration: '1 minute' }], [['invalid-duration', 'targetStatus.stats.0.duration']]],
    [[host, { ...host, duration: '1s' }], [['duplicate-host', 'targetStatus.stats.1.hostname']]],
    [
      [{ ...host, snapshots: [{ totalSize: '5 MB', uploaded: '5MiB', processingTime: 'a' }] }],
      [
        ['invalid-size', 'targetStatus.stats.0.snapshots.0.totalSize'],
        ['invalid-size', 'targetStatus.stats.0.snapshots.0.uploaded'],
        ['invalid-processing-time', 'targetStatus.stats.0.snapshots.0.processingTime'],
      ],
    ],
    [
      [{ ...host, snapshots: [{ fileStats: { totalFiles: -1, newFiles: 1.5 } }] }],
      [
        ['invalid-count', 'targetStatus.stats.0.snapshots.0.fileStats.totalFiles'],
        ['invalid-count', 'targetStatus.stats.0.snapshots.0.fileStats.newFiles'],
      ],
    ],
  ] as const)('warns of %j', (stats, warnings) => {
    expect(warningsOf(...stats)).toEqual(warnings);
  });

  it('counts a phase that is none as a failure, never as a success', () => {
    expect(readOutput(textOf({ ...host, phase: 'Success' }))).toMatchObject({
      right: { hosts: [{ phase: 'Failed', error: '`Success` is no phase of a host' }] },
    });
  });

  it('keeps the last entry of a host that is there twice', () => {
    expect(readOutput(textOf(host, { hostname: 'host-0', phase: 'Failed' }))).toMatchObject({
      right: { hosts: [{ hostname: 'host-0', phase: 'Failed' }] },
    });
  });

  it('survives any depth of nesting', () => {
    const deep = `{"targetStatus":{"stats":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    expect(isLeft(readOutput(deep))).toBe(true);
    expect(isLeft(readOutput('['.repeat(100_000)))).toBe(true);
  });
});

describe('printOutput', () => {
  it('writes what was read, odd spelling and all', () => {
    const stats = {
      ...host,
      snapshots: [{ name: 'a', totalSize: '1.5e2 KiB', uploaded: '7 PiB', processingTime: '1m30s' }],
    };
    const output = readOutput(textOf(stats));
    expect(isRight(output) && JSON.parse(printOutput(output.right)).targetStatus.stats).toEqual([stats]);
  });

  it('writes a number that was changed, not the text that it came from', () => {
    const output = readOutput(textOf({ ...host, snapshots: [{ totalSize: '1.500 KiB' }] }));
    if (isLeft(output)) throw new Error('refused');
    const [read] = output.right.hosts;
    const changed = { hostname: 'host-0', ...read, seconds: 4, snapshots: [{ bytes: 2 * 1024 * 1024 }] };
    expect(JSON.parse(printOutput({ hosts: [changed] })).targetStatus.stats[0]).toMatchObject({
      duration: '4s',
      snapshots: [{ totalSize: '2.000 MiB' }],
    });
  });
});
