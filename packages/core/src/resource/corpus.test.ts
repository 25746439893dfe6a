import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { hasSharedData, listShared, readShared } from '../../test/shared-data.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeResource } from './decode-resource.ts';
import { toManifest } from './to-manifest.ts';

describe.skipIf(!hasSharedData)('real manifests (skipped where ../shared is absent)', () => {
  const files = [...listShared('corpus/catalog', '.yaml'), ...listShared('corpus/docs', '.yaml')];

  it('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(116);
  });

  it.each(files)('%s decodes to what it says, and back', (file) => {
    for (const document of parseAllDocuments(readShared(file))) {
      const manifest: unknown = document.toJS();
      const warnings: Array<Problem> = [];
      const result = decodeResource(manifest, { onWarning: (warning) => warnings.push(warning) });
      expect(result).toEqual({ _tag: 'Right', right: manifest });
      expect(warnings).toEqual([]);
      if (result._tag === 'Right') {
        expect(toManifest(result.right)).toEqual(manifest);
        expect(decodeResource(toManifest(result.right))).toEqual(result);
      }
    }
  });
});
