import { describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifests } from './load.ts';
import { printManifest, printManifests } from './print.ts';

describe('printManifest', () => {
  it('writes the fields in the order of the API, lists and long lines as kubectl does', () => {
    const printed = printManifest({
      spec: {
        args: ['--a=${A:=}', `--b=${'x'.repeat(100)} y`],
        volumeMounts: [{ mountPath: '/a', name: 'a' }],
        image: 'busybox',
        command: [],
        runtimeSettings: { env: [{ value: 'c', name: 'b' }], resources: { limits: { memory: '1Gi', cpu: 1 } } },
      },
      metadata: { labels: { name: 'b', app: 'a' }, namespace: 'demo', name: 'pg', uid: 'x' },
      kind: 'Function',
      apiVersion: 'stash.appscode.com/v1beta1',
    });
    expect(printed).toBe(`apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
  namespace: demo
  labels:
    name: b
    app: a
  uid: x
spec:
  image: busybox
  command: []
  args:
  - --a=\${A:=}
  - --b=${'x'.repeat(100)} y
  volumeMounts:
  - name: a
    mountPath: /a
  runtimeSettings:
    resources:
      limits:
        memory: 1Gi
        cpu: 1
    env:
    - name: b
      value: c
`);
  });

  it('writes what JSON has: a Date as its text, and no functions', () => {
    const object = { at: new Date(0), run: () => 1, symbol: Symbol('a'), holes: new Array(1), size: -0 };
    expect(printManifest(object)).toBe('at: "1970-01-01T00:00:00.000Z"\nholes:\n- null\nsize: 0\n');
  });

  it.each([
    ['yes', '"yes"'],
    ['012', '"012"'],
    ['1_000', '"1_000"'],
    ['0b1', '"0b1"'],
    ['null', '"null"'],
    ['', '""'],
    ['~', '"~"'],
    ['.inf', '".inf"'],
    ['12:30', '"12:30"'],
    ['2001-01-01', '"2001-01-01"'],
    ['=', '"="'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['*a', '"*a"'],
    ['a\tb', '"a\\tb"'],
    ['a\x85b', '"a\\u0085b"'],
    ['\uFEFF', '"\\uFEFF"'],
    [' a', '" a"'],
    ['yEs', 'yEs'],
    ['1Gi', '1Gi'],
    ['0b2', '0b2'],
    ['${A:=b}', '${A:=b}'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n\n  b\n\tc\n', '|\n  a\n\n    b\n  \tc'],
    ['  \n', '" \\ \\n"'],
    ['a\n  \n', '"a\\n \\ \\n"'],
    ['a\n\n', '"a\\n\\n"'],
    [' a\nb', '" a\\nb"'],
    ['a\ud800', '"a\\ud800"'],
    ['.', '"."'],
    ['e8', '"e8"'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['it "is"', 'it "is"'],
    [12, '12'],
    [1e21, '1e+21'],
    [null, 'null'],
    [{}, '{}'],
  ])('writes %j as %s', (value, expected) => {
    expect(printManifest({ apiVersion: 'v1', kind: 'Example', value })).toBe(
      `apiVersion: v1\nkind: Example\nvalue: ${expected}\n`,
    );
  });

  it('writes a key of several lines on one', () => {
    expect(printManifest({ 'a\nb': 'c\nd' })).toBe('"a\\nb": |-\n  c\n  d\n');
  });

  it('quotes the keys that would be read as something else', () => {
    const data = { yes: '1', '012': '2', '<<': '3', a: '4' };
    const printed = printManifest({ apiVersion: 'v1', kind: 'Example', data });
    expect(printed).toContain('  "yes": "1"\n  "012": "2"\n  "<<": "3"\n  a: "4"\n');
    expect(orThrow(loadManifests(printed)).others[0]?.data).toEqual(data);
  });

  it('leaves out what JSON has not, and writes what is shared in full', () => {
    const shared = { a: 1 };
    expect(printManifest({ one: shared, two: shared, three: undefined })).toBe('one:\n  a: 1\ntwo:\n  a: 1\n');
  });
});

describe('printManifests', () => {
  it('puts separators between', () => {
    expect(printManifests([{ a: 1 }, { a: 2 }])).toBe('a: 1\n---\na: 2\n');
    expect(printManifests([])).toBe('');
  });
});
