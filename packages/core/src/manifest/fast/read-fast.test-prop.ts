import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData, listShared, readShared, readSharedLines } from '../../../test/shared-data.ts';
import { buildValue } from '../build-value.ts';
import { parseYaml } from '../parse-yaml.ts';
import { sourceText } from '../source-text.ts';
import { splitDocuments } from '../split-documents.ts';
import { readFast } from './read-fast.ts';

/** Documents with every construct that manifests have, so small that a mutation hits one of them. */
const seeds: ReadonlyArray<string> = [
  'apiVersion: v1\nkind: Function\nmetadata:\n  name: a\nspec:\n  args:\n  - --b=${B:=c}\n  - --d\n  ports: [{name: e, containerPort: 80}]\n',
  'a: {b: [c, {d: e}], "f": g}\nh:\n  - i\n  - [j, "k", \'l\']\n',
  '- - a\n  - b: c\n    d:\n    - e\n- |\n  x\n   y\n\n- >\n  a\n  b\n\n  c\n',
  'a:   b   \n"c" : d\ne:\n  - f\n\n  # g\n  - h\n',
  "a: \"x\\ny\\u00e9\"\nb: 'it''s'\nc: d#e # f\ng: http://h:80/i\n",
  'a: |+\n  b\n\n\nc: |-\n  d\ne: >\n\n  f\n',
  'a: 1\nb: 0x10\nc: -5\nd: yes\ne: ~\nf:\ng: 012\nh: 1.50\ni: 1e6\nj: null\n',
  'a: [\n    b,\n    c\n  ]\nd: {\n  e: f\n}\n',
  'a:\r\n  b: |\r\n    c\r\n    d\r\n  e: f\r\n',
  '--- # a\nb: c\nd: "e\n  f"\ng: h\n  i\n',
  '---# a\nb: c\n',
  'a: &b {c: d}\ne: *b\nf:\n  <<: *b\n  g: !!str 1\n? h\n: i\n',
  'a: "*/5 * * * *"\nb: --c=${D:=${E:=f}}/g\nh: ${I:=j} # k\nl: {{ m }}\n',
];

const tokens: ReadonlyArray<string> = [
  ...['\n', '  ', ' ', '- ', ': ', ',', ' #', '#', '"', "'", '|', '|\n', '>', '>-\n', '{', '}', '[', ']', ', ', '\r\n'],
  ...['\n\n', '\n  ', '\n    ', 'null', '~', 'yes', '012', '1.5', '1e6', '0x1F', '${A', '${B:=c}', 'a', 'b: c', '\\'],
  ...['\\n', '%', '@', '`', '!', '&a', '*a', '?', '<<', '...', '---', '--- ', '=', '-', "''", '\u00a0', 'é', '😀'],
  ...[
    '\ufeff',
    '\u2028',
    '\x85',
    '\t',
    '|2',
    '>+',
    '[a]',
    '{a: b}',
    '"a": b',
    ' : ',
    'k:v',
    '-\n',
    '? ',
    '\0',
    'null: a',
  ],
];

interface Mutation {
  readonly kind: 'insert' | 'delete' | 'indent' | 'outdent' | 'repeat';
  readonly at: number;
  readonly length: number;
  readonly token: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'indent', 'outdent', 'repeat'),
  at: fc.nat(10_000),
  length: fc.integer({ min: 1, max: 3 }),
  token: fc.constantFrom(...tokens),
});

const mutated = (documents: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...documents), fc.array(mutation, { maxLength: 4 }))
    .map(([text, mutations]) => mutations.reduce(mutate, text));

function mutate(text: string, { kind, at, length, token }: Mutation): string {
  const place = at % (text.length + 1);
  if (kind === 'insert') return text.slice(0, place) + token + text.slice(place);
  if (kind === 'delete') return text.slice(0, place) + text.slice(place + length);
  const lines = text.split('\n');
  const line = at % lines.length;
  const old = lines[line] ?? '';
  const written = kind === 'indent' ? ' '.repeat(length) + old : kind === 'outdent' ? old.replace(/^ {1,2}/, '') : old;
  lines.splice(line, kind === 'repeat' ? 0 : 1, written);
  return lines.join('\n');
}

/** The value that the slow reader makes of a document; undefined where it reports any problem. */
function readSlow(text: string): { readonly value: unknown } | undefined {
  const source = sourceText(text);
  const { documents, refused } = parseYaml(source, { start: 0, end: text.length });
  const [document, ...others] = documents;
  if (refused !== undefined || document === undefined || others.length > 0 || document.errors.length > 0)
    return undefined;
  const { value, problems } = buildValue(document, source);
  return problems.length > 0 ? undefined : { value };
}

/** Checks that both readers give equal values, with the keys of objects in the same order. */
function expectSame(text: string): boolean {
  let isFast = false;
  for (const { start, end } of splitDocuments(text)) {
    const document = text.slice(start, end);
    const fast = readFast(document);
    if (fast === undefined) continue;
    isFast = true;
    const slow = readSlow(document);
    expect(slow, document).toBeDefined();
    expect(JSON.stringify(fast.value), document).toBe(JSON.stringify(slow?.value));
  }
  return isFast;
}

describe('readFast', () => {
  it('gives what the slow reader gives, or nothing, for 100,000 mutated documents', { timeout: 900_000 }, () => {
    let read = 0;
    const property = fc.property(mutated(seeds), (text) => {
      if (expectSame(text)) read++;
    });
    fc.assert(property, { numRuns: 100_000 });
    // A reader that reads nothing would agree with everything.
    expect(read).toBeGreaterThan(10_000);
  });

  it.each([
    'a: b\n',
    '--- # c\na: b',
    '- a\n- - b\n  - c: d\n    e: f\n- {}\n',
    'a:\n- b\nc:\n  - d\n',
    'a: b\n  c\n  --d\ne: f # g\n',
    'a: |-\n  b\n\n    c\n# d\ne: >\n  f\n  g\n\n  h\n',
    '"a b": \'c\'\'d\'\ne: "f\\n\\u00e9"\n',
    'a: [b, {c: d, "e": [f]}, \'g\',\n  h]\n',
    'a:\r\n  b: |\r\n    c\r\n',
    'a: 1\nb: yes\nc:\nd: ~\ne: 012\nf: 1.5\n',
    'a: --b=${C:=d}/e\nf: http://g:80#h\n',
  ])('reads %j', (text) => {
    expect(expectSame(text)).toBe(true);
  });

  it.each(['__proto__: {a: b}\n', 'constructor: 1\ntoString: 2\n', 'a: {__proto__: b}\n'])(
    'keeps the keys of %j',
    (text) => {
      expectSame(text);
      expect(JSON.stringify(readFast(text)?.value)).toBe(JSON.stringify(readSlow(text)?.value));
    },
  );
});

const real: ReadonlyArray<string> = hasSharedData
  ? [
      ...listShared('corpus/catalog', '.yaml').map(readShared),
      ...listShared('corpus/docs', '.yaml').map(readShared),
      ...readSharedLines('corpus/published.jsonl').map((line) => textOf(line)),
    ]
  : [];

describe.skipIf(real.length === 0)('readFast of real manifests (skipped where ../shared/corpus is not)', () => {
  it('gives what the slow reader gives, for nearly all of them', () => {
    const read = real.filter(expectSame);
    expect(read.length).toBeGreaterThan(real.length * 0.85);
  });

  it('and for 3,000 of them that are mutated', { timeout: 900_000 }, () => {
    const property = fc.property(mutated(real), (text) => {
      expectSame(text);
    });
    fc.assert(property, { numRuns: 3000 });
  });
});

function textOf(line: unknown): string {
  return typeof line === 'object' && line !== null && 'text' in line ? String(line.text) : '';
}
