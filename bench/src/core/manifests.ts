import { printManifest } from '@stash-functions/core';

/**
 * Manifests of four kinds as people write them, each a different one, as texts of one document. Each four of them belong
 * together.
 */
export function manifestTexts(count: number): ReadonlyArray<string> {
  return Array.from({ length: count }, (_, index) => textOf(index));
}

function textOf(index: number): string {
  const object = makers[index % makers.length]?.(index) ?? {};
  return `# Number ${index} of the measurement.\n${printManifest(object)}`;
}

const makers: ReadonlyArray<(index: number) => object> = [
  (index) => ({
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name: `pg-dump-${index}`, labels: { app: 'postgres', team: `team-${index % 7}` } },
    spec: {
      image: `registry.example.com/tools/pg-dump:17.${index % 9}`,
      args: [
        'dump',
        ...['REPOSITORY_PROVIDER', 'REPOSITORY_BUCKET', 'REPOSITORY_ENDPOINT', 'REPOSITORY_PREFIX', 'HOSTNAME'].map(
          (name) => `--${name.toLowerCase().replaceAll('_', '-')}=\${${name}:=}`,
        ),
        `--jobs=\${jobs:=${index % 5}}`,
        '--target=${TARGET_NAME}.${TARGET_NAMESPACE}.svc',
      ],
      volumeMounts: [{ name: '${secretVolume}', mountPath: '/etc/secret' }],
      runtimeSettings: { resources: { limits: { memory: '256Mi', cpu: '500m' } } },
    },
  }),
  (index) => ({
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Task',
    metadata: { name: `pg-backup-${index}` },
    spec: {
      steps: [
        {
          name: `pg-dump-${index - 1}`,
          params: [{ name: 'secretVolume', value: 'secret' }],
        },
        { name: 'update-status', params: [{ name: 'outputDir', value: '/tmp/output' }] },
      ],
      volumes: [{ name: 'secret', secret: { secretName: '${REPOSITORY_SECRET_NAME}' } }],
    },
  }),
  (index) => ({
    apiVersion: 'stash.appscode.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: `store-${index}`, namespace: teamOf(index) },
    spec: {
      backend: {
        s3: { endpoint: 's3.amazonaws.com', bucket: `backups-${index % 3}`, prefix: `postgres/${index}` },
        storageSecretName: 's3-credentials',
      },
      wipeOut: false,
    },
  }),
  (index) => ({
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupConfiguration',
    metadata: { name: `nightly-${index}`, namespace: teamOf(index) },
    spec: {
      schedule: `${index % 60} 3 * * *`,
      task: { name: `pg-backup-${index - 2}` },
      repository: { name: `store-${index - 1}` },
      target: { ref: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: `db-${index}` } },
      retentionPolicy: { name: 'keep-last-5', keepLast: 5, prune: true },
    },
  }),
];

function teamOf(index: number): string {
  return `team-${Math.floor(index / 4) % 7}`;
}
