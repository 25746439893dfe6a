import { describe, expect, it } from 'vitest';
import { formatPath } from '../../problem/format-path.ts';
import { loadManifests } from '../load.ts';

const spec = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: a
spec:
`;

/** Each row: a name, the lines under `spec` from line 6 on, and the place and the hint of the first problem. */
const mistakes: ReadonlyArray<readonly [name: string, text: string, place: string, hint: string]> = [
  [
    'a template without quotes in a map of a list',
    '  ports: [{ containerPort: ${PORT} }]',
    'yaml-syntax  6:28-35',
    'put each value with `${...}` between [ ] or { } in quotes: "${PORT}"',
  ],
  [
    'a template without quotes behind other text',
    '  args: [a, --b=${X:=y}/c]',
    'yaml-syntax  6:17-24',
    'put each value with `${...}` between [ ] or { } in quotes: "--b=${X:=y}/c"',
  ],
  [
    'a template without quotes and without its end',
    '  args: [${X]',
    'yaml-syntax  6:10-12',
    'put each value with `${...}` between [ ] or { } in quotes',
  ],
  ['an item before the others', '  args:\n    - a\n   - c', 'yaml-syntax  8:4-7', dashes()],
  ['an item before the others, a map', '  args:\n   - a\n  - c: d', 'yaml-syntax  8:3-9', dashes()],
  ['an item behind the others, a map', '  args:\n  - a\n   - c: d', 'yaml-syntax  8:4-10', dashes()],
  ['an item between the others', '  args:\n    - a\n       - b\n   - c', 'yaml-syntax  9:4-7', dashes()],
  [
    'an item behind a key',
    '  args: - a',
    'yaml-syntax  6:9-12',
    'write each item of a list on a line of its own, or put the value in quotes where it is text',
  ],
  [
    'a bracket that is not closed',
    '  args: [a,\n  b]',
    'yaml-syntax  7:3-4',
    'close it, or indent each of its lines deeper than its key',
  ],
  ['a dash without a space', '  args:\n  -foo', 'yaml-syntax  7:3-7', 'write a space behind the dash: `- foo`'],
  [
    'a dash without a space behind an item',
    '  args:\n  - a\n  -foo',
    'yaml-syntax  8:3-7',
    'write a space behind the dash: `- foo`',
  ],
  [
    'a dash without a space before a colon',
    '  args:\n  - a\n  -foo:bar',
    'yaml-syntax  8:3-11',
    'write a space behind the dash: `- foo:bar`',
  ],
  [
    'an option without a dash',
    '  args:\n  - a\n  --foo',
    'yaml-syntax  8:3-8',
    'write a dash and a space before it: `- --foo`',
  ],
  [
    'a colon without a space',
    '  image: a\n  workingDir:/b',
    'yaml-syntax  7:3-16',
    'write a space behind the colon: `workingDir: /b`',
  ],
  [
    'a colon without a space, alone',
    '  image:a:b',
    'wrong-type spec 6:3-12',
    'write a space behind the colon: `image: a:b`',
  ],
  [
    'a text that is a map',
    '  command: [sh, -c, echo: foo]',
    'wrong-type spec.command[2] 6:21-30',
    'put the value in quotes: "echo: foo"',
  ],
  [
    'a text that is a map with a template',
    '  args:\n  - ${A}: b',
    'wrong-type spec.args[0] 7:5-9',
    'put the value in quotes: "${A}: b"',
  ],
];

describe('a mistake of YAML is shown where it is, with its cure', () => {
  it.each(mistakes)('%s', (_, text, place, hint) => {
    const result = loadManifests(`${spec}${text}\n`);
    const problem = result._tag === 'Left' ? result.left[0] : undefined;
    const { start, end } = problem?.source ?? {};
    expect(`${problem?.code} ${formatPath(problem?.path ?? [])} ${start?.line}:${start?.column}-${end?.column}`).toBe(
      place,
    );
    expect(problem?.hint).toBe(hint);
  });
});

function dashes(): string {
  return 'put the dashes of a list below each other';
}
