import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, readManifests } from '@stash-functions/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintRead } from './lint.ts';

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url));
const own = ['../../../conformance/reviews', '../../../docs/errors'].flatMap((path) => textsIn(here(path)));
const published = existsSync(shared)
  ? [
      ...textsIn(join(shared, 'cases')),
      ...textsIn(join(shared, 'corpus')),
      ...linesOf(join(shared, 'corpus/published.jsonl')),
    ]
  : [];
const texts = [...own, ...published];

/** Texts that replace a value, or a whole line. */
const mistakes = [
  ...['90', '-1', '0.5', '644', '99999999999999999999', 'true', 'null', '""', '"90"', 'Foo', '1d', 'x y'],
  ...['[]', '[1]', '[a, b]', '{}', '{ a: 1 }', '${X}', '"${X"', undefined],
];

describe('what reading and lint say together', () => {
  it('has texts', () => {
    expect(own.length).toBeGreaterThan(150);
  });

  it('is one thing for each cause, in every document', () => {
    expect(texts.flatMap(saidTwice)).toEqual([]);
  });

  it('is one thing for each cause, in every document with mistakes', () => {
    const mistaken = fc.tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...mistakes)), { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(mistaken, ([text, changes]) => {
        expect(saidTwice(changes.reduce(withMistake, text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

/** The fields about which both reading and lint report, or about which a note stands beside something graver. */
function saidTwice(text: string): ReadonlyArray<string> {
  const read = readManifests(text, { file: 'a.yaml' });
  const said = new Set(read.problems.map(identityOf));
  const found = lintRead(read);
  return found.flatMap((problem) => {
    const others = found.filter((other) => other !== problem && fieldOf(other) === fieldOf(problem));
    const isTwice = others.some(
      (other) =>
        other.code !== 'plaintext-secret' &&
        problem.code !== 'plaintext-secret' &&
        ((said.has(identityOf(problem)) && !said.has(identityOf(other))) ||
          (problem.severity === 'note' && other.severity !== 'note')),
    );
    return isTwice ? [[problem, ...others].map(({ code }) => code).join(' and ')] : [];
  });
}

function identityOf({ code, path, message }: Problem): string {
  return JSON.stringify([code, path, message]);
}

function fieldOf({ resource, path }: Problem): string {
  return JSON.stringify([resource?.kind, resource?.namespace, resource?.name, path]);
}

function withMistake(text: string, [at, mistake]: readonly [number, string | undefined]): string {
  const lines = text.split('\n');
  const fields = [...lines.keys()].filter((index) => /^\s*(?:- )?[\w./-]+: \S/.test(lines[index] ?? ''));
  const index = fields[at % Math.max(1, fields.length)];
  return lines
    .flatMap((line, each) => {
      if (each !== index) return [line];
      return mistake === undefined ? [] : [line.replace(/: \S.*$/, () => `: ${mistake}`)];
    })
    .join('\n');
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function textsIn(folder: string): ReadonlyArray<string> {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    if (name.endsWith('.yaml')) return [readFileSync(join(folder, name), 'utf8')];
    if (!name.endsWith('.md')) return [];
    const page = readFileSync(join(folder, name), 'utf8');
    return [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  });
}

function linesOf(file: string): ReadonlyArray<string> {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line === '') return [];
      const { text }: { readonly text: string } = JSON.parse(line);
      return [text];
    });
}
