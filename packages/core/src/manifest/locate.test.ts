import { describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifests } from './load.ts';
import { type LocateOptions, locate } from './locate.ts';

const text = `# the first line
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: a
  labels: &labels {app: pg}
  annotations:
    <<: *labels
    note: |
      first \${A}
        second \${B}

      third
    folded: >-
      one
      two \${C}

      three
    quoted: "tab\\t\${D} \\U0001F600 \${E}"
    single: 'it''s \${F}'
    plain: one
      two \${G}
    lines: "one
      two\\
      three \${H}"
spec:
  image: busybox
  workDir: /tmp
  args:
  - one
  - \${secretVolume}/x
  runtimeSettings:
    container:
      resources:
        limits: {memory: 1Gi}
`;
const [resource] = orThrow(loadManifests(`---\nkind: Example\napiVersion: v1\n---\n${text}`, { file: 'a.yaml' })).all;
const lead = 4;

type Path = ReadonlyArray<string | number>;

describe('locate gives', () => {
  it.each<[string, Path, LocateOptions, string]>([
    ['a value', ['metadata', 'name'], {}, '5:9 a'],
    ['a key', ['metadata', 'name'], { at: 'key' }, '5:3 name'],
    ['a value in a flow map', ['spec', 'runtimeSettings', 'resources', 'limits', 'memory'], {}, '35:26 1Gi'],
    ['a flow map', ['spec', 'runtimeSettings', 'resources', 'limits'], {}, '35:17 {memory: 1Gi}'],
    ['the key of a block', ['spec', 'args'], {}, '29:3 args'],
    ['an item', ['spec', 'args', 1], {}, '31:5 ${secretVolume}/x'],
    ['an item, which has no key', ['spec', 'args', 1], { at: 'key' }, '31:5 ${secretVolume}/x'],
    ["the document's workDir for workingDir", ['spec', 'workingDir'], {}, '28:12 /tmp'],
    ["the document's container for runtimeSettings", ['spec', 'runtimeSettings', 'resources'], {}, '34:7 resources'],
    ['the document’s own spelling too', ['spec', 'workDir'], { at: 'key' }, '28:3 workDir'],
    ['what a merge key brought', ['metadata', 'annotations', 'app'], {}, '6:25 pg'],
    ['the parent of what is missing', ['spec', 'command', 3], {}, '26:1 spec'],
    [
      'the parent of a missing field deep down',
      ['spec', 'runtimeSettings', 'resources', 'requests'],
      {},
      '34:7 resources',
    ],
    ['the first field for what is missing at the root', ['status'], {}, '2:1 apiVersion'],
    ['the first field for the whole', [], {}, '2:1 apiVersion'],
    ['a range in a plain scalar', ['spec', 'args', 1], { offset: 0, length: 15 }, '31:5 ${secretVolume}'],
    ['a range to the end', ['spec', 'args', 1], { offset: 15 }, '31:20 /x'],
    ['a place in a scalar', ['spec', 'args', 1], { offset: 15, length: 0 }, '31:20 '],
    ['a range beyond the scalar: the whole', ['spec', 'args', 1], { offset: 15, length: 9 }, '31:5 ${secretVolume}/x'],
  ])('%s', (_, path, options, expected) => {
    expect(place(path, options)).toBe(expected);
  });

  it.each([
    ['note', 'A', '10:13 ${A}'],
    ['note', 'B', '11:16 ${B}'],
    ['folded', 'C', '16:11 ${C}'],
    ['quoted', 'D', '19:19 ${D}'],
    ['quoted', 'E', '19:35 ${E}'],
    ['single', 'F', '20:20 ${F}'],
    ['plain', 'G', '22:11 ${G}'],
  ])('a variable in the %s scalar', (name, variable, expected) => {
    const value = resource?.metadata.annotations?.[name] ?? '';
    expect(place(['metadata', 'annotations', name], { offset: value.indexOf(`\${${variable}}`), length: 4 })).toBe(
      expected,
    );
  });

  it('the lines around and the file', () => {
    expect(locate(resource ?? {}, ['metadata', 'name'])).toMatchObject({
      file: 'a.yaml',
      excerpt: {
        firstLine: lead + 3,
        lines: ['kind: Function', 'metadata:', '  name: a', expect.anything(), expect.anything()],
      },
    });
  });

  it('places in JSON', () => {
    const json =
      '{"apiVersion":"stash.appscode.com/v1beta1",\n "kind":"Function","metadata":{"name":"a"},\n "spec":{"image":"\\u0024{A}"}}';
    const [read] = orThrow(loadManifests(json)).all;
    expect(locate(read ?? {}, ['spec', 'image'], { offset: 1, length: 3 })).toMatchObject({
      start: { line: 3, column: 25 },
      end: { line: 3, column: 28 },
    });
  });

  it('places of objects of other APIs', () => {
    const [secret] = orThrow(loadManifests('apiVersion: v1\nkind: Secret\ndata: {a: b}\n')).others;
    expect(locate(secret ?? {}, ['data', 'a'])?.start).toEqual({ offset: 38, line: 3, column: 11 });
  });

  it('nothing for what was not loaded', () => {
    expect(locate({}, [])).toBeUndefined();
    expect(locate({ ...resource }, [])).toBeUndefined();
  });
});

/** The line within the Function's own text, the column, and the first line of the text at that place. */
function place(path: Path, options: LocateOptions): string {
  const span = locate(resource ?? {}, path, options);
  if (span === undefined) return 'nowhere';
  const { start, end } = span;
  const whole = `---\nkind: Example\napiVersion: v1\n---\n${text}`;
  return `${start.line - lead}:${start.column} ${whole.slice(start.offset, end.offset)}`;
}
