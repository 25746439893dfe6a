import {
  decodeBackupConfiguration,
  decodeBackupSession,
  decodeRepository,
  defineFunction,
  defineTask,
  orThrow,
} from '@stash-functions/core';
import { type Plan, planBackup } from '@stash-functions/k8s-adapter';

/** Packs a volume into one file. */
const pack = orThrow(
  defineFunction({
    metadata: { name: 'pack' },
    spec: {
      image: 'alpine:3.22',
      command: ['tar'],
      args: ['-czf', '/stash-tmp/${archive}', '-C', '${TARGET_MOUNT_PATH}', '.'],
      volumeMounts: [{ name: 'data', mountPath: '${TARGET_MOUNT_PATH}' }],
      runtimeSettings: { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } } },
    },
  }),
);

/** Sends the file to the bucket of the repository. */
const upload = orThrow(
  defineFunction({
    metadata: { name: 'upload' },
    spec: {
      image: 'rclone/rclone:1.71',
      args: [
        'copyto',
        '/stash-tmp/${archive}',
        ':s3,env_auth,endpoint="${REPOSITORY_ENDPOINT}":${REPOSITORY_BUCKET}/${REPOSITORY_PREFIX#/}/${BACKUP_SESSION}.tgz',
      ],
      runtimeSettings: { envFrom: [{ secretRef: { name: '${REPOSITORY_SECRET_NAME}' } }] },
    },
  }),
);

const task = orThrow(
  defineTask({
    metadata: { name: 'volume-backup' },
    spec: {
      steps: [
        { name: 'pack', params: [{ name: 'archive', value: 'data.tgz' }] },
        { name: 'upload', params: [{ name: 'archive', value: 'data.tgz' }] },
      ],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: '${TARGET_NAME}', readOnly: true } }],
    },
  }),
);

/** A volume, and the place for its backup. */
export interface BackupOrder {
  readonly namespace: string;
  /** The PersistentVolumeClaim. */
  readonly claim: string;
  readonly bucket: string;
  readonly endpoint: string;
  /** The Secret with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  readonly secret: string;
  /** The name of this run and of its file in the bucket. */
  readonly run: string;
}

/** Plans one backup. It is pure, so it can be looked at and tested without a cluster. */
export function planVolumeBackup({ namespace, claim, bucket, endpoint, secret, run }: BackupOrder): Plan {
  const repository = orThrow(
    decodeRepository({
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'bucket', namespace },
      spec: { backend: { s3: { endpoint, bucket, prefix: `/${namespace}/${claim}` }, storageSecretName: secret } },
    }),
  );
  const invoker = orThrow(
    decodeBackupConfiguration({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupConfiguration',
      metadata: { name: claim, namespace },
      spec: {
        repository: { name: 'bucket' },
        task: { name: 'volume-backup' },
        target: { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claim } },
        retentionPolicy: { name: 'keep-all', keepLast: 1000, prune: false },
      },
    }),
  );
  const session = orThrow(
    decodeBackupSession({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupSession',
      metadata: { name: run, namespace },
      spec: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', name: claim } },
    }),
  );
  const functions = new Map([pack, upload].map((fn) => [fn.metadata.name, fn]));
  const tasks = new Map([[task.metadata.name, task]]);
  return orThrow(
    planBackup({ manifests: { functions, tasks }, repository, invoker, session, permissions: 'least-privilege' }),
  );
}
