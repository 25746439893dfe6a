import { formatGoDuration, parseGoDuration } from '@stash-functions/core/decode';
import fc from 'fast-check';
import { isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { printOutput } from './print-output.ts';
import { formatProcessingTime, parseProcessingTime } from './processing-time.ts';
import { readOutput } from './read-output.ts';
import { formatSize, parseSize } from './size.ts';
import type { HostOutcome } from './step-output.ts';

const count = fc.nat();
const snapshot = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    path: fc.string({ minLength: 1 }),
    bytes: fc.nat(1024),
    uploadedBytes: fc.nat(1024),
    seconds: fc.nat(1e6),
    files: fc.record({ total: count, new: count, modified: count, unmodified: count }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const host: fc.Arbitrary<HostOutcome> = fc.record(
  {
    hostname: fc.string({ minLength: 1 }),
    phase: fc.constantFrom('Succeeded', 'Failed', 'Running', 'Unknown'),
    seconds: fc.integer({ min: 0, max: 1e15 }).map((nanoseconds) => nanoseconds / 1e9),
    error: fc.string({ minLength: 1 }),
    snapshots: fc.array(snapshot, { minLength: 1 }),
  },
  { requiredKeys: ['hostname', 'phase'] },
);

describe('outputs', () => {
  it('are read back as they were printed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(host, { selector: ({ hostname }) => hostname }), (hosts) => {
        const output = readOutput(printOutput({ hosts }));
        expect(isRight(output) && output.right.warnings).toEqual([]);
        const read = isRight(output) ? output.right.hosts.map(({ written: _, ...rest }) => rest) : [];
        expect(read).toEqual(hosts);
      }),
    );
  });

  it('of any JSON are read or refused, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        readOutput(text);
        readOutput(`{"targetStatus":{"stats":[${text}]}}`);
        readOutput(`{"targetStatus":{"stats":[{"snapshots":[${text}]}]}}`);
      }),
    );
  });
});

describe('numbers', () => {
  it('of durations come back to the nanosecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (nanoseconds) => {
        expect(parseGoDuration(formatGoDuration(nanoseconds / 1e9))).toBeCloseTo(nanoseconds / 1e9, 9);
      }),
    );
  });

  it('of sizes come back within the three decimals that are kept', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        const read = parseSize(formatSize(bytes)) ?? Number.NaN;
        expect(Math.abs(read - bytes)).toBeLessThanOrEqual(bytes / 1024 / 1.9 + 0.5);
      }),
    );
  });

  it('of processing times come back in whole seconds', () => {
    fc.assert(
      fc.property(fc.nat(), (seconds) => {
        expect(parseProcessingTime(formatProcessingTime(seconds))).toBe(seconds);
      }),
    );
  });

  it('that are none have a text all the same', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1]) {
      expect(typeof formatGoDuration(value) + typeof formatSize(value) + typeof formatProcessingTime(value)).toBe(
        'stringstringstring',
      );
    }
  });
});
