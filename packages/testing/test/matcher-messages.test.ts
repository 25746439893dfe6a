import { stripVTControlCharacters } from 'node:util';
import { left, right } from 'fp-ts/lib/Either.js';
import { beforeAll, describe, expect, it, test } from 'vitest';
import '../src/vitest.ts';
import { backupScenario, createMatchers } from '../src/index.ts';
import { manifests } from './manifests.ts';

const scenario = backupScenario({ manifests });
/** A compiler would refuse it, but a test in JavaScript has none. */
const misspelt: object = { buket: 'x' };
const broken = backupScenario({ manifests, target: 'none', repository: { spec: { backend: { s3: misspelt } } } });
const unresolved = backupScenario({ manifests, task: 'databases' });
const secret = backupScenario({ manifests, params: { password: 'hunter22' }, secrets: ['password'] });
const container = scenario.container('dump');

/** Each assertion fails, and its message is all that its reader has. */
const failures: ReadonlyArray<readonly [title: string, assertion: () => void]> = [
  ['toResolve, of a scenario with a problem', () => expect(broken).toResolve()],
  ['toResolve, of a Task that is not there', () => expect(unresolved).toResolve()],
  ['not.toResolve', () => expect(backupScenario({ manifests, function: 'report' })).not.toResolve()],
  ['toResolve, of a Left', () => expect(broken.result).toResolve()],
  ['toHaveProblem, where nothing is wrong', () => expect(scenario).toHaveProblem('unresolved-variable')],
  ['toHaveProblem, with a misspelt code', () => expect(broken).toHaveProblem('unknwon-field')],
  ['toHaveProblem, of another field', () => expect(broken).toHaveProblem('unknown-field', { path: ['spec', 'x'] })],
  ['not.toHaveProblem', () => expect(broken).not.toHaveProblem('unknown-field')],
  ['toHaveFlag, with another value', () => expect(container).toHaveFlag('--bucket', 'archive')],
  ['toHaveFlag, with a value in the next word', () => expect(container).toHaveFlag('--tag', 'x')],
  ['toHaveFlag, misspelt', () => expect(container).toHaveFlag('--buket')],
  ['toHaveFlag, of a program behind --', () => expect(container).toHaveFlag('-h', 'localhost')],
  ['toHaveFlag, of that program', () => expect(container.program('pg_dump')).toHaveFlag('-h', 'db')],
  ['not.toHaveFlag', () => expect(container).not.toHaveFlag('--bucket', expect.stringMatching(/^back/))],
  ['toHaveFlag, of a secret', () => expect(secret.container('dump').program('pg_dump')).toHaveFlag('--password', 'x')],
  ['toHaveFlag, of words', () => expect(['--a=1', '--b']).toHaveFlag('--c')],
  ['toMatchContainer, of an image', () => expect(container).toMatchContainer({ image: 'example.com/dump:2.0' })],
  [
    'toMatchContainer, of the environment',
    () => expect(container).toMatchContainer({ env: [{ name: 'REGION', value: 'x' }, { name: 'TOKEN' }] }),
  ],
  ['not.toMatchContainer', () => expect(container).not.toMatchContainer({ image: 'example.com/dump:1.0' })],
  ['toUseVariables', () => expect(scenario).toUseVariables(['NAMESPACE', 'REPOSITORY_BUCKT'])],
  ['not.toUseVariables', () => expect(container).not.toUseVariables(['REPOSITORY_BUCKET', 'NAMESPACE'])],
  ['toBeAcceptedAs', () => expect(scenario).toBeAcceptedAs('restricted')],
  ['not.toBeAcceptedAs', () => expect(scenario).not.toBeAcceptedAs('baseline')],
  ['a matcher, of something else', () => expect(1).toBeAcceptedAs('baseline')],
  ['toMatchResolvedSnapshot, with not', () => expect(scenario).not.toMatchResolvedSnapshot()],
];

// Other files of this worker may have replaced these matchers by their own.
beforeAll(() => {
  expect.extend(createMatchers((text, ...hint) => expect(text).toMatchSnapshot(...hint)));
});

describe('the message of a failure', () => {
  it.each(failures)('%s', (_, assertion) => {
    expect(messageOf(assertion)).toMatchSnapshot();
  });

  it('never shows a secret', () => {
    for (const assertion of [
      () => expect(secret.container('dump')).toHaveFlag('--nothing'),
      () => expect(secret.container('dump').program('pg_dump')).toHaveFlag('--password', 'x'),
      () => expect(secret.container('dump').program('pg_dump')).not.toHaveFlag('--password'),
      () => expect(secret.container('dump')).toMatchContainer({ args: [] }),
      () => expect(secret).not.toResolve(),
    ]) {
      expect(messageOf(assertion)).not.toContain('hunter22');
    }
  });
});

test('the matchers pass where they should', () => {
  expect(scenario).toResolve();
  expect(right(1)).toResolve();
  expect(left([])).toResolve();
  expect(broken).not.toResolve();
  expect(broken).toHaveProblem('unknown-field', { severity: 'error' });
  expect(scenario).not.toHaveProblem('unknown-field');
  expect(container).toHaveFlag('--bucket');
  expect(container).toHaveFlag('--bucket', 'backups');
  expect(container).toHaveFlag('--tag', expect.any(String));
  expect(container).toHaveFlag('-q', true);
  expect(container.program('pg_dump')).toHaveFlag('-p', '5432');
  expect(['-b', 'x']).toHaveFlag('-b', 'x');
  expect(container).not.toHaveFlag('-h');
  expect(container).toMatchContainer({ args: expect.arrayContaining(['backup']) });
  expect(container).not.toMatchContainer({ args: ['backup'] });
  expect(scenario).toUseVariables(['NAMESPACE', 'REPOSITORY_SECRET_NAME', 'password']);
  expect(container).not.toUseVariables(['NAMESPACE']);
  expect(scenario).toBeAcceptedAs('baseline');
  expect(scenario.pod).not.toBeAcceptedAs('restricted');
});

test('a snapshot has the order of the plan and no secret', () => {
  expect(secret).toMatchResolvedSnapshot();
  expect(secret.container('dump')).toMatchResolvedSnapshot('the container alone');
});

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  }
  throw new Error('the assertion passes');
}
