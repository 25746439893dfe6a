import {
  type AppBinding,
  type BackupConfiguration,
  type BackupConfigurationSpec,
  orThrow,
  type RestoreSession,
  type RestoreTarget,
} from '@stash-functions/core/decode';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { resolveBlueprint } from './resolve/resolve-blueprint.ts';
import { resolveFunction } from './resolve/resolve-function.ts';
import { resolveStrings } from './resolve/resolve-strings.ts';
import { evaluateText } from './template/evaluate-text.ts';
import { backupScope } from './variables/backup-scope.ts';
import type { BackupContext } from './variables/context.ts';
import { restoreScope } from './variables/restore-scope.ts';
import { scopeOf } from './variables/scope.ts';

/**
 * These tests hold the rows of docs/differences-from-stash.md on templates and variables. Each row names one of them.
 */
const values: Readonly<Record<string, string>> = { WORD: 'banana', EMPTY: '', STAR: '*', CITY: 'Zürich 😀' };

const render = (template: string): string => {
  const result = evaluateText(template, (name) => values[name]);
  return isRight(result) ? result.right : result.left.map(({ code }) => code).join(' ');
};

test('`:+` is an alternative and `:?` a demand', () => {
  expect(render('[${WORD:+x}${EMPTY:+x}${ABSENT:+x}]')).toBe('[x]');
  expect(render('${WORD:?x}')).toBe('banana');
  expect(render('${EMPTY:?x} ${ABSENT:?x}')).toBe('empty-variable unresolved-variable');
});

test('`$$` is one dollar in a default too', () => {
  expect(render('$$ ${ABSENT:=$$HOME}')).toBe('$ $HOME');
});

test('a backslash puts a brace into an operand', () => {
  expect(render('${ABSENT:={"a": 1\\}}')).toBe('{"a": 1}');
});

test('a replacement takes a pattern, as a prefix does', () => {
  expect(render('${WORD//[an]/x}')).toBe('bxxxxx');
});

test('a replacement that is empty or left out deletes the match', () => {
  expect(render('${WORD/#ba/} ${WORD/%na/} ${WORD/an} ${WORD//a}')).toBe('nana bana bana bnn');
});

test('a value in a pattern is matched as it is', () => {
  expect(render('${WORD#${STAR}}')).toBe('banana');
  expect(render('${WORD##*n}')).toBe('a');
});

test('a negative length, and an offset that is no number, are problems', () => {
  expect(render('${WORD:0:-1} ${WORD:x} ${WORD:${STAR}}')).toBe('negative-length invalid-offset');
  expect(render('${WORD:${STAR}}')).toBe('invalid-offset');
  expect(render('${WORD: -2}')).toBe('na');
});

test('lengths and offsets count characters', () => {
  expect(render('${#CITY} ${CITY:1:1} ${CITY: -1}')).toBe('8 ü 😀');
});

test('keys are never templates', () => {
  expect(orThrow(resolveStrings({ '${WORD}': '${WORD}' }, scopeOf(values)))).toEqual({ '${WORD}': 'banana' });
});

const metadata = { name: 'nightly', namespace: 'demo' };

test('only the spec of a Function is resolved', () => {
  const fn = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name: 'pg', annotations: { note: '${ABSENT}' } },
    spec: { image: '${WORD}' },
  } as const;
  const resolved = orThrow(resolveFunction(fn, { scope: values }));
  expect(resolved.spec.image).toBe('banana');
  expect(resolved.source.metadata.annotations).toEqual({ note: '${ABSENT}' });
});

test('ADDON_IMAGE is the resolved image', () => {
  const fn = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name: 'pg' },
    spec: { image: 'acme/pg:${TAG:=16}', args: ['${ADDON_IMAGE}'] },
  } as const;
  expect(orThrow(resolveFunction(fn, { scope: {} })).spec.args).toEqual(['acme/pg:16']);
});

const backup = (
  spec: Partial<BackupConfigurationSpec>,
  context: Partial<BackupContext> = {},
): ReturnType<typeof backupScope> => {
  const invoker: BackupConfiguration = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupConfiguration',
    metadata,
    spec: { retentionPolicy: { name: 'keep', prune: false }, ...spec },
  };
  return backupScope({ invoker, ...context });
};

const restore = (target: RestoreTarget, ordinal?: number): ReturnType<typeof restoreScope> => {
  const invoker: RestoreSession = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'RestoreSession',
    metadata,
    spec: { target },
  };
  return restoreScope(ordinal === undefined ? { invoker } : { invoker, ordinal });
};

const pg: AppBinding = {
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  metadata: { name: 'pg', namespace: 'demo' },
  spec: { clientConfig: { url: 'x' }, type: 'kubedb.com/postgres', version: '16' },
};

test('a backup has TARGET_APP_REPLICAS too, where its target says them', () => {
  expect(orThrow(backup({ target: { replicas: 3 } })).get('TARGET_APP_REPLICAS')?.value).toBe('3');
  expect(orThrow(backup({ target: {} })).get('TARGET_APP_REPLICAS')).toBeUndefined();
});

test('an AppBinding is known by its kind, whatever its group', () => {
  const ref = { apiVersion: 'kubedb.com/v1', kind: 'AppBinding', name: 'pg' };
  const scope = orThrow(backup({ target: { ref } }, { appBindings: [pg] }));
  expect(scope.get('TARGET_APP_VERSION')?.value).toBe('16');
});

test('TARGET_NAME of a claim has its ordinal', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data-${POD_ORDINAL}' }, spec: {} }];
  expect(orThrow(restore({ volumeClaimTemplates }, 2)).get('TARGET_NAME')?.value).toBe('data-2');
});

test('every variable of the documentation is set', () => {
  const ref = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'pg' };
  const container = { nice: { adjustment: 5 }, ionice: { class: 2, classData: 4 } };
  const repository = {
    apiVersion: 'stash.appscode.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: 'rest', namespace: 'demo' },
    spec: { backend: { rest: { url: 'http://rest:8000/' } } },
  } as const;
  const scope = orThrow(backup({ target: { ref }, runtimeSettings: { container } }, { appBindings: [pg], repository }));
  const unset = [
    'REPOSITORY_URL',
    'TARGET_API_VERSION',
    'TARGET_APP_VERSION',
    'TARGET_APP_TYPE',
    'TARGET_APP_GROUP',
    'TARGET_APP_RESOURCE',
    'ENABLE_STATUS_SUBRESOURCE',
    'NICE_ADJUSTMENT',
    'IONICE_CLASS',
    'IONICE_CLASS_DATA',
  ].filter((name) => scope.get(name) === undefined);
  expect(unset).toEqual([]);
});

test('the host of a StatefulSet or DaemonSet has to be given', () => {
  const target = { ref: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' } };
  const unknown = backup({ target });
  expect(isLeft(unknown) && unknown.left.map(({ code }) => code)).toEqual(['host-unknown']);
  expect(orThrow(backup({ target }, { podName: 'web-2' })).get('HOSTNAME')?.value).toBe('host-2');
  expect(orThrow(backup({ target }, { hostname: 'mine' })).get('HOSTNAME')?.value).toBe('mine');
});

test('a blueprint gives the names and the templates that its documentation describes', () => {
  const blueprint = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupBlueprint',
    metadata: { name: 'databases' },
    spec: {
      backend: { gcs: { bucket: 'b', prefix: '${TARGET_NAMESPACE}/${TARGET_APP_RESOURCE}/${TARGET_NAME}' } },
      task: { name: '${TARGET_APP_RESOURCE}-backup-${TARGET_APP_VERSION}' },
      retentionPolicy: { name: 'keep', prune: false },
    },
  } as const;
  const { repository, backupConfiguration } = orThrow(resolveBlueprint(blueprint, pg));
  expect([repository.metadata.name, backupConfiguration.metadata.name]).toEqual(['app-pg', 'app-pg']);
  expect(repository.spec?.backend?.gcs?.prefix).toBe('demo/postgres/pg');
  expect(backupConfiguration.spec?.task?.name).toBe('postgres-backup-16');
});
