import { loadManifests, orThrow } from '@stash-functions/core';
import { expect, test } from 'vitest';
import { backupInput, repository, restoreInput } from '../../test/invokers.ts';
import { type BackupPlanInput, originOf, planBackup, planRestore } from '../index.ts';

test('nice of an invoker is the origin of NICE_ADJUSTMENT, whatever its env says', () => {
  const container = { nice: { adjustment: 19 }, env: [{ name: 'NICE_ADJUSTMENT', value: '5' }] };
  expect(originIn(backupInput([{}], { runtimeSettings: { container } }), ['env', 0, 'value'])).toMatchObject({
    kind: 'field',
    resource: { kind: 'BackupConfiguration' },
    path: ['spec', 'runtimeSettings', 'container', 'nice', 'adjustment'],
  });
});

test('a field that is one variable leads on to where its value was read, also through the param of a step', () => {
  const input = backupInput([{ args: ['${REPOSITORY_BUCKET}', '${where}', '--to=${where}/${NAMESPACE}'] }]);
  const task = input.manifests.tasks.get('the-task');
  const steps = [{ name: 'step0', params: [{ name: 'where', value: '${REPOSITORY_BUCKET}' }] }];
  const tasks = new Map(task && [['the-task', { ...task, spec: { steps } }]]);
  const withParams = { ...input, manifests: { ...input.manifests, tasks } };
  const bucket = { kind: 'field', resource: { kind: 'Repository' }, path: ['spec', 'backend', 's3', 'bucket'] };
  expect(originIn(withParams, ['args', 0])).toMatchObject(bucket);
  expect(originIn(withParams, ['args', 1])).toMatchObject(bucket);
  expect(originIn(withParams, ['args', 2])).toMatchObject({
    kind: 'field',
    resource: { kind: 'Function' },
    path: ['spec', 'args', 2],
    variables: [
      { name: 'where', origin: bucket },
      { name: 'NAMESPACE', origin: { resource: { kind: 'BackupSession' }, path: ['metadata', 'namespace'] } },
    ],
  });
});

test('a default, an option and a rule are said as what they are, and nothing is said of what is not there', () => {
  const args = ['${dir:=/tmp}', '${PROMETHEUS_PUSHGATEWAY_URL}'];
  const input = backupInput([{ args }], {}, { pushgatewayUrl: 'http://push', imagePullPolicy: 'Always' });
  expect(originIn(input, ['args', 0])).toMatchObject({ kind: 'default', variable: 'dir', path: ['spec', 'args', 0] });
  expect(originIn(input, ['args', 1])).toEqual({ kind: 'option', option: 'pushgatewayUrl' });
  expect(originIn(input, ['imagePullPolicy'])).toEqual({ kind: 'option', option: 'imagePullPolicy' });
  expect(originIn(backupInput([{}]), ['imagePullPolicy'])).toEqual({ kind: 'rule', rule: 'image-pull-policy' });
  expect(originIn(input, ['args', 2])).toBeUndefined();
});

test('the user of a restore is the rule, and that of a Repository elsewhere is in it', () => {
  const plan = orThrow(planRestore(restoreInput([{}])));
  const [job] = plan.jobs;
  if (job === undefined) throw new Error('there is a Job');
  expect(originOf(plan, job, ['spec', 'template', 'spec', 'securityContext', 'runAsUser'])).toEqual({
    kind: 'rule',
    rule: 'restore-user',
  });
  expect(originOf({ ...plan }, job, ['kind'])).toBeUndefined();
});

test('an origin has the line of its file, and of a default its own place', () => {
  const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: {name: step0}
spec:
  image: "acme/dump:\${tag:=1}"
  workingDir: \${dir:=/tmp}
`;
  const loaded = orThrow(loadManifests(text, { file: 'dump.yaml' }));
  const input = backupInput([{}]);
  const manifests = { ...input.manifests, functions: loaded.functions };
  const own = { ...input, manifests, repository: repository() };
  expect(originIn(own, ['image'])).toMatchObject({ kind: 'field', source: { file: 'dump.yaml', start: { line: 5 } } });
  expect(originIn(own, ['workingDir'])).toMatchObject({
    kind: 'default',
    source: { start: { line: 6, column: 15 } },
  });
});

function originIn(input: BackupPlanInput, path: ReadonlyArray<string | number>): ReturnType<typeof originOf> {
  const plan = orThrow(planBackup(input));
  const [job] = plan.jobs;
  if (job === undefined) throw new Error('there is a Job');
  return originOf(plan, job, ['spec', 'template', 'spec', 'containers', 0, ...path]);
}
