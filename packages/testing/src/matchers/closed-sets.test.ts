import { defineFunction, defineTask, manifestsOf, orThrow } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import '../vitest.ts';
import { backupScenario, restoreScenario } from '../index.ts';
import { UsageError } from '../usage-error.ts';

const fn = orThrow(
  defineFunction({
    metadata: { name: 'files' },
    spec: { image: 'busybox', args: ['tar', '--host=${HOSTNAME}', '--exclude=${exclude:=}'] },
  }),
);
const task = orThrow(defineTask({ metadata: { name: 'files' }, spec: { steps: [{ name: 'files' }] } }));
const manifests = orThrow(manifestsOf([fn, task]));

/** A value as a test in JavaScript gives it, which no compiler checks. */
const untyped = (value: unknown): never => value as never;
const scenario = (options: object = {}) => backupScenario(untyped({ manifests, ...options }));

describe('a word that there is not', () => {
  it.each<[what: string, test: () => void, hint: RegExp]>([
    ['a level', () => expect(scenario()).toBeAcceptedAs(untyped('Restricted')), /did you mean 'restricted'/],
    ['no level', () => expect(scenario()).not.toBeAcceptedAs(untyped(undefined)), /baseline, restricted/],
    ['a code', () => expect(scenario()).not.toHaveProblem('unresolved-varable'), /did you mean 'unresolved-variable'/],
    [
      'a field of a Problem',
      () => expect(scenario()).not.toHaveProblem('unresolved-variable', untyped({ paht: [] })),
      /'path'/,
    ],
    ['a flag without dashes', () => expect(scenario().container('files')).not.toHaveFlag('host'), /'--host'/],
    [
      'a field of a container',
      () => expect(scenario().container('files')).not.toMatchContainer({ imagee: 'x' }),
      /'image'/,
    ],
    ['a kind', () => expect(scenario().objectsOf(untyped('roles'))).toHaveLength(0), /'Role'/],
    ['a verb', () => expect(scenario().allows({ verb: 'gets', resource: 'secrets' })).toBe(false), /'get'/],
    ['a resource', () => expect(scenario().allows({ verb: 'get', resource: 'Secret' })).toBe(false), /plural/],
    ['a field of a permission', () => scenario().allows(untyped({ verb: 'get', resorce: 'secrets' })), /'resource'/],
  ])('%s is an error of the test, with and without not', (_, test, hint) => {
    expect(test).toThrow(UsageError);
    expect(test).toThrow(hint);
  });

  it.each<[what: string, options: object, hint: string]>([
    ['a target', { target: 'Statefulset' }, 'StatefulSet'],
    ['an option', { parms: { exclude: 'x' } }, 'params'],
    ['a preset of permissions', { permissions: 'least-privileges' }, 'least-privilege'],
    ['a backend', { backend: 's4' }, 's3'],
    ['a param', { params: { exlude: 'x' } }, 'exclude'],
  ])('%s is a problem of the scenario', (_, options, hint) => {
    for (const made of [scenario(options), restoreScenario(untyped({ manifests, ...options }))]) {
      expect(made.result._tag).toBe('Left');
      expect(made.problems.some((problem) => problem.hint?.includes(hint) === true)).toBe(true);
    }
  });

  it('is not found in what is right', () => {
    const right = scenario({
      params: { exclude: 'x', TARGET_NAME: 'other' },
      target: 'StatefulSet',
      backend: undefined,
    });
    expect(right).toResolve();
    expect(right).not.toHaveProblem('unresolved-variable');
    expect(right.container('files')).toHaveFlag('--exclude', 'x');
    expect(right.allows({ verb: 'get', resource: 'pods/exec', apiGroup: '' })).toBe(true);
  });
});
