import type { Problem } from '@stash-functions/core/decode';
import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { backupScope, createLayer, hookScope, resolveFunction, resolveTask, restoreScope, scopeOf } from './index.ts';

const fn = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Function',
  metadata: { name: 'f' },
  spec: { args: ['x'] },
} as const;
const task = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Task',
  metadata: { name: 't' },
  spec: { steps: [{ name: 'f' }] },
} as const;
const functions = new Map([['f', fn]]);
const invoker = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupConfiguration',
  metadata: { name: 'b', namespace: 'n' },
  spec: { retentionPolicy: { name: 'k', prune: true } },
} as const;
const restore = { ...invoker, kind: 'RestoreSession', spec: { target: {} } } as const;

describe('a closed set', () => {
  it.each<[string, () => Either<ReadonlyArray<Problem>, unknown>, string | undefined]>([
    [
      'a word',
      () => loosely(resolveFunction)(fn, { scope: {}, kubernetesReferences: 'expnad' }),
      'did you mean "expand"?',
    ],
    ['another word', () => loosely(resolveTask)(task, { functions, scope: {}, kubernetesReferences: true }), undefined],
    ['an option', () => loosely(resolveTask)(task, { functions, scop: {}, scope: {} }), 'did you mean `scope`?'],
    ['an option of a backup', () => loosely(backupScope)({ invoker, podname: 'web-0' }), 'did you mean `podName`?'],
    [
      'an option of a restore',
      () => loosely(restoreScope)({ invoker: restore, secret: ['a'] }),
      'did you mean `secrets`?',
    ],
    [
      'an option inside of another',
      () => loosely(backupScope)({ invoker, operatorImage: { registry: 'r', image: 'i', tags: 't' } }),
      'did you mean `tag`?',
    ],
  ])('refuses what is misspelt with the nearest name: %s', (_, call, hint) => {
    const result = call();
    expect(isLeft(result) && result.left).toMatchObject([
      hint === undefined ? { code: 'option-invalid' } : { code: 'option-invalid', hint },
    ]);
  });

  it('takes undefined for an option that is left out, and a context that is a part of a larger object', () => {
    expect(isLeft(resolveFunction(fn, { scope: {}, params: undefined, kubernetesReferences: undefined }))).toBe(false);
    const larger = { invoker, session: undefined, operatorImage: undefined, secrets: undefined, manifests: {} };
    expect(isLeft(backupScope(larger))).toBe(false);
  });

  it('gives nothing for a hook or a layer that there is none of, so that whoever uses it hears of it', () => {
    const resolved = resolveTask(task, { functions, scope: {} });
    if (isLeft(resolved)) throw new Error('no Task');
    expect(hookScope(resolved.right, 'preBackup').get('HOOK_TYPE')?.value).toBe('preBackup');
    expect(loosely(hookScope)(resolved.right, 'preBakcup').get('HOOK_TYPE')).toBeUndefined();
    expect(loosely(createLayer)('step-params', [{ name: 'A', value: 'b' }]).variables.size).toBe(0);
    expect(loosely(scopeOf)({ A: 'b', B: 1 }).get('B')).toBeUndefined();
  });

  it.each<[string, () => Either<ReadonlyArray<Problem>, unknown>]>([
    ['no Function', () => loosely(resolveFunction)(task, { scope: {} })],
    ['no options', () => loosely(resolveFunction)(fn)],
    ['no invoker', () => loosely(backupScope)({ invoker: restore })],
    ['nothing', () => loosely(restoreScope)()],
  ])('and what is of another type is a Problem: %s', (_, call) => {
    const result = call();
    expect(isLeft(result) && new Set(result.left.map(({ code }) => code))).toEqual(new Set(['input-invalid']));
  });
});

/** Calls a function as JavaScript may: with any arguments. */
function loosely<A>(call: (...args: ReadonlyArray<never>) => A): (...args: ReadonlyArray<unknown>) => A {
  return (...args) => Reflect.apply(call, undefined, [...args]);
}
