import {
  decodeBackupBlueprint,
  decodeBackupConfiguration,
  decodeRepository,
  formatPath,
  orThrow,
} from '@stash-functions/core/decode';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { BlueprintTarget } from './blueprint-target.ts';
import { resolveBlueprint } from './resolve-blueprint.ts';

const blueprint = (spec: object = {}) =>
  orThrow(
    decodeBackupBlueprint({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupBlueprint',
      metadata: { name: 'everything' },
      spec: {
        backend: {
          gcs: { bucket: 'b', prefix: '${TARGET_NAMESPACE}/${TARGET_KIND}/${TARGET_RESOURCE}/${TARGET_NAME}' },
          storageSecretName: 'gcs-secret',
        },
        wipeOut: true,
        schedule: '@daily',
        retentionPolicy: { name: 'keep', keepLast: 5, prune: true },
        backupHistoryLimit: 3,
        timeOut: '30m',
        retryConfig: { maxRetry: 3, delay: '10m' },
        tempDir: { medium: 'Memory' },
        hooks: { preBackup: { exec: { command: ['sh', '-c', 'echo ${HOME}'] } } },
        ...spec,
      },
    }),
  );

const deployment: BlueprintTarget = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'demo',
    uid: 'a-b',
    annotations: {
      'stash.appscode.com/backup-blueprint': 'everything',
      'stash.appscode.com/target-paths': '/data-1, /data-2',
      'stash.appscode.com/volume-mounts': 'one:/data-1:sub/path,two:/data-2',
      'stash.appscode.com/schedule': '*/15 * * * *',
    },
  },
};

const claim: BlueprintTarget = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'nfs', namespace: 'demo' },
};

const appBinding = (type?: string): BlueprintTarget => ({
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  metadata: {
    name: 'pg',
    namespace: 'demo',
    annotations: { 'params.stash.appscode.com/args': '--all=1,2', 'params.stash.appscode.com/user': 'me' },
  },
  spec: { clientConfig: { url: 'x' }, version: '14.2', ...(type === undefined ? {} : { type }) },
});

describe('resolveBlueprint', () => {
  it('makes a Repository and a BackupConfiguration for a workload', () => {
    const { repository, backupConfiguration } = orThrow(resolveBlueprint(blueprint(), deployment));
    expect(repository).toEqual({
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'deploy-web', namespace: 'demo' },
      spec: {
        backend: { gcs: { bucket: 'b', prefix: 'demo/deployment/deployments/web' }, storageSecretName: 'gcs-secret' },
        wipeOut: true,
      },
    });
    expect(backupConfiguration).toEqual({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupConfiguration',
      metadata: {
        name: 'deploy-web',
        namespace: 'demo',
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'a-b', blockOwnerDeletion: false },
        ],
      },
      spec: {
        repository: { name: 'deploy-web' },
        schedule: '*/15 * * * *',
        target: {
          ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          paths: ['/data-1', '/data-2'],
          volumeMounts: [
            { name: 'one', mountPath: '/data-1', subPath: 'sub/path' },
            { name: 'two', mountPath: '/data-2' },
          ],
        },
        retentionPolicy: { name: 'keep', keepLast: 5, prune: true },
        tempDir: { medium: 'Memory' },
        hooks: { preBackup: { exec: { command: ['sh', '-c', 'echo ${HOME}'] } } },
        backupHistoryLimit: 3,
        timeOut: '30m',
        retryConfig: { maxRetry: 3, delay: '10m' },
      },
    });
  });

  it('makes them for a PersistentVolumeClaim', () => {
    const made = orThrow(resolveBlueprint(blueprint({ task: { name: 'pvc-backup' } }), claim));
    expect(made.repository.metadata.name).toBe('pvc-nfs');
    expect(made.backupConfiguration.spec).toMatchObject({ task: { name: 'pvc-backup' }, schedule: '@daily' });
  });

  it('makes them for an AppBinding, with its version in the name of the Task and params of its annotations', () => {
    const template = blueprint({
      backend: {
        s3: { endpoint: 'e', bucket: 'b', prefix: '${TARGET_APP_GROUP}/${TARGET_APP_RESOURCE}/${TARGET_APP_TYPE}' },
      },
      task: {
        name: 'postgres-backup-${TARGET_APP_VERSION}',
        params: [
          { name: 'user', value: 'x' },
          { name: 'keep', value: '${y}' },
        ],
      },
      interimVolumeTemplate: {
        metadata: { name: '${TARGET_APP_RESOURCE}-${TARGET_NAME}' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    });
    const { repository, backupConfiguration } = orThrow(resolveBlueprint(template, appBinding('kubedb.com/postgres')));
    expect(repository.spec?.backend?.s3?.prefix).toBe('kubedb.com/postgres/kubedb.com/postgres');
    expect(backupConfiguration).toMatchObject({
      metadata: { name: 'app-pg' },
      spec: {
        task: {
          name: 'postgres-backup-14.2',
          params: [
            { name: 'keep', value: '${y}' },
            { name: 'args', value: '--all=1,2' },
            { name: 'user', value: 'me' },
          ],
        },
        interimVolumeTemplate: { metadata: { name: 'postgres-pg' } },
      },
    });
  });

  it('calls the resource of an AppBinding without a type appbinding', () => {
    const template = blueprint({ backend: { gcs: { bucket: '${TARGET_APP_RESOURCE}' } } });
    expect(orThrow(resolveBlueprint(template, appBinding())).repository.spec?.backend?.gcs?.bucket).toBe('appbinding');
  });

  it.each([
    [{ repoNamespace: 'vault' }, 'vault', 'demo-pvc-nfs', 'demo', 'pvc-nfs'],
    [{ backupNamespace: 'stash' }, 'stash', 'demo-pvc-nfs', 'stash', 'demo-pvc-nfs'],
    [{ backupNamespace: 'stash', repoNamespace: 'vault' }, 'vault', 'demo-pvc-nfs', 'stash', 'demo-pvc-nfs'],
    [{ backupNamespace: 'stash', repoNamespace: 'demo' }, 'demo', 'pvc-nfs', 'stash', 'demo-pvc-nfs'],
  ])('%o puts the Repository into %s as %s, and the BackupConfiguration into %s as %s', (spec, ...expected) => {
    const { repository, backupConfiguration } = orThrow(resolveBlueprint(blueprint(spec), claim));
    const { metadata } = backupConfiguration;
    expect([repository.metadata.namespace, repository.metadata.name, metadata.namespace, metadata.name]).toEqual(
      expected,
    );
    const isShared = expected[0] !== expected[2];
    expect(repository.spec?.usagePolicy?.allowedNamespaces?.selector?.matchLabels).toEqual(
      isShared ? { 'kubernetes.io/metadata.name': expected[2] } : undefined,
    );
    expect(backupConfiguration.spec?.repository?.namespace).toBe(isShared ? expected[0] : undefined);
    expect(backupConfiguration.spec?.target?.ref?.namespace).toBe(expected[2] === 'demo' ? undefined : 'demo');
  });

  it('makes what an API server accepts, whatever the target is called', () => {
    for (const name of ['x'.repeat(253), `${'x'.repeat(252)}y`]) {
      const made = resolveBlueprint(blueprint(), { ...claim, metadata: { name, namespace: 'demo' } });
      const { repository, backupConfiguration } = orThrow(made);
      expect(isRight(decodeRepository(repository))).toBe(true);
      expect(isRight(decodeBackupConfiguration(backupConfiguration))).toBe(true);
      expect(repository.metadata.name.length).toBeLessThanOrEqual(63);
    }
  });

  it('reports everything that is wrong with a target', () => {
    const wrong = {
      kind: 'Deploymnt',
      metadata: {
        annotations: { 'stash.appscode.com/backup-blueprint': 'other', 'stash.appscode.com/volume-mounts': 'a:b,c' },
      },
    };
    const made = resolveBlueprint(blueprint(), wrong);
    expect(isLeft(made) && made.left.map(({ code, path }) => [code, formatPath(path)])).toEqual([
      ['target-invalid', 'kind'],
      ['target-invalid', 'apiVersion'],
      ['target-invalid', 'metadata.name'],
      ['annotation-invalid', 'metadata.annotations[stash.appscode.com/backup-blueprint]'],
      ['annotation-invalid', 'metadata.annotations[stash.appscode.com/volume-mounts]'],
      ['annotation-invalid', 'metadata.annotations[stash.appscode.com/volume-mounts]'],
    ]);
  });

  it('reports a workload that does not say what to back up', () => {
    const made = resolveBlueprint(blueprint(), { ...deployment, metadata: { name: 'web' } });
    expect(isLeft(made) && made.left.map(({ code }) => code)).toEqual(['annotation-invalid', 'annotation-invalid']);
  });

  it('reports a variable that a blueprint does not have', () => {
    const made = resolveBlueprint(blueprint({ backend: { gcs: { bucket: '${BACKUP_SESSION}' } } }), claim);
    expect(isLeft(made) && made.left).toMatchObject([
      {
        code: 'unresolved-variable',
        path: ['spec', 'backend', 'gcs', 'bucket'],
        resource: { kind: 'BackupBlueprint' },
      },
    ]);
  });
});
