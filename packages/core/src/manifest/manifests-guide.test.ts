import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../problem/format-problems.ts';
import { readPlainScalar } from './kubernetes-scalar.ts';
import { loadManifests } from './load.ts';

const guide = readFileSync(new URL('../../../../docs/guides/manifests.md', import.meta.url), 'utf8');

describe('docs/guides/manifests.md', () => {
  it('shows what is printed for its example', () => {
    const result = loadManifests(block('yaml'), { file: 'backup.yaml' });
    expect(result._tag === 'Left' ? `${formatProblems(result.left)}\n` : '').toBe(block('text'));
  });

  it.each([...guide.matchAll(/^\| (`.+) \| (.+) \|$/gm)].map(([, written = '', read = '']) => [written, read]))(
    'says that %s is %s',
    (written, read) => {
      for (const [, source = ''] of written.matchAll(/`([^`]+)`/g)) expect(describeScalar(source)).toBe(read);
    },
  );
});

function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(guide)?.[1] ?? '';
}

function describeScalar(source: string): string {
  if (source.startsWith('<<')) return 'the fields of `base`';
  const value = readPlainScalar(source);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'refused: JSON has no such number';
  return value === null ? 'null' : `a ${typeof value}`;
}
