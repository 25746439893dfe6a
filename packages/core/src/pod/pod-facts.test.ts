import { describe, expect, it } from 'vitest';
import { hiddenVariables, type VariableInList } from './hidden-variables.ts';
import { deprecatedNodeLabel } from './node-labels.ts';

describe('hiddenVariables', () => {
  it.each<[string, ReadonlyArray<VariableInList>, ReadonlyArray<number>]>([
    ['none', [], []],
    ['different names', [{ name: 'A' }, { name: 'B' }], []],
    ['the same three times', [{ name: 'A' }, { name: 'A' }, { name: 'A', value: 'x' }], [1, 2]],
    [
      'one made of the one before',
      [
        { name: 'A', value: 'x' },
        { name: 'A', value: '$(A)y' },
      ],
      [],
    ],
    [
      'nothing but the one before',
      [
        { name: 'A', value: 'x' },
        { name: 'A', value: '$(A)' },
      ],
      [1],
    ],
    ['one from elsewhere', [{ name: 'A' }, { name: 'A', value: '$(A)y', valueFrom: {} }], [1]],
    ['names of object prototypes', [{ name: 'constructor' }, { name: '__proto__' }], []],
  ])('%s', (_, env, expected) => {
    expect(hiddenVariables(env)).toEqual(expected);
  });
});

describe('deprecatedNodeLabel', () => {
  it.each([
    ['beta.kubernetes.io/os', 'kubernetes.io/os'],
    ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ])('knows the name of today for %s', (key, today) => {
    expect(deprecatedNodeLabel(key)).toEqual({ today, instead: today });
  });

  it.each(['kubernetes.io/os', 'constructor', ''])('knows nothing of %o', (key) => {
    expect(deprecatedNodeLabel(key)).toBeUndefined();
  });

  it('says what to do where there is no such label any more', () => {
    expect(deprecatedNodeLabel('scheduler.alpha.kubernetes.io/preferAvoidPods')).toEqual({
      instead: 'taints and tolerations',
    });
  });
});
