import { readFileSync } from 'node:fs';
import {
  type AppBinding,
  type BackupConfiguration,
  type BackupSession,
  type FunctionResource,
  orThrow,
  type Repository,
  type RestoreSession,
} from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { hookScope } from '../resolve/hook-scope.ts';
import { resolveBlueprint } from '../resolve/resolve-blueprint.ts';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { resolveTask } from '../resolve/resolve-task.ts';
import { backupScope } from './backup-scope.ts';
import { builtinVariables } from './catalogue.ts';
import type { BackupContext, RestoreContext } from './context.ts';
import { restoreScope } from './restore-scope.ts';
import type { Scope } from './scope.ts';

/** Reads the page row by row, and tests each row: its example, its source, and the occasions on which it is set. */
const page = readFileSync(new URL('../../../../docs/variables.md', import.meta.url), 'utf8');

interface PageRow {
  readonly name: string;
  readonly meaning: string;
  readonly source: string;
  readonly set: string;
  readonly example: string;
  readonly section: string;
}

const rows: ReadonlyArray<PageRow> = page.split(/^## /m).flatMap((text) => {
  const [section = ''] = text.split('\n');
  return text
    .split('\n')
    .map((line) => line.replaceAll('\\|', '/').split(' | '))
    .flatMap(([name = '', meaning = '', source = '', set = '', example = '']) =>
      name.startsWith('| `')
        ? [
            {
              name: name.slice(3, -1),
              meaning,
              source,
              set,
              example: example.slice(1, example.lastIndexOf('`')),
              section,
            },
          ]
        : [],
    );
});

const metadata = (name: string) => ({ name, namespace: 'demo' });
const gcs: Repository = {
  apiVersion: 'stash.appscode.com/v1alpha1',
  kind: 'Repository',
  metadata: metadata('gcs-repo'),
  spec: {
    backend: {
      gcs: { bucket: 'stash-backup', prefix: 'demo/postgres/quick-postgres' },
      storageSecretName: 'gcs-secret',
    },
  },
};
const withBackend = (backend: NonNullable<Repository['spec']>['backend']): Repository => ({
  ...gcs,
  spec: { backend: backend ?? {} },
});
const s3 = withBackend({ s3: { endpoint: 'https://minio.storage.svc:9000', bucket: 'b', region: 'eu-central-1' } });
const rest = withBackend({ rest: { url: 'http://rest-server.storage.svc:8000/pg' } });

const appBinding: AppBinding = {
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  metadata: metadata('quick-postgres'),
  spec: { type: 'kubedb.com/postgres', version: '14.2', clientConfig: {} },
};
const ref = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'quick-postgres' };
const session: BackupSession = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupSession',
  metadata: metadata('pg-backup-1606092000'),
};
const container = { nice: { adjustment: 5 }, ionice: { class: 2, classData: 4 } };
const interim = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const backupOf = (spec: object): BackupConfiguration => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupConfiguration',
  metadata: metadata('pg-backup'),
  spec: { retentionPolicy: { name: 'keep', prune: false }, ...spec },
});
const restoreOf = (spec: object): RestoreSession => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'RestoreSession',
  metadata: metadata('pg-restore'),
  spec,
});

/** A context with everything that a row may be read from, with the values of the examples. */
const fullBackup: BackupContext = {
  invoker: backupOf({
    target: {
      ref,
      replicas: 1,
      args: ['--one-file-system', '--ignore-inode'],
      paths: ['/var/lib/data', '/etc/app'],
      exclude: ['*.tmp', '/var/cache/*'],
    },
    tempDir: { disableCaching: false },
    interimVolumeTemplate: interim,
    runtimeSettings: { container },
    retentionPolicy: {
      name: 'keep',
      keepLast: 5,
      keepHourly: 24,
      keepDaily: 7,
      keepWeekly: 4,
      keepMonthly: 12,
      keepYearly: 10,
      keepTags: ['release', 'audit'],
      prune: true,
      dryRun: true,
    },
  }),
  session,
  repository: gcs,
  appBindings: [appBinding],
  operatorImage: { registry: 'ghcr.io/stashed', image: 'stash', tag: 'v0.32.0' },
  pushgatewayUrl: 'http://stash.kube-system.svc:56789',
  licenseApiService: 'v1alpha1.license.example.com',
};
const fullRestore: RestoreContext = {
  invoker: restoreOf({
    target: {
      ref,
      alias: 'host-0',
      volumeClaimTemplates: [],
      rules: [
        { paths: ['/var/lib/data'], snapshots: ['latest'], include: ['*.sql'], exclude: ['*.tmp', '/var/cache/*'] },
      ],
    },
  }),
  repository: gcs,
};

/** A context without anything optional. */
const bareBackup: BackupContext = { invoker: backupOf({}), session, repository: gcs };
const bareRestore: RestoreContext = { invoker: restoreOf({ target: {} }), repository: gcs };

const fn: FunctionResource = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Function',
  metadata: { name: 'f' },
  spec: { image: 'ghcr.io/stashed/stash-postgres:14.0' },
};
const withImage = (scope: Scope): Scope => orThrow(resolveFunction(fn, { scope })).scope;
const inHook = (scope: Scope): Scope => {
  const steps = [{ name: 'f' }];
  const task = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Task',
    metadata: { name: 't' },
    spec: { steps },
  } as const;
  return hookScope(orThrow(resolveTask(task, { functions: new Map([['f', fn]]), scope })), 'preBackup');
};

/** Each row has its example as its value in one of these. */
const scopes: ReadonlyArray<Scope> = [
  fullBackup,
  { ...fullBackup, repository: s3 },
  { ...fullBackup, repository: rest },
  { ...fullBackup, invoker: backupOf({ target: { ref, volumeMounts: [{ name: 'v', mountPath: '/stash-data' }] } }) },
]
  .map((context) => withImage(orThrow(backupScope(context))))
  .concat(orThrow(restoreScope(fullRestore)), inHook(orThrow(backupScope(fullBackup))));

const inBackup = (section: string): boolean => /in a backup\b/i.test(section);
const inRestore = (section: string): boolean => /in a restore/i.test(section);

describe('docs/variables.md', () => {
  it('has a row for every variable', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(builtinVariables.map(({ name }) => name).sort());
  });

  it.each(rows.filter(({ name }) => name !== 'TARGET_RESOURCE'))(
    'gives $name the value of its example',
    ({ name, example }) => {
      expect(scopes.map((scope) => scope.get(name)?.value)).toContain(example);
    },
  );

  it.each(rows)('names the field that $name is read from', ({ name, source }) => {
    for (const scope of scopes) {
      const field = scope
        .get(name)
        ?.origin?.path.filter((key) => typeof key === 'string' && key !== 'spec')
        .at(-1);
      if (field !== undefined) expect(source).toContain(field);
    }
  });

  it.each(rows.filter(({ section }) => inBackup(section)))(
    'says of $name whether a backup always sets it',
    ({ name, set }) => {
      const value = withImage(orThrow(backupScope(bareBackup))).get(name)?.value;
      expect(value !== undefined).toBe(
        set === 'always' || name === 'TARGET_KIND' || name === 'TARGET_NAME' || /names a Secret/.test(set),
      );
    },
  );

  it.each(rows.filter(({ section }) => inRestore(section)))(
    'says of $name whether a restore always sets it',
    ({ name, set, source, meaning }) => {
      const value = withImage(orThrow(restoreScope(bareRestore))).get(name)?.value;
      const isSet = set === 'always' || /it is a restore|names a Secret|there is a target/.test(set);
      expect(value !== undefined).toBe(isSet);
      if (value === '') expect(`${meaning} ${source}`).toMatch(/empty/);
    },
  );

  it('says that SOURCE_HOSTNAME is the alias where no rule names a host, and empty without one', () => {
    const source = (target: object, hostname?: string): string | undefined =>
      orThrow(restoreScope({ ...bareRestore, invoker: restoreOf({ target }), hostname })).get('SOURCE_HOSTNAME')?.value;
    const rules = [{ paths: ['/'] }];
    expect(source({ rules })).toBe('');
    expect(source({ alias: 'db' })).toBe('');
    expect(source({ alias: 'db', rules })).toBe('db');
    expect(source({ alias: 'db', rules }, 'host-3')).toBe('host-3');
    expect(source({ alias: 'db', rules: [{ sourceHost: 'host-9' }] })).toBe('host-9');
  });

  it('lists the variables that a blueprint sees', () => {
    const listed = /A BackupBlueprint also sees these variables: (.*)\./.exec(page)?.[1] ?? '';
    const names = [...listed.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const prefix = [...names, 'TARGET_RESOURCE'].map((name) => `\${${name}}`).join(' ');
    const blueprint = {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupBlueprint',
      metadata: { name: 'b' },
      spec: { backend: { gcs: { bucket: 'b', prefix } }, retentionPolicy: { name: 'k', prune: false } },
    } as const;
    const { repository } = orThrow(resolveBlueprint(blueprint, appBinding));
    expect(repository.spec?.backend?.gcs?.prefix).toContain('quick-postgres');
    expect(names.length).toBeGreaterThan(5);
  });
});
