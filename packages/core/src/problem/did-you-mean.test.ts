import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

const fields = ['image', 'command', 'args', 'workingDir', 'ports', 'volumeMounts', 'runtimeSettings'];

it.each([
  ['imge', 'image'],
  ['iamge', 'image'],
  ['Image', 'image'],
  ['argz', 'args'],
  ['wrkingdir', 'workingDir'],
  ['volumemount', 'volumeMounts'],
  ['image', 'image'],
  ['zzzz', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('didYouMean(%j) is %j', (name, meant) => {
  expect(didYouMean(name, fields)).toBe(meant);
});

it('is undefined where there is no candidate', () => {
  expect(didYouMean('image', [])).toBeUndefined();
});
