import {
  type AppBinding,
  type BackupBatch,
  type BackupConfiguration,
  type BackupConfigurationSpec,
  type BackupSession,
  type BackupTarget,
  formatPath,
  orThrow,
  type Repository,
  type RestoreBatch,
  type RestoreSession,
  type RestoreTarget,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { backupScope } from './backup-scope.ts';
import { type BuiltinVariableName, builtinVariables } from './catalogue.ts';
import type { BackupContext, RestoreContext } from './context.ts';
import { effectiveTask } from './effective-task.ts';
import { restoreScope } from './restore-scope.ts';
import type { Scope } from './scope.ts';

const repository = (backend: NonNullable<Repository['spec']>['backend'], namespace = 'vault'): Repository => ({
  apiVersion: 'stash.appscode.com/v1alpha1',
  kind: 'Repository',
  metadata: { name: 'repo', namespace },
  spec: backend === undefined ? {} : { backend },
});

const appBinding = (spec: object = {}): AppBinding => ({
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  metadata: { name: 'pg', namespace: 'demo' },
  spec: { clientConfig: { url: 'x' }, ...spec },
});

const addon = {
  parameters: {
    apiVersion: 'appcatalog.appscode.com/v1alpha1',
    kind: 'StashAddon',
    stash: {
      addon: {
        backupTask: {
          name: 'pg-backup',
          params: [
            { name: 'a', value: 'backup' },
            { name: 'HOSTNAME', value: 'addon' },
          ],
        },
        restoreTask: { name: 'pg-restore', params: [{ name: 'a', value: 'restore' }] },
      },
    },
  },
};

const session: BackupSession = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupSession',
  metadata: { name: 'nightly-1', namespace: 'demo' },
};

const configuration = (spec: Partial<BackupConfigurationSpec> = {}): BackupConfiguration => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupConfiguration',
  metadata: { name: 'nightly', namespace: 'demo' },
  spec: { retentionPolicy: { name: 'keep', prune: false }, ...spec },
});

const batch = (members: NonNullable<BackupBatch['spec']>['members']): BackupBatch => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupBatch',
  metadata: { name: 'all', namespace: 'demo' },
  spec: { retentionPolicy: { name: 'keep', prune: false }, ...(members === undefined ? {} : { members }) },
});

const restore = (target?: RestoreTarget, spec: object = {}): RestoreSession => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'RestoreSession',
  metadata: { name: 'back', namespace: 'demo' },
  spec: { ...(target === undefined ? {} : { target }), ...spec },
});

const pgRef = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'pg' };
const b = (context: Partial<BackupContext> = {}): Scope =>
  orThrow(backupScope({ invoker: configuration(), session, ...context }));
const t = (target: BackupTarget): Scope => b({ invoker: configuration({ target }), appBindings: [appBinding()] });
const r = (target: RestoreTarget = {}, context: Partial<RestoreContext> = {}): Scope =>
  orThrow(restoreScope({ invoker: restore(target), appBindings: [appBinding()], ...context }));
const store = (backend: NonNullable<Repository['spec']>['backend']): Scope => b({ repository: repository(backend) });
const keep = (policy: object): Scope =>
  b({ invoker: configuration({ retentionPolicy: { name: 'keep', prune: false, ...policy } }) });
const app = (spec: object): Scope =>
  b({ invoker: configuration({ target: { ref: pgRef } }), appBindings: [appBinding(spec)] });
const settings = (container: object): Scope => b({ invoker: configuration({ runtimeSettings: { container } }) });

const s3 = { s3: { endpoint: 'e', bucket: 'b', prefix: 'p', region: 'r', insecureTLS: true }, storageSecretName: 's' };
const rest = { rest: { url: 'http://user:pw@Rest:80/a%20b?q#f' } };
const claims = (name: string): RestoreTarget => ({ volumeClaimTemplates: [{ metadata: { name }, spec: {} }] });

type Case = readonly [
  name: BuiltinVariableName,
  of: string,
  scope: () => Scope,
  value: string | undefined,
  origin?: string,
];

const cases: ReadonlyArray<Case> = [
  ['NAMESPACE', 'a session', () => b(), 'demo', 'BackupSession metadata.namespace'],
  [
    'NAMESPACE',
    'no session',
    () => orThrow(backupScope({ invoker: configuration() })),
    'demo',
    'BackupConfiguration metadata.namespace',
  ],
  ['NAMESPACE', 'a restore', () => r(), 'demo', 'RestoreSession metadata.namespace'],
  ['BACKUP_SESSION', 'a backup', () => b(), 'nightly-1', 'BackupSession metadata.name'],
  ['BACKUP_SESSION', 'a restore', () => r(), undefined],
  ['RESTORE_SESSION', 'a restore', () => r(), 'back', 'RestoreSession metadata.name'],
  ['RESTORE_SESSION', 'a backup', () => b(), undefined],
  ['INVOKER_KIND', 'a backup', () => b(), 'BackupConfiguration', 'BackupConfiguration kind'],
  ['INVOKER_NAME', 'a restore', () => r(), 'back', 'RestoreSession metadata.name'],
  ['REPOSITORY_NAME', 'a Repository', () => store(s3), 'repo', 'Repository metadata.name'],
  ['REPOSITORY_NAME', 'no Repository', () => b(), undefined],
  ['REPOSITORY_NAMESPACE', 'a Repository', () => store(s3), 'vault', 'Repository metadata.namespace'],
  [
    'REPOSITORY_PROVIDER',
    'local',
    () => store({ local: { mountPath: '/m' } }),
    'local',
    'Repository spec.backend.local',
  ],
  ['REPOSITORY_PROVIDER', 's3', () => store(s3), 's3', 'Repository spec.backend.s3'],
  ['REPOSITORY_PROVIDER', 'gcs', () => store({ gcs: { bucket: 'b' } }), 'gcs'],
  ['REPOSITORY_PROVIDER', 'azure', () => store({ azure: { container: 'c' } }), 'azure'],
  ['REPOSITORY_PROVIDER', 'swift', () => store({ swift: { container: 'c' } }), 'swift'],
  ['REPOSITORY_PROVIDER', 'b2', () => store({ b2: { bucket: 'b' } }), 'b2'],
  ['REPOSITORY_PROVIDER', 'rest', () => store(rest), 'rest'],
  ['REPOSITORY_PROVIDER', 'several', () => store({ rest: { url: '' }, ...s3 }), 's3'],
  [
    'REPOSITORY_BUCKET',
    'local',
    () => store({ local: { mountPath: '/m' } }),
    '/m',
    'Repository spec.backend.local.mountPath',
  ],
  [
    'REPOSITORY_BUCKET',
    'azure',
    () => store({ azure: { container: 'c' } }),
    'c',
    'Repository spec.backend.azure.container',
  ],
  ['REPOSITORY_BUCKET', 'rest', () => store(rest), 'Rest:80', 'Repository spec.backend.rest.url'],
  ['REPOSITORY_BUCKET', 'rest without a URL', () => store({ rest: {} }), ''],
  ['REPOSITORY_PREFIX', 'local', () => store({ local: { mountPath: '/m', subPath: 's' } }), ''],
  [
    'REPOSITORY_PREFIX',
    'swift',
    () => store({ swift: { container: 'c', prefix: 'p' } }),
    'p',
    'Repository spec.backend.swift.prefix',
  ],
  ['REPOSITORY_PREFIX', 'rest', () => store(rest), '/a b', 'Repository spec.backend.rest.url'],
  ['REPOSITORY_ENDPOINT', 's3', () => store(s3), 'e', 'Repository spec.backend.s3.endpoint'],
  ['REPOSITORY_ENDPOINT', 'rest', () => store(rest), rest.rest.url, 'Repository spec.backend.rest.url'],
  ['REPOSITORY_ENDPOINT', 'gcs', () => store({ gcs: { bucket: 'b' } }), undefined],
  ['REPOSITORY_URL', 'rest', () => store(rest), rest.rest.url, 'Repository spec.backend.rest.url'],
  ['REPOSITORY_URL', 's3', () => store(s3), undefined],
  ['REPOSITORY_REGION', 's3', () => store(s3), 'r', 'Repository spec.backend.s3.region'],
  ['REPOSITORY_REGION', 's3 without one', () => store({ s3: { endpoint: '', bucket: '' } }), ''],
  ['REPOSITORY_REGION', 'b2', () => store({ b2: { bucket: 'b' } }), undefined],
  ['REPOSITORY_INSECURE_TLS', 's3', () => store(s3), 'true', 'Repository spec.backend.s3.insecureTLS'],
  ['REPOSITORY_INSECURE_TLS', 'gcs', () => store({ gcs: { bucket: 'b' } }), 'false'],
  ['REPOSITORY_SECRET_NAME', 'a Secret', () => store(s3), 's', 'Repository spec.backend.storageSecretName'],
  ['REPOSITORY_SECRET_NAME', 'no Secret', () => store({ ...s3, storageSecretName: '' }), undefined],
  ['REPOSITORY_SECRET_NAMESPACE', 'a Secret', () => store(s3), 'vault', 'Repository metadata.namespace'],
  ['REPOSITORY_SECRET_NAMESPACE', 'no Secret', () => store(rest), undefined],
  [
    'MAX_CONNECTIONS',
    'gcs',
    () => store({ gcs: { bucket: 'b', maxConnections: 5 } }),
    '5',
    'Repository spec.backend.gcs.maxConnections',
  ],
  ['MAX_CONNECTIONS', 'azure', () => store({ azure: { container: 'b', maxConnections: 6 } }), '6'],
  ['MAX_CONNECTIONS', 'b2', () => store({ b2: { bucket: 'b', maxConnections: 7 } }), '7'],
  ['MAX_CONNECTIONS', 's3', () => store(s3), '0'],
  [
    'TARGET_API_VERSION',
    'a target',
    () => t({ ref: pgRef }),
    pgRef.apiVersion,
    'BackupConfiguration spec.target.ref.apiVersion',
  ],
  ['TARGET_API_VERSION', 'no target', () => b(), undefined],
  ['TARGET_KIND', 'a target', () => t({ ref: pgRef }), 'AppBinding', 'BackupConfiguration spec.target.ref.kind'],
  ['TARGET_KIND', 'no target', () => b(), 'EmptyTarget'],
  ['TARGET_NAME', 'a target', () => t({ ref: pgRef }), 'pg', 'BackupConfiguration spec.target.ref.name'],
  ['TARGET_NAME', 'no target', () => b(), 'na'],
  [
    'TARGET_NAME',
    'claims',
    () => r(claims('data-${POD_ORDINAL}'), { ordinal: 2 }),
    'data-2',
    'RestoreSession spec.target.volumeClaimTemplates[0].metadata.name',
  ],
  ['TARGET_NAME', 'claims beside a name', () => r({ ...claims('data'), ref: { name: 'x' } }), 'x'],
  [
    'TARGET_NAMESPACE',
    'a ref with one',
    () => t({ ref: { ...pgRef, namespace: 'other' } }),
    'other',
    'BackupConfiguration spec.target.ref.namespace',
  ],
  ['TARGET_NAMESPACE', 'a ref without one', () => t({ ref: pgRef }), 'demo', 'BackupConfiguration metadata.namespace'],
  ['TARGET_NAMESPACE', 'no target', () => b(), undefined],
  [
    'TARGET_MOUNT_PATH',
    'mounts',
    () => t({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
    '/v',
    'BackupConfiguration spec.target.volumeMounts[0].mountPath',
  ],
  ['TARGET_MOUNT_PATH', 'no mounts', () => r(), '/stash-data'],
  ['TARGET_PATHS', 'paths', () => t({ paths: ['/a', '/b'] }), '/a,/b', 'BackupConfiguration spec.target.paths'],
  ['TARGET_PATHS', 'no paths', () => t({ paths: [] }), '/stash-data'],
  ['TARGET_PATHS', 'a restore', () => r(), undefined],
  ['DRIVER_ARGS', 'args', () => t({ args: ['-a', '-b'] }), '-a -b', 'BackupConfiguration spec.target.args'],
  ['DRIVER_ARGS', 'no args', () => r({ args: [] }), undefined],
  [
    'EXCLUDE_PATTERNS',
    'a backup',
    () => t({ exclude: ['*.a', '*.b'] }),
    '*.a,*.b',
    'BackupConfiguration spec.target.exclude',
  ],
  ['EXCLUDE_PATTERNS', 'a backup of all', () => t({ exclude: [] }), undefined],
  [
    'EXCLUDE_PATTERNS',
    'a restore',
    () => r({ rules: [{ exclude: ['x'] }] }),
    'x',
    'RestoreSession spec.target.rules[0].exclude',
  ],
  ['EXCLUDE_PATTERNS', 'a restore of all', () => r(), ''],
  [
    'INCLUDE_PATTERNS',
    'a restore',
    () => r({ rules: [{ include: ['x', 'y'] }] }),
    'x,y',
    'RestoreSession spec.target.rules[0].include',
  ],
  ['HOSTNAME', 'an alias', () => t({ alias: 'db' }), 'db', 'BackupConfiguration spec.target.alias'],
  ['HOSTNAME', 'no alias', () => t({ ref: pgRef }), 'host-0'],
  ['HOSTNAME', 'a caller who knows', () => b({ hostname: 'h' }), 'h'],
  [
    'HOSTNAME',
    'a StatefulSet',
    () => b({ invoker: configuration({ target: { ref: { kind: 'StatefulSet', name: 'w' } } }), podName: 'w-2' }),
    'host-2',
  ],
  [
    'HOSTNAME',
    'a StatefulSet with an alias',
    () => b({ invoker: configuration({ target: { alias: 'a', ref: { kind: 'StatefulSet' } } }), podName: 'w-2' }),
    'a-2',
  ],
  [
    'HOSTNAME',
    'a DaemonSet',
    () => b({ invoker: configuration({ target: { ref: { kind: 'DaemonSet' } } }), nodeName: 'n' }),
    'n',
  ],
  [
    'HOSTNAME',
    'a DaemonSet with an alias',
    () => b({ invoker: configuration({ target: { alias: 'a', ref: { kind: 'DaemonSet' } } }), nodeName: 'n' }),
    'a-n',
  ],
  [
    'HOSTNAME',
    'a restore with a rule',
    () => r({ alias: 'db', rules: [{}] }),
    'db',
    'RestoreSession spec.target.alias',
  ],
  ['HOSTNAME', 'a restore without a rule', () => r({ alias: 'db' }), ''],
  [
    'SOURCE_HOSTNAME',
    'a rule with one',
    () => r({ alias: 'db', rules: [{ sourceHost: 'old' }] }),
    'old',
    'RestoreSession spec.target.rules[0].sourceHost',
  ],
  ['SOURCE_HOSTNAME', 'a rule without one', () => r({ alias: 'db', rules: [{ sourceHost: '' }] }), 'db'],
  ['SOURCE_HOSTNAME', 'no rule', () => r(), ''],
  [
    'RESTORE_PATHS',
    'the last rule for all',
    () => r({ rules: [{ paths: ['/a'] }, { paths: ['/b', '/c'] }] }),
    '/b,/c',
    'RestoreSession spec.target.rules[1].paths',
  ],
  [
    'RESTORE_PATHS',
    'the rule for the host',
    () => r({ alias: 'h', rules: [{ paths: ['/a'] }, { targetHosts: ['h'], paths: ['/b'] }, { paths: ['/c'] }] }),
    '/b',
  ],
  ['RESTORE_PATHS', 'rules for others', () => r({ alias: 'h', rules: [{ targetHosts: ['i'], paths: ['/b'] }] }), ''],
  [
    'RESTORE_PATHS',
    'a host that the caller knows',
    () => r({ rules: [{ targetHosts: ['i'], paths: ['/b'] }] }, { hostname: 'i' }),
    '/b',
  ],
  [
    'RESTORE_PATHS',
    'former rules',
    () => r({}, { invoker: restore({ rules: [{ paths: ['/a'] }] }, { rules: [{ paths: ['/f'] }] }) }),
    '/f',
    'RestoreSession spec.rules[0].paths',
  ],
  [
    'RESTORE_SNAPSHOTS',
    'a rule',
    () => r({ rules: [{ snapshots: ['s1', 's2'] }] }),
    's1,s2',
    'RestoreSession spec.target.rules[0].snapshots',
  ],
  ['TARGET_APP_VERSION', 'an AppBinding', () => app({ version: '14.2' }), '14.2', 'AppBinding spec.version'],
  ['TARGET_APP_VERSION', 'another target', () => t({ ref: { kind: 'PersistentVolumeClaim', name: 'pg' } }), undefined],
  [
    'TARGET_APP_TYPE',
    'an AppBinding',
    () => app({ type: 'kubedb.com/postgres' }),
    'kubedb.com/postgres',
    'AppBinding spec.type',
  ],
  [
    'TARGET_APP_GROUP',
    'an AppBinding',
    () => app({ type: 'kubedb.com/postgres' }),
    'kubedb.com',
    'AppBinding spec.type',
  ],
  ['TARGET_APP_GROUP', 'a type without a slash', () => app({ type: 'postgres' }), undefined],
  [
    'TARGET_APP_RESOURCE',
    'an AppBinding',
    () => app({ type: 'kubedb.com/postgres' }),
    'postgres',
    'AppBinding spec.type',
  ],
  ['TARGET_APP_RESOURCE', 'a type without a slash', () => app({ type: 'postgres' }), 'postgres'],
  ['TARGET_APP_REPLICAS', 'a restore', () => r(), '1'],
  ['TARGET_APP_REPLICAS', 'a restore of several', () => r({ replicas: 3 }), '3', 'RestoreSession spec.target.replicas'],
  ['TARGET_APP_REPLICAS', 'a backup', () => t({}), undefined],
  [
    'TARGET_APP_REPLICAS',
    'a backup of several',
    () => t({ replicas: 2 }),
    '2',
    'BackupConfiguration spec.target.replicas',
  ],
  ['POD_ORDINAL', 'an ordinal', () => r({}, { ordinal: 3 }), '3'],
  ['POD_ORDINAL', 'claims', () => r(claims('x')), '0'],
  ['POD_ORDINAL', 'no claims', () => r(), undefined],
  ...(['LAST', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const).flatMap((rule): ReadonlyArray<Case> => {
    const field = `keep${rule.charAt(0)}${rule.slice(1).toLowerCase()}`;
    const name = `RETENTION_KEEP_${rule}` as const;
    return [
      [name, 'a policy', () => keep({ [field]: 7 }), '7', `BackupConfiguration spec.retentionPolicy.${field}`],
      [name, 'a policy of 0', () => keep({ [field]: 0 }), undefined],
    ];
  }),
  [
    'RETENTION_KEEP_TAGS',
    'tags',
    () => keep({ keepTags: ['a', 'b'] }),
    'a,b',
    'BackupConfiguration spec.retentionPolicy.keepTags',
  ],
  ['RETENTION_KEEP_TAGS', 'no tags', () => keep({ keepTags: [] }), undefined],
  ['RETENTION_PRUNE', 'true', () => keep({ prune: true }), 'true', 'BackupConfiguration spec.retentionPolicy.prune'],
  ['RETENTION_PRUNE', 'false', () => keep({}), undefined],
  [
    'RETENTION_DRY_RUN',
    'true',
    () => keep({ dryRun: true }),
    'true',
    'BackupConfiguration spec.retentionPolicy.dryRun',
  ],
  ['RETENTION_DRY_RUN', 'a restore', () => r(), undefined],
  ['ENABLE_CACHE', 'nothing said', () => b(), 'true'],
  [
    'ENABLE_CACHE',
    'caching disabled',
    () => b({ invoker: configuration({ tempDir: { disableCaching: true } }) }),
    'false',
    'BackupConfiguration spec.tempDir.disableCaching',
  ],
  [
    'INTERIM_DATA_DIR',
    'a template',
    () => b({ invoker: configuration({ interimVolumeTemplate: { spec: {} } }) }),
    '/stash-interim-volume/data',
    'BackupConfiguration spec.interimVolumeTemplate',
  ],
  ['INTERIM_DATA_DIR', 'no template', () => b(), '/stash-tmp/stash-interim-volume/data'],
  [
    'NICE_ADJUSTMENT',
    'settings',
    () => settings({ nice: { adjustment: 0 } }),
    '0',
    'BackupConfiguration spec.runtimeSettings.container.nice.adjustment',
  ],
  ['NICE_ADJUSTMENT', 'no settings', () => b(), undefined],
  [
    'IONICE_CLASS',
    'settings',
    () => settings({ ionice: { class: 2 } }),
    '2',
    'BackupConfiguration spec.runtimeSettings.container.ionice.class',
  ],
  [
    'IONICE_CLASS_DATA',
    'settings',
    () => settings({ ionice: { classData: 4 } }),
    '4',
    'BackupConfiguration spec.runtimeSettings.container.ionice.classData',
  ],
  ['ENABLE_STATUS_SUBRESOURCE', 'anything', () => b(), 'true'],
  ['PROMETHEUS_PUSHGATEWAY_URL', 'none', () => b(), ''],
  ['PROMETHEUS_PUSHGATEWAY_URL', 'one', () => b({ pushgatewayUrl: 'http://p' }), 'http://p'],
  ['PROMETHEUS_JOB_NAME', 'a backup', () => b(), 'nightly', 'BackupConfiguration metadata.name'],
  ['LICENSE_APISERVICE', 'none', () => b(), ''],
  ['LICENSE_APISERVICE', 'one', () => r({}, { licenseApiService: 'l' }), 'l'],
  ['STASH_DOCKER_REGISTRY', 'an image', () => b({ operatorImage: { registry: 'g', image: 'i', tag: 't' } }), 'g'],
  ['STASH_DOCKER_IMAGE', 'an image', () => b({ operatorImage: { registry: 'g', image: 'i', tag: 't' } }), 'i'],
  ['STASH_IMAGE_TAG', 'an image', () => b({ operatorImage: { registry: 'g', image: 'i', tag: 't' } }), 't'],
  ['STASH_IMAGE_TAG', 'no image', () => b(), undefined],
];

describe('built-in variables', () => {
  it.each(cases.map(([name, of, scope, value, origin]) => ({ name, of, scope, value, origin })))(
    '$name of $of',
    (row) => {
      const { name, scope, value, origin } = row;
      const variable = scope().get(name);
      expect(variable?.value).toBe(value);
      if (origin === undefined) return;
      expect(variable?.layer).toBe('built-in');
      expect(`${variable?.origin?.resource.kind} ${formatPath(variable?.origin?.path ?? [])}`).toBe(origin);
    },
  );

  it('are all in the table, but for those that a Function, a hook or a blueprint sets', () => {
    const tested = new Set(cases.map(([name]) => name));
    const untested = builtinVariables.map(({ name }) => name).filter((name) => !tested.has(name));
    expect(untested).toEqual(['TARGET_RESOURCE', 'ADDON_IMAGE', 'HOOK_TYPE']);
  });

  it('that the catalogue calls always set are set by an invoker that says nothing', () => {
    const scopes = { backup: store(s3), restore: r({}, { repository: repository(s3) }) };
    for (const occasion of ['backup', 'restore'] as const) {
      const always = builtinVariables.filter(
        ({ name, alwaysIn }) => alwaysIn.includes(occasion) && name !== 'ADDON_IMAGE',
      );
      expect(always.map(({ name }) => [name, scopes[occasion].get(name)?.layer])).toEqual(
        always.map(({ name }) => [name, 'built-in']),
      );
      const never = builtinVariables.filter(({ setIn }) => !setIn.includes(occasion));
      expect(never.filter(({ name }) => scopes[occasion].get(name) !== undefined)).toEqual([]);
    }
  });
});

describe('members of a batch', () => {
  const two = batch([{ target: { alias: 'a' } }, { target: { alias: 'b' }, tempDir: { disableCaching: true } }]);

  it('are chosen by index, with paths that begin at the member', () => {
    const scope = orThrow(backupScope({ invoker: two, member: 1 }));
    expect(scope.get('HOSTNAME')).toMatchObject({
      value: 'b',
      origin: { path: ['spec', 'members', 1, 'target', 'alias'] },
    });
    expect(scope.get('ENABLE_CACHE')?.value).toBe('false');
    expect(scope.get('INVOKER_KIND')?.value).toBe('BackupBatch');
  });

  it('need no index where there is one only', () => {
    expect(orThrow(backupScope({ invoker: batch([{ target: { alias: 'a' } }]) })).get('HOSTNAME')?.value).toBe('a');
  });

  it.each([
    ['member-not-chosen', two, undefined],
    ['member-out-of-range', two, 2],
    ['member-out-of-range', two, -1],
    ['member-out-of-range', two, 0.5],
    ['member-out-of-range', batch([]), undefined],
    ['member-out-of-range', configuration(), 1],
  ])('gives %s', (code, invoker, member) => {
    const scope = backupScope({ invoker, ...(member === undefined ? {} : { member }) });
    expect(isLeft(scope) && scope.left.map((problem) => problem.code)).toEqual([code]);
  });

  it('name the restore after the batch', () => {
    const invoker: RestoreBatch = {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'RestoreBatch',
      metadata: { name: 'all', namespace: 'demo' },
      spec: { members: [{ target: { rules: [{ paths: ['/a'] }] } }] },
    };
    const scope = orThrow(restoreScope({ invoker }));
    expect(scope.get('RESTORE_SESSION')?.value).toBe('all');
    expect(scope.get('RESTORE_PATHS')?.origin?.path).toEqual(['spec', 'members', 0, 'target', 'rules', 0, 'paths']);
  });
});

describe('what is wrong with the resources', () => {
  it.each([
    ['backend-missing', { repository: repository(undefined) }],
    ['backend-missing', { repository: repository({}) }],
    ['repository-url-invalid', { repository: repository({ rest: { url: 'http://h/%zz' } }) }],
    ['repository-mismatch', { invoker: configuration({ repository: { name: 'other' } }), repository: repository(s3) }],
    ['repository-mismatch', { invoker: configuration({ repository: { name: 'repo' } }), repository: repository(s3) }],
    ['session-mismatch', { session: { ...session, spec: { invoker: { kind: 'BackupBatch', name: 'nightly' } } } }],
    ['host-unknown', { invoker: configuration({ target: { ref: { kind: 'StatefulSet', name: 'w' } } }) }],
    ['host-unknown', { invoker: configuration({ target: { ref: { kind: 'DaemonSet', name: 'w' } } }) }],
    [
      'add-on-invalid',
      {
        invoker: configuration({ target: { ref: pgRef } }),
        appBindings: [appBinding({ parameters: { stash: { addon: 1 } } })],
      },
    ],
  ])('%s', (code, context: Partial<BackupContext>) => {
    const scope = backupScope({ invoker: configuration(), session, ...context });
    expect(isLeft(scope) && scope.left.map((problem) => problem.code)).toEqual([code]);
  });

  it('is reported all at once', () => {
    const scope = backupScope({
      invoker: configuration({ repository: { name: 'x' }, target: { ref: { kind: 'DaemonSet' } } }),
      repository: repository({}),
    });
    expect(isLeft(scope) && scope.left.map(({ code }) => code)).toEqual([
      'repository-mismatch',
      'backend-missing',
      'host-unknown',
    ]);
  });

  it('is a restore without a target', () => {
    const scope = restoreScope({ invoker: restore() });
    expect(isLeft(scope) && scope.left).toMatchObject([{ code: 'target-missing', path: ['spec', 'target'] }]);
  });
});

describe('the task of an invoker', () => {
  const withAddon = [appBinding(addon)];
  const invoker = configuration({ target: { ref: pgRef }, task: { params: [{ name: 'HOSTNAME', value: 'own' }] } });

  it('is that of the add-on where the invoker names none, and the add-on of the direction', () => {
    expect(orThrow(effectiveTask({ invoker, appBindings: withAddon }))).toMatchObject({
      name: 'pg-backup',
      origin: {
        resource: { kind: 'AppBinding' },
        path: ['spec', 'parameters', 'stash', 'addon', 'backupTask', 'name'],
      },
    });
    expect(orThrow(effectiveTask({ invoker: restore({ ref: pgRef }), appBindings: withAddon })).name).toBe(
      'pg-restore',
    );
  });

  it('is the own one where it is named, with the params of the add-on below', () => {
    const named = configuration({ ...invoker.spec, task: { name: 'mine' } });
    expect(orThrow(effectiveTask({ invoker: named, appBindings: withAddon })).name).toBe('mine');
    expect(orThrow(backupScope({ invoker: named, appBindings: withAddon })).get('a')?.value).toBe('backup');
  });

  it('takes the params of a restore from the add-on for restores', () => {
    const invoked = restore({ ref: pgRef }, { task: { params: [{ name: 'b', value: '1' }] } });
    expect(orThrow(restoreScope({ invoker: invoked, appBindings: withAddon })).get('a')).toMatchObject({
      value: 'restore',
      layer: 'add-on params',
    });
  });

  it('puts built-in variables below the params of the add-on, and those below its own', () => {
    const scope = orThrow(backupScope({ invoker, appBindings: withAddon }));
    const withHost = scope.layers.filter(({ variables }) => variables.has('HOSTNAME'));
    expect(withHost.map(({ name, variables }) => [name, variables.get('HOSTNAME')?.value])).toEqual([
      ['built-in', 'host-0'],
      ['add-on params', 'addon'],
      ['task params', 'own'],
    ]);
    expect(scope.get('HOSTNAME')).toMatchObject({
      value: 'own',
      origin: { path: ['spec', 'task', 'params', 0, 'value'] },
    });
  });

  it('is not known where an AppBinding that could name it is not there', () => {
    const task = effectiveTask({ invoker });
    expect(isLeft(task) && task.left).toMatchObject([{ code: 'app-binding-missing', path: ['spec', 'target', 'ref'] }]);
    expect(orThrow(backupScope({ invoker })).get('TARGET_NAME')?.value).toBe('pg');
  });

  it('is none where nothing names one', () => {
    expect(orThrow(effectiveTask({ invoker: configuration() })).name).toBeUndefined();
  });
});
