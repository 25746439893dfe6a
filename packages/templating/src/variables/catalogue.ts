/** A variable that the SDK itself sets, so that no param has to. */
export interface BuiltinVariable {
  /** Without `${` and `}`. */
  readonly name: BuiltinVariableName;
  /** What its value tells, as one phrase. */
  readonly meaning: string;
  /** The field that its value is read from, or the constant that it is. Lists are joined as it says. */
  readonly source: string;
  /** Where it can be set. */
  readonly setIn: ReadonlyArray<Occasion>;
  /** Where it is set whatever the resources hold, so that no param of a step and no default is ever used there. */
  readonly alwaysIn: ReadonlyArray<Occasion>;
  /** On what it depends where it is not always set. */
  readonly when?: string;
  /** A value as it could be. */
  readonly example: string;
}

/** What templates are resolved for: a backup, a restore, the container of a hook, or a BackupBlueprint. */
export type Occasion = 'backup' | 'restore' | 'hook' | 'blueprint';

/**
 * The name of every variable that the SDK sets, or of those that it sets for one occasion:
 * `BuiltinVariableName<'backup'>`. {@link builtinVariables} says what each one is.
 */
export type BuiltinVariableName<In extends Occasion = Occasion> = {
  readonly [Name in keyof Rows]: Rows[Name]['setIn'][number] & In extends never ? never : Name;
}[keyof Rows];

/**
 * The one table of them: its keys are the names, also in types. It has no annotation, which would hide them; that its
 * rows are complete is checked where {@link builtinVariables} takes them.
 */
const rows = {
  NAMESPACE: {
    meaning: 'Namespace that the Job runs in',
    source: 'metadata.namespace of the BackupSession, else of the invoker',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'demo',
  },
  BACKUP_SESSION: {
    meaning: 'Name of the BackupSession that the Job runs for',
    source: 'BackupSession metadata.name',
    setIn: ['backup'],
    alwaysIn: ['backup'],
    example: 'pg-backup-1606092000',
  },
  RESTORE_SESSION: {
    meaning: 'Name of the RestoreSession or RestoreBatch that the Job runs for',
    source: 'RestoreSession or RestoreBatch metadata.name',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: 'pg-restore',
  },
  INVOKER_KIND: {
    meaning: 'Kind of the resource that asked for the backup or restore',
    source: 'invoker kind',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'BackupConfiguration',
  },
  INVOKER_NAME: {
    meaning: 'Name of the resource that asked for the backup or restore',
    source: 'invoker metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'pg-backup',
  },
  REPOSITORY_NAME: {
    meaning: 'Name of the Repository',
    source: 'Repository metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'gcs-repo',
  },
  REPOSITORY_NAMESPACE: {
    meaning: 'Namespace of the Repository',
    source: 'Repository metadata.namespace',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'demo',
  },
  REPOSITORY_PROVIDER: {
    meaning: 'Kind of backend that the data is stored in',
    source: 'the first of local, s3, gcs, azure, swift, b2, rest that Repository spec.backend has',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'gcs',
  },
  REPOSITORY_BUCKET: {
    meaning: 'Bucket, container or directory that the data is stored in',
    source:
      'Repository spec.backend: local.mountPath, s3|gcs|b2.bucket, azure|swift.container, or the host of rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'stash-backup',
  },
  REPOSITORY_PREFIX: {
    meaning: 'Directory inside the bucket; empty for a local backend',
    source: 'Repository spec.backend: s3|gcs|azure|swift|b2.prefix, or the path of rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'demo/postgres/quick-postgres',
  },
  REPOSITORY_ENDPOINT: {
    meaning: 'URL of the S3 compatible or REST server; empty for AWS S3 itself',
    source: 'Repository spec.backend: s3.endpoint or rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3 or rest',
    example: 'https://minio.storage.svc:9000',
  },
  REPOSITORY_URL: {
    meaning: 'URL of the REST server',
    source: 'Repository spec.backend.rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is rest',
    example: 'http://rest-server.storage.svc:8000/pg',
  },
  REPOSITORY_REGION: {
    meaning: 'Region of the bucket; may be empty',
    source: 'Repository spec.backend.s3.region',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3',
    example: 'eu-central-1',
  },
  REPOSITORY_INSECURE_TLS: {
    meaning: 'Whether the certificate of the server is left unchecked',
    source: 'Repository spec.backend.s3.insecureTLS',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'false',
  },
  REPOSITORY_SECRET_NAME: {
    meaning: 'Name of the Secret with the credentials of the backend',
    source: 'Repository spec.backend.storageSecretName',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend names a Secret',
    example: 'gcs-secret',
  },
  REPOSITORY_SECRET_NAMESPACE: {
    meaning: 'Namespace of that Secret',
    source: 'Repository metadata.namespace',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend names a Secret',
    example: 'demo',
  },
  MAX_CONNECTIONS: {
    meaning: 'Number of parallel connections to the backend; 0 leaves it to the driver',
    source: 'Repository spec.backend: gcs|azure|b2.maxConnections',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '0',
  },
  TARGET_API_VERSION: {
    meaning: 'API version of the target',
    source: 'target.ref.apiVersion',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'appcatalog.appscode.com/v1alpha1',
  },
  TARGET_KIND: {
    meaning: 'Kind of the target; EmptyTarget for a backup without one; in lower case in a blueprint',
    source: 'target.ref.kind',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'AppBinding',
  },
  TARGET_NAME: {
    meaning: 'Name of the target; na for a backup without one',
    source: 'target.ref.name, else the name of the first of target.volumeClaimTemplates',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target has one',
    example: 'quick-postgres',
  },
  TARGET_NAMESPACE: {
    meaning: 'Namespace of the target',
    source: 'target.ref.namespace, else metadata.namespace of the invoker',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'there is a target',
    example: 'demo',
  },
  TARGET_RESOURCE: {
    meaning: 'Plural of the kind of the target, in lower case',
    source: 'kind of the target',
    setIn: ['blueprint'],
    alwaysIn: ['blueprint'],
    example: 'deployments',
  },
  TARGET_MOUNT_PATH: {
    meaning: 'Directory that the volume of the target is mounted at',
    source: 'target.volumeMounts[0].mountPath, else /stash-data',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '/stash-data',
  },
  TARGET_PATHS: {
    meaning: 'Paths to back up, joined with a comma',
    source: 'target.paths, else /stash-data',
    setIn: ['backup'],
    alwaysIn: ['backup'],
    example: '/var/lib/data,/etc/app',
  },
  DRIVER_ARGS: {
    meaning: 'Arguments for the backup driver, joined with a space',
    source: 'target.args',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the target has any',
    example: '--one-file-system --ignore-inode',
  },
  EXCLUDE_PATTERNS: {
    meaning: 'Patterns of files to leave out, joined with a comma',
    source: 'backup: target.exclude; restore: exclude of the rule of the host',
    setIn: ['backup', 'restore'],
    alwaysIn: ['restore'],
    when: 'it is a restore, or the target has any',
    example: '*.tmp,/var/cache/*',
  },
  INCLUDE_PATTERNS: {
    meaning: 'Patterns of files to restore, joined with a comma',
    source: 'include of the rule of the host',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: '*.sql',
  },
  HOSTNAME: {
    meaning: 'Name that the snapshots of this host carry in the Repository',
    source: 'backup: target.alias, else host-0; restore: target.alias where a rule is for it, else empty',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'host-0',
  },
  SOURCE_HOSTNAME: {
    meaning: 'Host whose snapshots are restored',
    source: 'sourceHost of the rule of the host, else the host itself',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: 'host-0',
  },
  RESTORE_PATHS: {
    meaning: 'Paths to restore, joined with a comma',
    source: 'paths of the rule of the host',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: '/var/lib/data',
  },
  RESTORE_SNAPSHOTS: {
    meaning: 'Snapshots to restore, joined with a comma',
    source: 'snapshots of the rule of the host',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: 'latest',
  },
  TARGET_APP_VERSION: {
    meaning: 'Version of the application that the AppBinding points to',
    source: 'AppBinding spec.version',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has one',
    example: '14.2',
  },
  TARGET_APP_GROUP: {
    meaning: 'Group that the application belongs to',
    source: 'AppBinding spec.type before the slash',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding whose type has a slash',
    example: 'kubedb.com',
  },
  TARGET_APP_RESOURCE: {
    meaning: 'Resource of that group that the application works with; appbinding in a blueprint where there is no type',
    source: 'AppBinding spec.type behind the slash',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has a type',
    example: 'postgres',
  },
  TARGET_APP_TYPE: {
    meaning: 'Group and resource of the application',
    source: 'AppBinding spec.type',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has a type',
    example: 'kubedb.com/postgres',
  },
  TARGET_APP_REPLICAS: {
    meaning: 'Number of replicas of the target',
    source: 'target.replicas; in a restore 1 where it has none',
    setIn: ['backup', 'restore'],
    alwaysIn: ['restore'],
    when: 'it is a restore, or the target has it',
    example: '1',
  },
  POD_ORDINAL: {
    meaning: 'Number of the replica that is restored, from 0',
    source: 'the ordinal that the Job is made for',
    setIn: ['restore'],
    alwaysIn: [],
    when: 'the restore makes volumes from target.volumeClaimTemplates',
    example: '0',
  },
  RETENTION_KEEP_LAST: {
    meaning: 'Number of latest snapshots to keep',
    source: 'retentionPolicy.keepLast',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '5',
  },
  RETENTION_KEEP_HOURLY: {
    meaning: 'Number of hourly snapshots to keep',
    source: 'retentionPolicy.keepHourly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '24',
  },
  RETENTION_KEEP_DAILY: {
    meaning: 'Number of daily snapshots to keep',
    source: 'retentionPolicy.keepDaily',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '7',
  },
  RETENTION_KEEP_WEEKLY: {
    meaning: 'Number of weekly snapshots to keep',
    source: 'retentionPolicy.keepWeekly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '4',
  },
  RETENTION_KEEP_MONTHLY: {
    meaning: 'Number of monthly snapshots to keep',
    source: 'retentionPolicy.keepMonthly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '12',
  },
  RETENTION_KEEP_YEARLY: {
    meaning: 'Number of yearly snapshots to keep',
    source: 'retentionPolicy.keepYearly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '10',
  },
  RETENTION_KEEP_TAGS: {
    meaning: 'Tags whose snapshots are kept, joined with a comma',
    source: 'retentionPolicy.keepTags',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'the policy has any',
    example: 'release,audit',
  },
  RETENTION_PRUNE: {
    meaning: 'Whether data that no snapshot needs is removed from the backend',
    source: 'retentionPolicy.prune',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is true',
    example: 'true',
  },
  RETENTION_DRY_RUN: {
    meaning: 'Whether clean-up only tells what it would remove',
    source: 'retentionPolicy.dryRun',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is true',
    example: 'true',
  },
  ENABLE_CACHE: {
    meaning: 'Whether the driver may use a cache',
    source: 'not tempDir.disableCaching of the invoker',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'true',
  },
  INTERIM_DATA_DIR: {
    meaning: 'Directory for data on its way to or from the backend',
    source:
      '/stash-interim-volume/data where the invoker has an interimVolumeTemplate, else /stash-tmp/stash-interim-volume/data',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '/stash-interim-volume/data',
  },
  NICE_ADJUSTMENT: {
    meaning: 'CPU scheduling priority of the process, from -20 (first) to 19 (last)',
    source: 'nice.adjustment of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '5',
  },
  IONICE_CLASS: {
    meaning: 'I/O scheduling class of the process',
    source: 'ionice.class of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '2',
  },
  IONICE_CLASS_DATA: {
    meaning: 'Priority inside the I/O scheduling class',
    source: 'ionice.classData of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '4',
  },
  ENABLE_STATUS_SUBRESOURCE: {
    meaning: 'Whether the custom resources have a status subresource',
    source: 'true',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'true',
  },
  PROMETHEUS_PUSHGATEWAY_URL: {
    meaning: 'URL of the Prometheus Pushgateway; empty where none is given',
    source: 'pushgatewayUrl of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'http://stash.kube-system.svc:56789',
  },
  PROMETHEUS_JOB_NAME: {
    meaning: 'Name of the invoker, for the metrics',
    source: 'invoker metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'pg-backup',
  },
  LICENSE_APISERVICE: {
    meaning: 'API service that licenses are checked with; empty where none is given',
    source: 'licenseApiService of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'v1alpha1.license.example.com',
  },
  STASH_DOCKER_REGISTRY: {
    meaning: "Registry of the operator's image",
    source: 'operatorImage.registry of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'ghcr.io/stashed',
  },
  STASH_DOCKER_IMAGE: {
    meaning: "Name of the operator's image",
    source: 'operatorImage.image of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'stash',
  },
  STASH_IMAGE_TAG: {
    meaning: "Tag of the operator's image",
    source: 'operatorImage.tag of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'v0.32.0',
  },
  ADDON_IMAGE: {
    meaning: 'Image of the Function that is resolved; no param can change it',
    source: 'Function spec.image, resolved',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'ghcr.io/stashed/stash-postgres:14.0',
  },
  HOOK_TYPE: {
    meaning: 'Which hook the container runs: preBackup, postBackup, preRestore or postRestore',
    source: 'field of hooks that the container is made for',
    setIn: ['hook'],
    alwaysIn: ['hook'],
    example: 'preBackup',
  },
} as const;

type Rows = typeof rows;

/**
 * Every variable that is set without a param, in the order of docs/variables.md: those of the Function document of
 * Stash, and those that Stash sets beside it.
 */
export const builtinVariables: ReadonlyArray<BuiltinVariable> = namesOf(rows).map((name) => ({ name, ...rows[name] }));

/** The row of a built-in variable, or undefined for a name that only a param can give a value. */
export function findBuiltinVariable(name: string): BuiltinVariable | undefined {
  return byName.get(name);
}

const byName: ReadonlyMap<string, BuiltinVariable> = new Map(builtinVariables.map((row) => [row.name, row]));

/** The type says what the keys of a record are, which `Object.keys` alone does not. */
function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): ReadonlyArray<Name>;
function namesOf(record: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  return Object.keys(record);
}
