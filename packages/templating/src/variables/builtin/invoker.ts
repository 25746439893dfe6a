import type { BackupSession, ResourceReference } from '@stash-functions/core/decode';
import { referenceTo } from '@stash-functions/core/decode';
import { fieldsOf, type Read } from '../variable-row.ts';

/** The invoker of a backup or restore, and the run. */
export interface InvokerSource {
  readonly invoker: ResourceReference;
  /** The run of a backup, if there is one. */
  readonly session?: BackupSession | undefined;
}

/** Variables of the invoker and its session. */
export const invokerVariables = {
  NAMESPACE: {
    meaning: 'Namespace that the Job runs in',
    source: 'metadata.namespace of the BackupSession, else of the invoker',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'demo',
    read: ({ invoker, session }: InvokerSource): Read =>
      session?.metadata.namespace === undefined
        ? fieldsOf(invoker)(invoker.namespace, 'metadata', 'namespace')
        : fieldsOf(referenceTo(session))(session.metadata.namespace, 'metadata', 'namespace'),
  },
  BACKUP_SESSION: {
    meaning: 'Name of the BackupSession that the Job runs for',
    source: 'BackupSession metadata.name',
    setIn: ['backup'],
    alwaysIn: ['backup'],
    example: 'pg-backup-1606092000',
    read: ({ session }: InvokerSource): Read =>
      session === undefined
        ? { value: undefined }
        : fieldsOf(referenceTo(session))(session.metadata.name, 'metadata', 'name'),
  },
  RESTORE_SESSION: {
    meaning: 'Name of the RestoreSession or RestoreBatch that the Job runs for',
    source: 'RestoreSession or RestoreBatch metadata.name',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    example: 'pg-restore',
    read: ({ invoker }: InvokerSource): Read => fieldsOf(invoker)(invoker.name, 'metadata', 'name'),
  },
  INVOKER_KIND: {
    meaning: 'Kind of the resource that asked for the backup or restore',
    source: 'invoker kind',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'BackupConfiguration',
    read: ({ invoker }: InvokerSource): Read => fieldsOf(invoker)(invoker.kind, 'kind'),
  },
  INVOKER_NAME: {
    meaning: 'Name of the resource that asked for the backup or restore',
    source: 'invoker metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'pg-backup',
    read: ({ invoker }: InvokerSource): Read => fieldsOf(invoker)(invoker.name, 'metadata', 'name'),
  },
  PROMETHEUS_JOB_NAME: {
    meaning: 'Name of the invoker, for the metrics',
    source: 'invoker metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'pg-backup',
    read: ({ invoker }: InvokerSource): Read => fieldsOf(invoker)(invoker.name, 'metadata', 'name'),
  },
} as const;
