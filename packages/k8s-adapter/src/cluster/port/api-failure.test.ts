import { describe, expect, it } from 'vitest';
import { isTransient, readFailure } from './api-failure.ts';
import { failureProblems, parseFieldPath } from './failure-problems.ts';

const status = (code: number, reason: string, details: object = {}): string =>
  JSON.stringify({ kind: 'Status', status: 'Failure', message: 'it is wrong.', code, reason, details });

describe('readFailure', () => {
  it.each<[string, Parameters<typeof readFailure>, object]>([
    ['a Status', [409, status(409, 'AlreadyExists')], { code: 409, reason: 'AlreadyExists', message: 'it is wrong.' }],
    ['what a proxy writes', [502, '<html>Bad Gateway\n</html>'], { code: 502, reason: 'Unknown' }],
    ['an empty answer', [500, ''], { code: 500, message: 'the server answered 500' }],
    ['Retry-After in seconds', [429, '', '7'], { retryAfter: 7000 }],
    ['Retry-After as a date', [503, '', 'Thu, 01 Jan 1970 00:00:09 GMT', 4000], { retryAfter: 5000 }],
    ['Retry-After that is past', [503, '', 'Thu, 01 Jan 1970 00:00:00 GMT', 4000], { retryAfter: 0 }],
    ['retryAfterSeconds', [429, status(429, 'TooManyRequests', { retryAfterSeconds: 3 })], { retryAfter: 3000 }],
    ['a Retry-After that is none', [429, '', 'soon'], { code: 429 }],
  ])('reads %s', (_, args, failure) => {
    expect(readFailure(...args)).toMatchObject(failure);
  });
});

describe('failureProblems', () => {
  it.each([
    [401, 'Unauthorized', 'access-denied'],
    [403, 'Forbidden', 'access-denied'],
    [404, 'NotFound', 'object-not-found'],
    [404, 'UnknownKind', 'unknown-kind'],
    [409, 'AlreadyExists', 'object-exists'],
    [409, 'Conflict', 'api-conflict'],
    [422, 'Invalid', 'api-rejected'],
    [400, 'BadRequest', 'api-rejected'],
    [429, 'TooManyRequests', 'api-unavailable'],
    [503, 'ServiceUnavailable', 'api-unavailable'],
    [0, 'ConnectionFailed', 'api-unavailable'],
    [415, 'UnsupportedMediaType', 'api-error'],
  ])('gives %i %s the code %s', (code, reason, expected) => {
    const failure = { code, reason, message: 'it is wrong.', causes: [] };
    const resource = { kind: 'Job', name: 'a' };
    expect(failureProblems(failure, resource)).toMatchObject([{ code: expected, path: [], resource }]);
  });

  it.each([
    [403, 'pods "a" is forbidden: exceeded quota: small, requested: pods=1', 'ResourceQuota'],
    [403, 'pods "a" is forbidden: violates PodSecurity "restricted:latest"', 'Pod Security'],
    [403, 'unable to create new content in namespace demo because it is being terminated', 'namespace'],
    [403, 'user "ci" is attempting to grant RBAC permissions not currently held', 'escalate'],
    [403, 'jobs.batch is forbidden: User "ci" cannot create resource "jobs"', 'missing verb'],
    [404, 'namespaces "demo" not found', 'namespace'],
    [404, 'roles.rbac.authorization.k8s.io "a" not found', 'dry run'],
    [422, 'RoleBinding "a" is invalid: roleRef: Invalid value: cannot change roleRef', 'delete it'],
    [422, 'Job "a" is invalid: spec.template: field is immutable', 'delete it'],
  ])('hints at the cure of %i %s', (code, message, hint) => {
    const failure = { code, reason: 'No', message, causes: [] };
    expect(failureProblems(failure, { kind: 'Job' })[0].hint).toContain(hint);
  });

  it('gives one problem for each field', () => {
    const causes = [
      { field: 'spec.containers[0].image', reason: 'FieldValueRequired', message: 'Required value' },
      { field: 'metadata.labels[app.kubernetes.io/name]', reason: 'FieldValueInvalid', message: 'Invalid value: "-"' },
    ];
    const failure = { code: 422, reason: 'Invalid', message: '', causes };
    expect(failureProblems(failure, { kind: 'Job' }).map((problem) => problem.path)).toEqual([
      ['spec', 'containers', 0, 'image'],
      ['metadata', 'labels', 'app.kubernetes.io/name'],
    ]);
  });
});

describe('isTransient', () => {
  it.each([
    [0, 'ConnectionFailed', true],
    [0, 'Aborted', false],
    [408, '', true],
    [429, '', true],
    [500, '', true],
    [501, '', false],
    [504, '', true],
    [404, '', false],
    [410, '', false],
  ])('says of %i %s: %s', (code, reason, expected) => {
    expect(isTransient({ code, reason, message: '', causes: [] })).toBe(expected);
  });
});

describe('parseFieldPath', () => {
  it.each([
    ['', []],
    ['spec', ['spec']],
    ['.spec.rules', ['spec', 'rules']],
    ['spec.env[10].name', ['spec', 'env', 10, 'name']],
    ['spec.nodeSelector[a.b/c]', ['spec', 'nodeSelector', 'a.b/c']],
  ])('reads %j', (field, path) => {
    expect(parseFieldPath(field)).toEqual(path);
  });
});
