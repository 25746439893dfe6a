import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { load as loadWithJsYaml } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifests } from './load.ts';
import { locate } from './locate.ts';
import { printManifest, printManifests } from './print.ts';

/** Text that is nearly YAML, with the characters that parsers stumble over. */
const yamlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '\n',
          '  ',
          '- ',
          ': ',
          ' #',
          '"',
          "'",
          '|\n',
          '>-\n',
          '{',
          '}',
          '[',
          ']',
          ',',
          '&a ',
          '*a',
          '!!int ',
          '!b ',
        ],
        ...[
          '---\n',
          '...\n',
          '%YAML 1.1\n',
          '? ',
          '<<',
          '__proto__',
          'constructor',
          '\t',
          '\r\n',
          '\r',
          '\uFEFF',
          '\0',
        ],
        ...['${A:=b}', '\\', 'yes', '012', '~', '.inf', '9007199254740993', 'a', 'b', 'items', '\ud800', '\u2028'],
        ...['apiVersion: v1\n', 'kind: Function\n', 'kind: List\n', 'metadata: {name: a}\n', 'spec:\n'],
        'apiVersion: stash.appscode.com/v1beta1\n',
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const text = fc.oneof(
  yamlish,
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.json().map((json) => `{"apiVersion":"v1","kind":"Example","a":${json}}`),
);

const string = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'yesno0123_.:+-xb~# \n\t\r"\'{}[],&*!|>%@`?=$\\') }),
);

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    string,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(string, tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('loadManifests', { timeout: 120_000 }, () => {
  it('throws for no text, and pollutes no prototype', () => {
    fc.assert(
      fc.property(text, (input) => {
        const result = loadManifests(input);
        expect(['Left', 'Right']).toContain(result._tag);
        expect(Object.keys(Object.prototype)).toEqual([]);
        if (result._tag === 'Right') for (const resource of result.right.others) locate(resource, ['kind']);
        else for (const { source } of result.left) expect(source?.start.line ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  it('places every problem inside of the text', () => {
    fc.assert(
      fc.property(yamlish, (input) => {
        const result = loadManifests(input);
        for (const { source } of result._tag === 'Left' ? result.left : result.right.warnings) {
          if (source === undefined) continue;
          expect(source.start.offset).toBeLessThanOrEqual(source.end.offset);
          expect(source.end.offset).toBeLessThanOrEqual(input.length);
          const line = source.excerpt.lines[source.start.line - source.excerpt.firstLine];
          expect(line).toBeDefined();
          expect(source.start.column).toBeLessThanOrEqual((line ?? '').length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says what is no YAML without the words of its grammar', () => {
    const grammar =
      /\b(?:flow|scalars?|collections?|tokens?|implicit|compact|indicators?|node|sequences?|mappings?|stream)\b|undefined/i;
    fc.assert(
      fc.property(yamlish, (input) => {
        const result = loadManifests(input);
        for (const { code, message, hint = '' } of result._tag === 'Left' ? result.left : []) {
          if (code === 'yaml-syntax')
            expect(`${message.replaceAll(/`.*`/gs, '')} ${hint.replaceAll(/`.*`/gs, '')}`).not.toMatch(grammar);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what JSON.parse reads, where the slow reader has to', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (json) => {
        const object = { apiVersion: 'v1', kind: 'Example', json };
        const fast = loadManifests(JSON.stringify(object));
        const slow = loadManifests(`---\n${JSON.stringify(object)}\n# as YAML\n`);
        expect(orThrow(fast).others).toEqual(orThrow(slow).others);
      }),
      { numRuns: 300 },
    );
  });
});

/**
 * Blanks, line ends, every character that begins or ends something in YAML, and the parts of numbers, dates and words.
 */
const printedString = fc.oneof(
  string,
  fc.string({ unit: fc.constantFrom(' ', '\n', 'a', '\t'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'0123456789_.:+-eExob'), maxLength: 10 }),
  fc.string({ unit: fc.constantFrom(...'-?:,[]{}#&*!|>\'"%@` ab\n'), maxLength: 10 }),
  fc.constantFrom(
    'yes',
    'No',
    'on',
    'y',
    '~',
    'null',
    'True',
    '<<',
    '=',
    '.inf',
    '-.INF',
    '.nan',
    '2001-01-01',
    '12:30',
  ),
);

describe('printManifest', { timeout: 120_000 }, () => {
  it('is read back the same here, by js-yaml and by yaml as of version 1.1, for 100,000 strings', {
    timeout: 600_000,
  }, () => {
    const strings = fc.sample(printedString, { numRuns: 100_000, seed: 1 });
    for (let at = 0; at < strings.length; at += 1000) {
      const some = strings.slice(at, at + 1000);
      const spec = { values: some, keys: some.map((key) => ({ [key]: [key] })), nested: { map: { last: some[0] } } };
      const object = { apiVersion: 'v1', kind: 'Example', spec };
      const printed = printManifest(object);
      expect(orThrow(loadManifests(printed)).others[0]).toEqual(object);
      expect(loadWithJsYaml(printed)).toEqual(object);
      expect(parse(printed, { version: '1.1', maxAliasCount: 0 })).toEqual(object);
    }
  });

  it('reads back to what was printed', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), (values) => {
        const objects = values.map((one) => ({ apiVersion: 'v1', kind: 'Example', value: one }));
        const read = orThrow(loadManifests(printManifests(objects))).others;
        expect(read).toEqual(JSON.parse(JSON.stringify(objects)));
      }),
      { numRuns: 500 },
    );
  });

  it('prints what was read back the same', () => {
    fc.assert(
      fc.property(value, (one) => {
        const printed = printManifest({ apiVersion: 'v1', kind: 'Example', value: one });
        const [read] = orThrow(loadManifests(printed)).others;
        expect(printManifest(read ?? {})).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });
});

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.skipIf(!kubectl)('printManifest for kubectl (skipped without it on the PATH)', () => {
  it('prints what kubectl reads back to the same', () => {
    const strings = fc.sample(string, 1000).filter((one) => !/\p{Surrogate}/u.test(one));
    const object = { apiVersion: 'v1', kind: 'Example', values: strings, keys: strings.map((key) => ({ [key]: key })) };
    const answer = spawnSync('kubectl', ['label', '--local', '-f', '-', 'a=b', '-o', 'json'], {
      input: printManifest(object),
      encoding: 'utf8',
    });
    expect(answer.stderr).toBe('');
    expect(JSON.parse(answer.stdout)).toMatchObject(object);
  });
});

describe('locate', { timeout: 120_000 }, () => {
  it('finds each character of a string, or gives the whole scalar', () => {
    const styles: ReadonlyArray<(text: string) => string> = [
      (source) => JSON.stringify(source).replaceAll(/[\u007F-\uFFFF]/g, escaped),
      (source) => printManifest({ v: source }).slice(3).trimEnd(),
    ];
    fc.assert(
      fc.property(string, fc.constantFrom(...styles), (source, style) => {
        const yaml = `apiVersion: v1\nkind: Example\nv: ${style(source)}\n`;
        const [read] = orThrow(loadManifests(yaml)).others;
        const whole = locate(read ?? {}, ['v']);
        for (let at = 0; at < source.length; at++) {
          const span = locate(read ?? {}, ['v'], { offset: at, length: 1 });
          if (span === undefined || span.start.offset === whole?.start.offset) continue;
          const found = yaml.slice(span.start.offset, span.end.offset);
          if (!found.startsWith('\\')) expect(found).toBe(source[at]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
