import {
  decodeAppBinding,
  decodeBackupConfiguration,
  decodeBackupSession,
  decodeFunction,
  decodeRepository,
  decodeTask,
  type FunctionResource,
  orThrow,
} from '@stash-functions/core/decode';
import { type BackupPlanInput, planBackup } from '@stash-functions/k8s-adapter';
import type { BenchRow, GrowthRow } from './measure.ts';

/** The size of what dumps a database in the public catalog: an argument for each of thirty variables. */
const variables = [
  'REPOSITORY_PROVIDER REPOSITORY_BUCKET REPOSITORY_ENDPOINT REPOSITORY_REGION REPOSITORY_PREFIX REPOSITORY_INSECURE_TLS',
  'REPOSITORY_SECRET_NAME REPOSITORY_SECRET_NAMESPACE ENABLE_CACHE MAX_CONNECTIONS HOSTNAME NAMESPACE TARGET_NAME',
  'TARGET_NAMESPACE TARGET_KIND BACKUP_SESSION INVOKER_KIND INVOKER_NAME INTERIM_DATA_DIR RETENTION_KEEP_LAST',
  'RETENTION_KEEP_HOURLY RETENTION_KEEP_DAILY RETENTION_KEEP_WEEKLY RETENTION_KEEP_MONTHLY RETENTION_KEEP_YEARLY',
  'RETENTION_KEEP_TAGS RETENTION_PRUNE RETENTION_DRY_RUN LICENSE_APISERVICE outputDir',
].flatMap((line) => line.split(' '));

const twoSteps = backupOf(['dump-11.9', 'update-status']);
const objectsOfTwoSteps = orThrow(planBackup(twoSteps)).objects;

/** The cost of a plan for an operator that has planned the Functions of the backup before. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'plan the backup of a database: two Functions, thirty arguments each',
    run: () => planBackup(twoSteps),
    peers: [{ name: 'JSON.stringify of its objects', run: () => JSON.stringify(objectsOfTwoSteps) }],
    aim: 'at most 1.5 × JSON.stringify',
    limit: 8,
  },
];

/** The time of a plan grows like the number of steps of its Task. */
export const growth: ReadonlyArray<GrowthRow> = [
  {
    name: 'plan a Task of many steps',
    sizes: [1, 10, 100],
    run: (size) => {
      const input = backupOf(Array.from({ length: size }, (_, index) => `step${index}`));
      return () => orThrow(planBackup(input)).objects;
    },
  },
];

function backupOf(steps: ReadonlyArray<string>): BackupPlanInput {
  const metadata = (name: string, uid: string): object => ({ name, namespace: 'demo', uid });
  const task = orThrow(
    decodeTask({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Task',
      metadata: { name: 'dump' },
      spec: { steps: steps.map((name) => ({ name, params: [{ name: 'outputDir', value: '/stash-tmp/output' }] })) },
    }),
  );
  return {
    manifests: {
      functions: new Map(steps.map((name) => [name, dumpFunction(name)])),
      tasks: new Map([['dump', task]]),
    },
    repository: orThrow(
      decodeRepository({
        apiVersion: 'stash.appscode.com/v1alpha1',
        kind: 'Repository',
        metadata: metadata('main', 'd0a8'),
        spec: {
          backend: { s3: { endpoint: 's3.acme.dev', bucket: 'backups', prefix: 'db' }, storageSecretName: 'keys' },
        },
      }),
    ),
    appBindings: [
      orThrow(
        decodeAppBinding({
          apiVersion: 'appcatalog.appscode.com/v1alpha1',
          kind: 'AppBinding',
          metadata: metadata('orders', 'a7f1'),
          spec: {
            type: 'acme.dev/postgres',
            version: '11.9',
            clientConfig: { service: { name: 'orders', port: 5432, scheme: 'tcp' } },
          },
        }),
      ),
    ],
    invoker: orThrow(
      decodeBackupConfiguration({
        apiVersion: 'stash.appscode.com/v1beta1',
        kind: 'BackupConfiguration',
        metadata: metadata('nightly', 'b1c2'),
        spec: {
          schedule: '0 3 * * *',
          repository: { name: 'main' },
          task: { name: 'dump' },
          target: { ref: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'orders' } },
          retentionPolicy: { name: 'five', keepLast: 5, prune: true },
        },
      }),
    ),
    session: orThrow(
      decodeBackupSession({
        apiVersion: 'stash.appscode.com/v1beta1',
        kind: 'BackupSession',
        metadata: metadata('nightly-1561974001', 'c3d4'),
        spec: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', name: 'nightly' } },
      }),
    ),
  };
}

function dumpFunction(name: string): FunctionResource {
  const flag = (variable: string): string => `--${variable.toLowerCase().replaceAll('_', '-')}=\${${variable}:=}`;
  return orThrow(
    decodeFunction({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name },
      spec: { image: 'ghcr.io/acme/dump:11.9', args: ['backup', ...variables.map(flag)] },
    }),
  );
}
