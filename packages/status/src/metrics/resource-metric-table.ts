/** The definition of a metric that kube-state-metrics makes from a resource in the cluster. */
export interface ResourceMetricRow {
  /** One sentence, for `# HELP`. */
  readonly help: string;
  /** The kinds that have it. */
  readonly kinds: ReadonlyArray<ResourceMetricKind>;
  /** The path of the value, or of the list with the values. */
  readonly path: ReadonlyArray<string>;
  /** The path of the value in an item of the list. */
  readonly valueFrom?: ReadonlyArray<string>;
  /** More labels, and the paths of their values in an item of the list. */
  readonly labels?: Readonly<Record<string, ReadonlyArray<string>>>;
  /** The possible words of the value: there is a series for each, and one of them is 1. */
  readonly states?: ReadonlyArray<string>;
}

/** A kind that kube-state-metrics watches for this SDK. */
export type ResourceMetricKind =
  | 'BackupSession'
  | 'RestoreSession'
  | 'RestoreBatch'
  | 'BackupConfiguration'
  | 'BackupBatch'
  | 'Repository';

/** The name of a metric of the cluster's resources. */
export type ResourceMetricName =
  | 'stash_functions_resource_created_timestamp_seconds'
  | 'stash_functions_resource_phase'
  | 'stash_functions_resource_condition'
  | 'stash_functions_resource_target_phase'
  | 'stash_functions_resource_deadline_timestamp_seconds'
  | 'stash_functions_resource_integrity'
  | 'stash_functions_resource_snapshots'
  | 'stash_functions_resource_last_backup_timestamp_seconds';

const sessions = ['BackupSession', 'RestoreSession', 'RestoreBatch'] as const;
const invokers = ['BackupConfiguration', 'BackupBatch'] as const;

/**
 * The metrics of the resources themselves. No run can give them, because it has not ended or never began. They go away
 * with the resource, so a history limit ends those of a session.
 */
export const resourceMetricTable: Readonly<Record<ResourceMetricName, ResourceMetricRow>> = {
  stash_functions_resource_created_timestamp_seconds: {
    help: 'When the resource was created.',
    kinds: [...sessions, ...invokers],
    path: ['metadata', 'creationTimestamp'],
  },
  stash_functions_resource_phase: {
    help: 'The phase that the resource is in.',
    kinds: [...sessions, ...invokers],
    path: ['status', 'phase'],
    states: ['Pending', 'Skipped', 'Running', 'Succeeded', 'Failed', 'Unknown', 'Ready', 'NotReady', 'Invalid'],
  },
  stash_functions_resource_condition: {
    help: '1 where a condition of the resource is True, else 0.',
    kinds: [...sessions, ...invokers],
    path: ['status', 'conditions'],
    valueFrom: ['status'],
    labels: { condition: ['type'], reason: ['reason'] },
  },
  stash_functions_resource_target_phase: {
    help: 'The phase that a target of the session is in.',
    kinds: ['BackupSession'],
    path: ['status', 'targets'],
    valueFrom: ['phase'],
    labels: {
      target_kind: ['ref', 'kind'],
      target_name: ['ref', 'name'],
      target_namespace: ['ref', 'namespace'],
    },
    states: ['Pending', 'Running', 'Succeeded', 'Failed'],
  },
  stash_functions_resource_deadline_timestamp_seconds: {
    help: 'When the session counts as failed if it has not ended.',
    kinds: [...sessions],
    path: ['status', 'sessionDeadline'],
  },
  stash_functions_resource_integrity: {
    help: '1 where the data of the Repository passed its last check, else 0.',
    kinds: ['Repository'],
    path: ['status', 'integrity'],
  },
  stash_functions_resource_snapshots: {
    help: 'How many snapshots the Repository has.',
    kinds: ['Repository'],
    path: ['status', 'snapshotCount'],
  },
  stash_functions_resource_last_backup_timestamp_seconds: {
    help: 'When the last session that wrote to the Repository began.',
    kinds: ['Repository'],
    path: ['status', 'lastBackupTime'],
  },
};
