import { describe, expect, it } from 'vitest';
import { hasSharedData, readSharedLines } from '../../test/shared-data.ts';
import { decodeFunction } from './function.ts';
import { decodeTask } from './task.ts';

/** The verdicts of a real API server on Functions and Tasks that were made by changing valid ones. */
describe.skipIf(!hasSharedData)('API server verdicts (skipped where ../shared is absent)', () => {
  const kinds = [
    { file: 'function-manifests.jsonl', decode: decodeFunction },
    { file: 'task-manifests.jsonl', decode: decodeTask },
  ];
  for (const { file, decode } of kinds) {
    it(`agrees with every line of ${file}`, () => {
      const lines = readSharedLines(`conformance/${file}`) as ReadonlyArray<Verdict>;
      const wrong = lines.filter(({ manifest, accepted }) => (decode(manifest)._tag === 'Right') !== accepted);
      expect(lines.length).toBeGreaterThan(100);
      expect(wrong.map(({ accepted, mutations }) => ({ accepted, mutations }))).toEqual([]);
    });
  }
});

interface Verdict {
  readonly manifest: unknown;
  readonly accepted: boolean;
  readonly mutations: unknown;
}
