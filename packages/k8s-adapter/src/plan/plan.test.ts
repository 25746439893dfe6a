import { orThrow, type PersistentVolumeClaim } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { appBinding, backupInput, batchInput, repository, restoreInput } from '../../test/invokers.ts';
import { findingOf, findingsOf } from '../../test/resolved.ts';
import { planBackup, planRestore } from '../index.ts';

describe('planBackup', () => {
  test('gives every object in the order in which it can be applied', () => {
    const plan = orThrow(planBackup(backupInput([{}, {}], {}, { licenseApiService: 'v1.license.acme.dev' })));
    expect(plan.objects.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
      'Job',
    ]);
    expect(plan.jobs).toEqual(plan.objects.slice(-1));
    expect(plan.warnings).toEqual([]);
  });

  test('runs every step but the last before it, in order', () => {
    const [job] = orThrow(planBackup(backupInput([{}, {}, {}]))).jobs;
    expect(job?.spec.template.spec.initContainers?.map(({ name }) => name)).toEqual(['step0-0', 'step1-1']);
    expect(job?.spec.template.spec.containers.map(({ name }) => name)).toEqual(['step2-2']);
  });

  test('plans all members of a batch, or the one that is asked for', () => {
    const input = batchInput([{}], [{}, {}, {}]);
    expect(orThrow(planBackup(input)).jobs.map(({ metadata }) => metadata.name)).toEqual([
      'stash-backup-orders-1561974001-0',
      'stash-backup-orders-1561974001-1',
      'stash-backup-orders-1561974001-2',
    ]);
    expect(orThrow(planBackup({ ...input, member: 1 })).objects).toEqual(
      orThrow(planBackup(input)).objects.filter(({ metadata }) => metadata.name?.endsWith('-1')),
    );
  });

  test('tells every Problem of every member, with the member in the path', () => {
    const pod = { serviceAccountName: 'A' };
    const input = batchInput([{}], [{ runtimeSettings: { pod } }, { task: { name: 'other' } }]);
    expect(findingsOf(planBackup(input))).toEqual([
      'invalid-name BackupBatch/orders spec.members.0.runtimeSettings.pod.serviceAccountName',
      'task-missing BackupBatch/orders spec.members.1.task.name',
    ]);
  });

  test('stops a Job after the timeOut where that is asked for', () => {
    const input = backupInput(
      [{}],
      { timeOut: '1h30m' },
      { activeDeadlineSeconds: 'timeOut', ttlSecondsAfterFinished: 60 },
    );
    expect(orThrow(planBackup(input)).jobs[0]?.spec).toMatchObject({
      activeDeadlineSeconds: 5400,
      ttlSecondsAfterFinished: 60,
    });
    const wrong = backupInput([{}], { timeOut: 'soon' }, { activeDeadlineSeconds: 'timeOut' });
    expect(findingsOf(planBackup(wrong))).toEqual(['invalid-duration BackupConfiguration/orders spec.timeOut']);
  });

  test('finds the Repository and the AppBinding among the manifests', () => {
    const { repository: given, ...input } = backupInput([{ args: ['${REPOSITORY_BUCKET} ${TARGET_NAME}'] }], {
      task: {},
      target: { ref: { kind: 'AppBinding', name: 'orders-db' } },
    });
    expect(given).toBeDefined();
    const binding = appBinding({ addon: { backupTask: { name: 'the-task' } } });
    const manifests = {
      ...input.manifests,
      repositories: new Map([['main', repository()]]),
      appBindings: new Map([['orders-db', binding]]),
    };
    const [job] = orThrow(planBackup({ ...input, manifests })).jobs;
    expect(job?.spec.template.spec.containers[0]?.args).toEqual(['backups orders-db']);
    expect(findingsOf(planBackup({ ...input, manifests: { ...manifests, repositories: new Map() } }))).toContain(
      'repository-not-found BackupConfiguration/orders spec.repository.name',
    );
  });

  test('says that the AppBinding of the target is missing, which the least privileges cannot do without', () => {
    const target = { ref: { kind: 'AppBinding', name: 'orders-db' } };
    const finding = 'app-binding-missing BackupConfiguration/orders spec.target.ref.name';
    expect(orThrow(planBackup(backupInput([{}], { target }))).warnings.map(findingOf)).toEqual([finding]);
    const least = backupInput([{}], { target }, { permissions: 'least-privilege' });
    expect(findingsOf(planBackup(least))).toEqual([finding]);
    expect(orThrow(planBackup({ ...least, appBindings: [appBinding({})] })).warnings).toEqual([]);
  });

  test('leaves the owner out, with a warning, where it was never in a cluster', () => {
    const input = backupInput([{}]);
    const { uid: _, ...metadata } = input.session.metadata;
    const plan = orThrow(planBackup({ ...input, session: { ...input.session, metadata } }));
    expect(plan.jobs[0]?.metadata).not.toHaveProperty('ownerReferences');
    expect(plan.warnings.map(findingOf)).toEqual(['owner-without-uid BackupSession/orders-1561974001 metadata.uid']);
  });

  test('says what is wrong with the invoker before anything is named after it', () => {
    const input = backupInput([{}]);
    const { namespace: _, ...metadata } = input.invoker.metadata;
    if (input.invoker.kind !== 'BackupConfiguration') throw new Error('a BackupConfiguration is planned');
    expect(findingsOf(planBackup({ ...input, invoker: { ...input.invoker, metadata } }))).toEqual([
      'namespace-missing BackupConfiguration/orders metadata.namespace',
    ]);
    const labels = { team: 'the shop' };
    const named = { ...input.invoker.metadata, name: 'Orders', labels };
    const session = { ...input.session, spec: { invoker: { kind: 'BackupConfiguration', name: 'Orders' } } };
    expect(findingsOf(planBackup({ ...input, session, invoker: { ...input.invoker, metadata: named } }))).toEqual(
      expect.arrayContaining([
        'invalid-name BackupConfiguration/Orders metadata.name',
        'invalid-format BackupConfiguration/Orders metadata.labels.team',
      ]),
    );
  });

  test('runs as the ServiceAccount that is given, and pulls with all Secrets once', () => {
    const pod = { serviceAccountName: 'backup', imagePullSecrets: [{ name: 'b' }, { name: 'a' }] };
    const plan = orThrow(planBackup(backupInput([{}], { runtimeSettings: { pod } }, { imagePullSecrets: ['c', 'a'] })));
    expect(plan.objects.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding', 'Job']);
    expect(plan.jobs[0]?.spec.template.spec).toMatchObject({
      serviceAccountName: 'backup',
      imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    });
  });

  test('refuses two members that need different claims of one name', () => {
    const member = (storage: string) => ({
      interimVolumeTemplate: {
        metadata: { name: 'interim' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
      },
    });
    expect(findingsOf(planBackup(batchInput([{}], [member('1Gi'), member('2Gi')])))).toContain(
      'name-conflict BackupBatch/orders spec.members',
    );
  });

  test('refuses a batch without members, and warns of hooks that belong to no member', () => {
    const input = batchInput([{}], []);
    expect(findingsOf(planBackup(input))).toEqual(['missing-field BackupBatch/orders spec.members']);
    const { invoker, ...rest } = batchInput([{}], [{}]);
    if (invoker.kind !== 'BackupBatch') throw new Error('a BackupBatch is planned');
    const spec = { retentionPolicy: { name: 'five', prune: true }, ...invoker.spec, hooks: {} };
    expect(orThrow(planBackup({ ...rest, invoker: { ...invoker, spec } })).warnings.map(findingOf)).toEqual([
      'unused-batch-hooks BackupBatch/orders spec.hooks',
    ]);
  });
});

describe('planRestore', () => {
  test('refuses a number of replicas that makes no sense', () => {
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    for (const replicas of [0, -1, 1e9]) {
      const target = { replicas, volumeClaimTemplates: [{ metadata: { name: 'data-${POD_ORDINAL}' }, spec }] };
      expect(findingsOf(planRestore(restoreInput([{}], { target })))).toContain(
        'out-of-range RestoreSession/orders spec.target.replicas',
      );
    }
  });

  test('refuses a claim without access modes or storage', () => {
    const target = { volumeClaimTemplates: [{ metadata: { name: 'Data' }, spec: {} }] };
    expect(findingsOf(planRestore(restoreInput([{}], { target })))).toEqual(
      expect.arrayContaining([
        'invalid-name RestoreSession/orders spec.target.volumeClaimTemplates.0.metadata.name',
        'missing-field RestoreSession/orders spec.target.volumeClaimTemplates.0.spec.accessModes',
        'missing-field RestoreSession/orders spec.target.volumeClaimTemplates.0.spec.resources.requests.storage',
      ]),
    );
  });

  const claimOf = (name: string): PersistentVolumeClaim => ({
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });

  test('refuses two templates that volumeMounts would call the same', () => {
    const target = {
      volumeClaimTemplates: [claimOf('data'), claimOf('data-${POD_ORDINAL}')],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    };
    expect(findingsOf(planRestore(restoreInput([{}], { target })))).toEqual([
      'name-conflict RestoreSession/orders spec.target.volumeClaimTemplates',
    ]);
  });

  test('says of a template that has the name of another volume that it is wrong, and of nothing else', () => {
    const volumeMounts = [{ name: 'stash-tmp-dir', mountPath: '/data' }];
    const target = { volumeClaimTemplates: [claimOf('stash-tmp-dir-${POD_ORDINAL}')], volumeMounts };
    expect(findingsOf(planRestore(restoreInput([{}], { target })))).toEqual([
      'duplicate-name RestoreSession/orders spec.target.volumeClaimTemplates.0.metadata.name',
    ]);
  });

  test('says once that the template of an interim volume has no name', () => {
    expect(findingsOf(planRestore(restoreInput([{}], { interimVolumeTemplate: claimOf('') })))).toEqual([
      'missing-field RestoreSession/orders spec.interimVolumeTemplate.metadata.name',
    ]);
  });

  test.each([
    [{ kind: 'StatefulSet', name: 'web' }, 'leave it to the operator'],
    [{ kind: 'PersistentVolumeClaim', name: 'data' }, 'pvc-restore'],
    [{ kind: 'Service', name: 'db' }, 'set task.name'],
  ])('refuses an invoker that names no Task for %j, and says what to do', (ref, hint) => {
    const result = planRestore(restoreInput([{}], { task: {}, target: { ref } }));
    expect(findingsOf(result)).toEqual(['no-task RestoreSession/orders spec.task.name']);
    expect(isLeft(result) && result.left[0].hint).toContain(hint);
  });
});
