import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import type { Problem } from '../problem/problem.ts';
import { loadManifests } from './load.ts';
import type { Manifests } from './manifests.ts';

const fn = (name: string): string => `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: ${name}
spec:
  image: busybox
`;

describe('loadManifests reads', () => {
  it.each([
    ['one document', fn('a'), ['a']],
    ['several documents', `${fn('a')}---\n${fn('b')}`, ['a', 'b']],
    ['a first separator', `---\n${fn('a')}`, ['a']],
    ['a separator with a comment', `--- # one\n${fn('a')}--- \n${fn('b')}`, ['a', 'b']],
    ['documents that end with ...', `${fn('a')}...\n---\n${fn('b')}...\n`, ['a', 'b']],
    ['a document behind ... alone', `${fn('a')}...\n${fn('b')}`, ['a', 'b']],
    ['empty documents between', `---\n---\n# nothing\n---\n${fn('a')}---\nnull\n---\n`, ['a']],
    ['an empty text', '', []],
    ['white space', ' \n\t\n', []],
    ['comments alone', '# nothing\n# here', []],
    ['a byte order mark', `\uFEFF${fn('a')}`, ['a']],
    ['Windows line ends', fn('a').replaceAll('\n', '\r\n'), ['a']],
    ['line ends of old', fn('a').replaceAll('\n', '\r'), ['a']],
    ['directives', `%YAML 1.1\n---\n${fn('a')}`, ['a']],
    ['JSON', JSON.stringify(json('a')), ['a']],
    ['JSON with tabs', JSON.stringify(json('a'), null, '\t'), ['a']],
    ['a stream of JSON', `${JSON.stringify(json('a'))}\n${JSON.stringify(json('b'))}`, ['a', 'b']],
    ['JSON between separators', `${JSON.stringify(json('a'))}\n---\n${fn('b')}`, ['a', 'b']],
    ['JSON with a comment', `${JSON.stringify(json('a')).slice(0, -1)} # why\n}`, ['a']],
    ['a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [json('a'), json('b')] }), ['a', 'b']],
    ['a List of YAML', `kind: List\napiVersion: v1\nitems:\n- ${fn('a').replaceAll('\n', '\n  ')}`, ['a']],
    ['a List in a List', list('List', [list('List', [json('a')]), json('b')]), ['a', 'b']],
    ['a List without items', 'apiVersion: v1\nkind: List\nitems: []\n', []],
    ['a List of null', 'apiVersion: v1\nkind: List\nitems:\n', []],
    [
      'a FunctionList whose items leave out what they are',
      JSON.stringify({
        apiVersion: 'stash.appscode.com/v1beta1',
        kind: 'FunctionList',
        metadata: { resourceVersion: '1' },
        items: [{ metadata: { name: 'a' }, spec: { image: 'busybox' } }],
      }),
      ['a'],
    ],
  ])('%s', (_, text, names) => {
    const manifests = loaded(text);
    expect([...manifests.functions.keys()]).toEqual(names);
    expect(manifests.warnings).toEqual([]);
    expect(manifests.others).toEqual([]);
  });

  it('objects of other APIs, which it leaves as they are', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  unknown: yes\n';
    const tekton = 'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {}\n';
    const allowList = 'apiVersion: example.com/v1\nkind: AllowList\nspec: {}\n';
    const manifests = loaded(`${secret}---\n${secret}---\n${tekton}---\n${allowList}---\n${fn('a')}`);
    expect(manifests.others.map(({ kind }) => kind)).toEqual(['Secret', 'Secret', 'Task', 'AllowList']);
    expect(manifests.others[0]).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { unknown: true },
    });
    expect(manifests.all).toHaveLength(1);
  });

  it('unknown fields as warnings where it is told to be lenient', () => {
    const text = `${fn('a')}  argz: []\n`;
    expect(problems(text)).toEqual(['unknown-field spec.argz 7:3']);
    const result = loadManifests(text, { lenient: true, file: 'a.yaml' });
    expect(result).toMatchObject({
      right: { warnings: [{ code: 'unknown-field', severity: 'warning', source: { file: 'a.yaml' } }] },
    });
  });

  it('merge keys as Kubernetes does: they override the keys before them, and give way to those behind', () => {
    const text = `apiVersion: v1
kind: Example
one: &one {a: 1, b: 2}
two: &two {a: 5, c: 6}
spec:
  before: {a: 3, <<: *one}
  behind: {<<: *one, a: 3}
  list: {<<: [*one, *two]}
  twice: {<<: *one, !!merge <<: *two}
  text: {"<<": *one}
`;
    expect(loaded(text).others[0]?.spec).toEqual({
      before: { a: 1, b: 2 },
      behind: { a: 3, b: 2 },
      list: { a: 1, b: 2, c: 6 },
      twice: { a: 5, b: 2, c: 6 },
      text: { '<<': { a: 1, b: 2 } },
    });
  });

  it('aliases as copies of what the name stood for at their place', () => {
    const text = 'apiVersion: v1\nkind: Example\na: &x [1]\nb: &y {c: *x}\nd: &x [2]\ne: *y\nf: *x\n';
    const [example] = loaded(text).others;
    expect(example).toMatchObject({ b: { c: [1] }, d: [2], e: { c: [1] }, f: [2] });
    expect(example?.e).not.toBe(example?.b);
  });
});

const head = 'apiVersion: v1\nkind: Example\nmetadata: {name: a}\n';

describe('loadManifests refuses', () => {
  it.each([
    ['a value with a colon', `${head}a: \${X:=a: b}\n`, ['yaml-syntax  4:4']],
    ['a template in a flow list', `${head}a: [\${X}]\n`, ['yaml-syntax  4:5']],
    ['a tab', `${head}a:\n\tb: c\n`, ['yaml-syntax  5:1']],
    ['a tab, and nothing that follows from it', `${head}a:\n\t- b\n\t- c\n`, ['yaml-syntax  5:1', 'yaml-syntax  6:1']],
    ['a line out of line', `${head}a:\n    b: c\n  d: e\n`, ['yaml-syntax  6:3']],
    ['a key without a space', `${head}a:b\nc: d\n`, ['yaml-syntax  4:1']],
    ['an open quote, at its beginning', `${head}a: "b\nc: d\n`, ['yaml-syntax  4:4']],
    ['a reserved character', `${head}a: @b\n`, ['yaml-syntax  4:4']],
    ['JSON that is none', '{"a": 1, "b" 2}', ['yaml-syntax  1:14']],
    ['a key twice', `${head}a: 1\nb: 2\na: 3\n`, ['duplicate-key a 6:1']],
    ['a key in two spellings', `${head}yes: 1\n"true": 2\n`, ['duplicate-key true 5:1']],
    ['a key twice in JSON', '{"apiVersion":"v1","kind":"Example","a":{"b":1,"b":2}}', ['duplicate-key a.b 1:48']],
    ['a list as a key', `${head}? [a]\n: b\n`, ['invalid-key  4:3']],
    ['null as a key', `${head}~: b\n`, ['invalid-key  4:1']],
    ['no key', `${head}: b\n`, ['invalid-key  4:1']],
    ['an alias of nothing', `${head}a: *b\n`, ['invalid-alias a 4:4']],
    ['a name with a star', `${head}a: *.yaml\n`, ['invalid-alias a 4:4']],
    ['an alias of what is around it', `${head}a: &b\n  c: *b\n`, ['invalid-alias a.c 5:6']],
    ['a merge of no map', `${head}a:\n  <<: 1\n`, ['invalid-merge a 5:7']],
    ['a number that is none', `${head}a: !!int b\n`, ['invalid-tag a 4:10']],
    ['bytes that are none', `${head}a: !!binary "?"\n`, ['invalid-tag a 4:13']],
    ['infinity', `${head}a: [1, -.inf]\n`, ['invalid-number a[1] 4:8']],
    [
      'control characters, in comments too',
      `${head}a: b\x07 # \x1B\n# \0\n`,
      ['control-character  4:5', 'control-character  5:3'],
    ],
    ['a list of objects', `- a: b\n`, ['not-an-object  1:3']],
    ['text', 'apiVersion\n', ['not-an-object  1:1']],
    ['a List of text', 'apiVersion: v1\nkind: List\nitems: [a, null]\n', ['not-an-object  3:9', 'not-an-object  3:12']],
    ['a List that is none', 'apiVersion: v1\nkind: List\nitems: a\n', ['invalid-list items 3:8']],
    ['a List without items', 'apiVersion: v1\nkind: List\nitem: []\n', ['invalid-list items 1:1']],
    ['the same resource twice', `${fn('a')}---\n${fn('b')}---\n${fn('a')}`, ['duplicate-resource metadata.name 18:9']],
    ['no kind', 'apiVersion: v1\n', ['missing-field kind 1:1']],
    ['a misspelt kind', fn('a').replace('Function', 'Functio'), ['unknown-kind kind 2:7']],
    ['a misspelt group', fn('a').replace('stash.appscode', 'stash.appcode'), ['unknown-kind apiVersion 1:13']],
    ['a group forgotten', fn('a').replace('stash.appscode.com/', ''), ['unknown-kind apiVersion 1:13']],
    ['another version', fn('a').replace('v1beta1', 'v1'), ['unknown-kind apiVersion 1:13']],
    [
      'a wrong type',
      `${fn('a')}  args: [1, a, yes]\n`,
      ['wrong-type spec.args[0] 7:10', 'wrong-type spec.args[2] 7:16'],
    ],
    ['a wrong type of many lines, at its key', `${fn('a')}  args:\n    a: b\n    c: d\n`, ['wrong-type spec.args 7:3']],
    [
      'a wrong type of an item, at its first key',
      `${fn('a')}  args:\n  - a: b\n    c: d\n`,
      ['wrong-type spec.args[0] 8:5'],
    ],
    [
      'a missing field, at what should have it',
      `${fn('a')}  volumeMounts:\n  - mountPath: /a\n`,
      ['missing-field spec.volumeMounts[0].name 8:5'],
    ],
    [
      'a missing field of JSON',
      '{"apiVersion":"stash.appscode.com/v1beta1",\n"kind":"Function",\n"metadata":{}}',
      ['missing-field metadata.name 3:1'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('every document at once: what is no YAML hides nothing of the others', () => {
    const text = `${fn('a')}  argz: []\n---\na: b: c\n---\n${fn('b')}  args: 1\n---\n- a\n---\n${fn('a')}`;
    expect(problems(text)).toEqual([
      'unknown-field spec.argz 7:3',
      'yaml-syntax  9:4',
      'wrong-type spec.args 17:9',
      'not-an-object  19:3',
    ]);
  });

  it('an item of a List with the path in the item', () => {
    const text = `kind: List\napiVersion: v1\nitems:\n- ${fn('a').replaceAll('\n', '\n  ')}  a: b\n    a: c\n`;
    const result = loadManifests(text);
    expect(result).toMatchObject({
      left: [
        { code: 'duplicate-key', path: ['spec', 'a'], resource: { kind: 'Function', name: 'a' } },
        { code: 'unknown-field', path: ['spec', 'a'], resource: { kind: 'Function', name: 'a' } },
      ],
    });
  });

  it.each([
    ['a value with a colon', `${head}a: --x=\${X:=a: b} # why\n`, 'put the value in quotes: "--x=${X:=a: b}"'],
    ['a value with quotes', `${head}a: \${X:="a: b"}\n`, `put the value in quotes: '\${X:="a: b"}'`],
    [
      'a template in a flow list',
      `${head}a: [\${X}]\n`,
      'put each value with `${...}` between [ ] or { } in quotes: "${X}"',
    ],
    ['an octal number for text', `${fn('a')}  args: [012]\n`, 'write it in quotes: "012"'],
    ['a boolean for text', `${fn('a')}  args: [y]\n`, 'write it in quotes: "y"'],
    ['a chart', `${head}a: {{ .Values.a }}\n`, 'render it first: load what `helm template` prints'],
    ['a key without a space', `${head}a:b\nc: d\n`, 'write a space behind the colon: `a: b`'],
    ['a tab', `${head}a:\n\tb: c\n`, 'indent with spaces'],
    ['a reserved character', `${head}a: %b\n`, 'put the value in quotes: "%b"'],
  ])('%s with a hint', (_, text, hint) => {
    expect(loadManifests(text)).toMatchObject({ left: [{ hint }] });
  });
});

describe('loadManifests warns', () => {
  it.each([
    [
      'a template that a comment cuts',
      `${fn('a')}  args:\n  - --a=\${X:=a #b}\n`,
      ['unquoted-template spec.args[0] 8:5'],
    ],
    ['a template that stays whole', `${fn('a')}  args:\n  - --a=\${X:=a#b} # why }\n`, []],
    ['a template that is not closed at all', `${fn('a')}  args:\n  - --a=\${X # why\n`, []],
    ['a number beyond 2^53', `${head}a: 9007199254740993\nb: 9007199254740992\n`, ['inexact-number a 4:4']],
    [
      'a number of JSON beyond 2^53',
      '{"apiVersion":"v1","kind":"Example","a":9007199254740993}',
      ['inexact-number a 1:41'],
    ],
  ])('of %s', (_, text, expected) => {
    expect(loaded(text).warnings.map(summary)).toEqual(expected);
  });

  it('of a template that is a map, beside the wrong type that it is', () => {
    const text = `${fn('a')}  args:\n  - --a=\${X:=a: b}\n`;
    const result = loadManifests(text);
    expect(result._tag === 'Left' ? result.left.map(({ code }) => code).sort() : []).toEqual([
      'unquoted-template',
      'wrong-type',
    ]);
  });
});

describe('loadManifests bears', { timeout: 120_000 }, () => {
  const bomb = (first: string, next: (name: string) => string): string => {
    const names = [...'abcdefghijklmnopqrstuvwxyz'];
    const lines = names.map((name, index) => `${name}: &${name} ${index === 0 ? first : next(names[index - 1] ?? '')}`);
    return `apiVersion: v1\nkind: Example\n${lines.join('\n')}\n`;
  };

  it.each([
    ['ten laughs of ten', bomb('[x]', (name) => `[${`*${name},`.repeat(10)}]`), 'excessive-aliasing'],
    [
      'merges of merges',
      bomb('{x: 1}', (name) => `{<<: [*${name}, *${name}], ${name}: *${name}}`),
      'excessive-aliasing',
    ],
    ['100 000 open brackets', `a: ${'['.repeat(100_000)}`, 'too-deep'],
    ['100 000 dashes', '- '.repeat(100_000), 'too-deep'],
    ['100 000 open braces', '{a: '.repeat(100_000), 'too-deep'],
    ['100 000 questions', '? '.repeat(100_000), 'too-deep'],
    ['100 000 lists of JSON', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too-deep'],
    ['10 million characters of one document', `a: ${'x'.repeat(10_000_000)}`, 'too-large'],
    ['100 million characters', ' '.repeat(100_000_000), 'too-large'],
    ['no manifest at all', '\x00\x01\n'.repeat(20_000), 'too-many-problems'],
    ['100 000 closing brackets', ']'.repeat(100_000), 'yaml-syntax'],
    ['many manifests with something wrong', '---\na: b\n'.repeat(5000), 'too-many-problems'],
  ])('%s', (_, text, code) => {
    const started = performance.now();
    const result = loadManifests(text);
    expect(result._tag === 'Left' ? result.left.map((problem) => problem.code) : []).toContain(code);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('10 million characters of JSON', () => {
    const text = `{"apiVersion":"v1","kind":"Example","a":[${'{"b":1},'.repeat(1_200_000)}1]}`;
    const started = performance.now();
    expect(loadManifests(text)._tag).toBe('Right');
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it.each([
    ['YAML', `${head}__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n`],
    ['JSON', '{"apiVersion":"v1","kind":"Example","__proto__":{"polluted":true}}'],
    ['a merge', `${head}a:\n  <<: {__proto__: {polluted: yes}}\n`],
  ])('__proto__ in %s', (_, text) => {
    const [example] = loaded(text).others;
    expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
    const holder = text.includes('<<') ? example?.a : example;
    expect(Object.keys(Object(holder))).toContain('__proto__');
    expect('polluted' in Object(holder)).toBe(false);
  });

  it('__proto__ in a Function, as an unknown field', () => {
    expect(problems(`${fn('a')}  __proto__: {image: b}\n`)).toEqual(['unknown-field spec.__proto__ 7:3']);
  });
});

function json(name: string): object {
  return { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', metadata: { name }, spec: { image: 'busybox' } };
}

function list(kind: string, items: ReadonlyArray<object | string>): string {
  const objects = items.map((item) => (typeof item === 'string' ? JSON.parse(item) : item));
  return JSON.stringify({ apiVersion: 'v1', kind, items: objects });
}

function loaded(text: string): Manifests {
  const result = loadManifests(text);
  if (result._tag === 'Left') throw new Error(result.left.map(summary).join(', '));
  return result.right;
}

/** The errors, each as code, path and place. */
function problems(text: string): ReadonlyArray<string> {
  const result = loadManifests(text);
  return result._tag === 'Left' ? result.left.filter(({ severity }) => severity === 'error').map(summary) : [];
}

function summary({ code, path, source }: Problem): string {
  return `${code} ${formatPath(path)} ${source?.start.line}:${source?.start.column}`;
}
