import { formatProblems } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { backupInput } from '../../test/invokers.ts';
import { planBackup } from '../index.ts';

const secret = 'Hunter2 "and" more';

test.each([
  ['in a name', { volumeMounts: [{ name: '${password}', mountPath: '/a' }] }],
  ['changed by an operator', { volumeMounts: [{ name: '${password^^}', mountPath: '/a' }] }],
  ['in a part of a path', { volumeMounts: [{ name: 'stash-tmp-dir', mountPath: '/a', subPath: '../${password}' }] }],
  [
    'in a variable that is there twice',
    { runtimeSettings: { env: [{ name: '${password}' }, { name: '${password}' }] } },
  ],
  ['by way of a step', { image: ' ${password:0:7}' }],
])('no Problem shows the value of a secret variable: %s', (_, spec) => {
  const task = { name: 'the-task', params: [{ name: 'password', value: secret }] };
  const plan = planBackup(backupInput([spec], { task }, { secrets: ['password'] }));
  const [first, ...rest] = isLeft(plan) ? plan.left : plan.right.warnings;
  const printed = first === undefined ? '' : formatProblems([first, ...rest]);
  expect(printed).toMatch(/^(?:error|warning)/m);
  expect(printed.toLowerCase()).not.toContain('hunter2');
});
