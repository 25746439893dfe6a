import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPath, orThrow, ProblemsError } from '@stash-functions/core';
import { afterAll, describe, expect, it } from 'vitest';
import { backupScenario, coverageOf, readManifestFiles, restoreScenario } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'stash-functions-manifests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fn = (spec: string, name = 'pack') =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: ${name} }\nspec:\n${spec}\n`;
const task = (spec: string) =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Task\nmetadata: { name: files }\nspec: ${spec}\n`;
const steps = '{ steps: [{ name: pack }] }';

let count = 0;
const read = (...texts: ReadonlyArray<string>) =>
  readManifestFiles(
    ...texts.map((text) => {
      count += 1;
      const file = join(folder, `${count}.yaml`);
      writeFileSync(file, text);
      return file;
    }),
  );

describe('a scenario of manifests that could not be read whole', () => {
  it.each<[what: string, texts: ReadonlyArray<string>, problems: ReadonlyArray<string>]>([
    [
      'a number in args and a variable that nothing sets',
      [fn('  image: busybox\n  args: [5, "${foo}"]')],
      ['wrong-type spec.args[0]', 'unresolved-variable spec.args[1]'],
    ],
    [
      'mistakes of two files',
      [
        fn('  image: busybox\n  arg: [a]'),
        `${fn('  image: "b:${foo}"', 'other')}`,
        task('{ steps: [{ name: pack }, { name: other }] }'),
      ],
      ['unknown-field spec.arg', 'unresolved-variable spec.image'],
    ],
    [
      'a template that is not one, once',
      [fn('  image: busybox\n  args: [5, "${foo", "${"]')],
      ['wrong-type spec.args[0]', 'unclosed-expression spec.args[1]', 'unclosed-expression spec.args[2]'],
    ],
    ['a Function without an image', [fn('  args: [a]'), task(steps)], ['missing-field spec.image']],
    [
      'a Function whose text is broken',
      [task(steps), 'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: ['],
      ['yaml-syntax '],
    ],
    [
      'params that were cut out',
      [
        fn('  image: busybox\n  args: ["${foo}"]'),
        task('{ steps: [{ name: pack, params: [{ name: foo, value: [1] }] }] }'),
      ],
      ['wrong-type spec.steps[0].params[0].value'],
    ],
    [
      'volumes that were cut out',
      [
        fn('  image: busybox\n  volumeMounts: [{ name: a, mountPath: /a }]'),
        task('{ steps: [{ name: pack }], volumes: [7] }'),
      ],
      ['wrong-type spec.volumes[0]'],
    ],
    [
      'no Task that could be found',
      ['apiVersion: stash.appscode.com/v1beta1\nkind: Task\nmetadata: [', fn('  image: a'), fn('  image: b', 'other')],
      ['yaml-syntax '],
    ],
    [
      'a name that is there twice',
      [fn('  image: a'), fn('  image: b'), fn('  image: 5', 'other'), task(steps)],
      ['wrong-type spec.image', 'duplicate-resource metadata.name'],
    ],
  ])('has, of %s, all that is wrong and nothing twice', (_, texts, expected) => {
    const manifests = read(...texts);
    for (const scenario of [backupScenario({ manifests }), restoreScenario({ manifests })]) {
      expect(scenario.problems.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual(expected);
      expect(scenario.problems.every(({ source }) => source !== undefined)).toBe(true);
    }
  });

  it('fails as before: it has no result, no containers and no coverage', () => {
    const manifests = read(fn('  image: busybox\n  args: [5]'));
    const scenario = backupScenario({ manifests });
    expect(scenario.result).toEqual(manifests);
    expect(() => scenario.containers).toThrow(ProblemsError);
    expect(() => orThrow(manifests)).toThrow(ProblemsError);
    expect([scenario.sources, scenario.runs, coverageOf([scenario]).total]).toEqual([[], [], 0]);
  });

  it('has the mistakes of its own resources too', () => {
    const manifests = read(fn('  image: busybox\n  args: [5]'));
    const { problems } = backupScenario({ manifests, retention: { prune: null } });
    expect(problems.map(({ code }) => code)).toEqual(['wrong-type', 'missing-field']);
  });
});
