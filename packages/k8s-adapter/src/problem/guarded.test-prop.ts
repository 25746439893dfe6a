import type { FunctionResource } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { backupInput, batchInput, localRepository, restoreInput } from '../../test/invokers.ts';
import { leavesOf } from '../../test/leaves.ts';
import { findingsOf, functionOf, resolvedFunctionOf, taskOf } from '../../test/resolved.ts';
import * as adapter from '../index.ts';

const probe = { exec: { command: ['true'] } };
const spec = {
  args: ['--x=${x:=1}'],
  command: ['run'],
  runtimeSettings: { livenessProbe: probe, nice: { adjustment: 5 } },
};
const { toContainer, toCronJob, toJob, toPodSpec, planBackup, planRestore } = adapter;

/** Calls with correct arguments, as a program would make them. */
const calls: Readonly<Record<string, readonly [(...args: ReadonlyArray<never>) => unknown, ReadonlyArray<unknown>]>> = {
  planBackup: [planBackup, [backupInput([spec, {}], {}, { repository: localRepository({ emptyDir: {} }) })]],
  'planBackup of its Functions': [planFunction, [functionOf(spec, 'step0')]],
  'planBackup of a batch': [planBackup, [batchInput([spec], [{}, {}], { permissions: 'least-privilege' })]],
  planRestore: [planRestore, [restoreInput([spec])]],
  toContainer: [toContainer, [resolvedFunctionOf(spec), { step: 1, runtimeSettings: spec.runtimeSettings }]],
  toPodSpec: [toPodSpec, [taskOf([spec, {}]), { scheduling: 'wrapper', imagePullSecrets: ['a'] }]],
  toJob: [toJob, [taskOf([spec]), { name: 'job', labels: { a: 'b' }, hooks: { before: 'preBackup' } }]],
  toCronJob: [toCronJob, [taskOf([spec]), { name: 'job', schedule: '0 3 * * *', timeZone: 'Europe/Berlin' }]],
  podSecurityLevel: [adapter.podSecurityLevel, [{ containers: [{ name: 'a', securityContext: {} }] }]],
  podSecurityLabels: [adapter.podSecurityLabels, [[{ containers: [{ name: 'a' }] }]]],
  limitName: [adapter.limitName, ['a'.repeat(70), 63]],
  containerName: [adapter.containerName, ['a.b', 1]],
  accessName: [adapter.accessName, ['BackupConfiguration', 'a', 0]],
  repositoryAccessName: [adapter.repositoryAccessName, ['a', 'BackupConfiguration', 'a', 0]],
  licenseReaderName: [adapter.licenseReaderName, ['a', 'b']],
  backupJobName: [adapter.backupJobName, ['a', 0]],
  restoreJobName: [adapter.restoreJobName, ['a', 0, 1]],
  interimClaimName: [adapter.interimClaimName, ['a', 'b']],
  tmpVolume: [adapter.tmpVolume, [{ medium: 'Memory' }]],
};

function planFunction(fn: FunctionResource): unknown {
  const input = backupInput([spec]);
  return planBackup({ ...input, manifests: { ...input.manifests, functions: new Map([['step0', fn]]) } });
}

/** Values that a faulty program may give in the place of another. */
const neighbours: ReadonlyArray<unknown> = [
  undefined,
  null,
  0,
  -1,
  Number.NaN,
  '',
  'text',
  true,
  [],
  {},
  [null],
  { a: 1 },
];

describe('no export throws', () => {
  test.each(Object.keys(calls))('%s, with anything in the place of any part of its arguments', (name) => {
    const [call, args] = calls[name] ?? [() => undefined, []];
    const places = [...new Set(leavesOf(args).flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1))))];
    const choice = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...neighbours));
    fc.assert(
      fc.property(choice, ([path, value]) => {
        Reflect.apply(call, undefined, withAt(args, path, value));
      }),
      { numRuns: 400 },
    );
  });

  test('what is no pod keeps no level', () => {
    expect(adapter.podSecurityLevel(JSON.parse('null'))).toMatchObject({
      level: 'privileged',
      reasons: [{ path: [] }],
    });
  });

  test('a wrong resource is a problem, which names who says more', () => {
    const result = planBackup(backupInput([JSON.parse('{ "volumeMounts": 5 }')]));
    expect(isLeft(result) && result.left).toMatchObject([
      { code: 'option-invalid', hint: expect.stringContaining('`decodeResource`') },
    ]);
  });
});

describe('what is misspelt is no default', () => {
  test.each([
    [{ permissions: 'least-privileges' }, 'permissions', '"least-privilege"'],
    [{ permission: 'least-privilege' }, 'permission', '`permissions`'],
    [{ permissions: 'leastPrivilege' }, 'permissions', '"least-privilege"'],
    [{ scheduling: 'wraper' }, 'scheduling', '"wrapper"'],
    [{ activeDeadlineSeconds: 'timeout' }, 'activeDeadlineSeconds', '"timeOut"'],
    [{ activeDeadlineSeconds: '3600' }, 'activeDeadlineSeconds', undefined],
    [{ ttlSecondsAfterFinished: '60' }, 'ttlSecondsAfterFinished', undefined],
    [{ member: '1' }, 'member', undefined],
    [{ ttl: 5 }, 'ttl', undefined],
    [{ kubernetesReferences: 'expnd' }, 'kubernetesReferences', '"expand"'],
    [{ imagePullPolicy: 'always' }, 'imagePullPolicy', '"Always"'],
    [{ operatorImage: { repository: 'x' } }, 'operatorImage.repository', undefined],
  ])('%j', (options, path, meant) => {
    const result = planBackup({ ...backupInput([{}]), ...JSON.parse(JSON.stringify(options)) });
    expect(findingsOf(result)).toEqual([`option-invalid - ${path}`]);
    if (meant !== undefined) expect(isLeft(result) && result.left[0].hint).toContain(meant);
  });

  test('undefined is an option left out', () => {
    const names = ['permissions', 'scheduling', 'member', 'operatorImage', 'secrets', 'hostname', 'imagePullSecrets'];
    const input = { ...backupInput([{}]), ...Object.fromEntries(names.map((name) => [name, undefined])) };
    const [given, plain] = [planBackup(input), planBackup(backupInput([{}]))];
    expect(isLeft(given) || given.right.objects).toEqual(isLeft(plain) || plain.right.objects);
  });
});

/** A copy with another value at a path. The Maps of manifests stay, but the values in them may change. */
function withAt(value: unknown, path: ReadonlyArray<string | number>, replacement: unknown): never;
function withAt(value: unknown, [key, ...rest]: ReadonlyArray<string | number>, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? withAt(item, rest, replacement) : item));
  return { ...Object(value), [key]: withAt(Object(value)[key], rest, replacement) };
}
