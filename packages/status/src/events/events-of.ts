import type { TargetRef } from '@stash-functions/core/decode';
import { fingerprint } from '../fingerprint.ts';
import { present } from '../present.ts';
import type { HostReport, ReportedSession } from '../session/report-hosts.ts';
import { formatTime } from '../session/time.ts';

/** An Event of Kubernetes, `v1`. */
export interface HostEvent {
  /** The version of the API. */
  readonly apiVersion: 'v1';
  /** The kind of the object. */
  readonly kind: 'Event';
  /** Its name and namespace. */
  readonly metadata: { readonly name: string; readonly namespace: string };
  /** A Warning where the host has not succeeded. */
  readonly type: 'Normal' | 'Warning';
  /** Why it is there, as one word. */
  readonly reason: EventReason;
  /** The same for people, with the host’s error. */
  readonly message: string;
  /** How often it happened. */
  readonly count: number;
  /** When it happened, RFC 3339. */
  readonly firstTimestamp: string;
  /** When it last happened, RFC 3339. */
  readonly lastTimestamp: string;
  /** Who reports it. */
  readonly source: { readonly component: string };
  /** Who reports it, in the present form. */
  readonly reportingComponent: string;
  /** Which instance of the component; empty. */
  readonly reportingInstance: string;
  /** The session that it is about. */
  readonly involvedObject: {
    /** The version of the API. */
    readonly apiVersion: string;
    /** The kind of the object. */
    readonly kind: string;
    /** Of the object. */
    readonly name: string;
    /** Its namespace. */
    readonly namespace?: string;
    /** Its uid. */
    readonly uid?: string;
  };
}

/** Why an Event is there. */
export type EventReason = 'HostBackupSucceeded' | 'HostBackupFailed' | 'HostRestoreSucceeded' | 'HostRestoreFailed';

/** When Events happen, and who tells of them. */
export interface EventsOptions {
  /** The time of the Events. */
  readonly now: Date;
  /** Who reports; default `Status Updater`, as Stash's Events have it. */
  readonly component?: string | undefined;
}

/**
 * The Events of a report: one for each host that has finished, on the BackupSession or on the RestoreSession or RestoreBatch,
 * a Warning where it has not succeeded. A host's error is the reason that the message tells, cut to what an Event holds.
 *
 * The name of an Event is made of what it says, so that telling the same again makes no second one: the API server answers
 * `AlreadyExists`, which is well.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function eventsOf(
  session: ReportedSession,
  { target, hosts }: HostReport,
  { now, component = 'Status Updater' }: EventsOptions,
): ReadonlyArray<HostEvent> {
  const { namespace, name, uid } = session.metadata;
  const isBackup = session.kind === 'BackupSession';
  const time = formatTime(now);
  const identity = [uid ?? '', target.kind ?? '', target.namespace ?? '', target.name ?? ''];
  return hosts.flatMap(({ hostname, phase, error }): ReadonlyArray<HostEvent> => {
    if (phase === undefined || phase === 'Running') return [];
    const succeeded = phase === 'Succeeded';
    const reason = `Host${isBackup ? 'Backup' : 'Restore'}${succeeded ? 'Succeeded' : 'Failed'}` as const;
    const text = isBackup
      ? backupMessage(hostname, target, succeeded, error)
      : restoreMessage(hostname, succeeded, error);
    const message = cut(text, longestMessage);
    return [
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {
          name: `${cut(name, longestName)}.${fingerprint([...identity, hostname, reason, message])}`,
          namespace: namespace ?? 'default',
        },
        type: succeeded ? 'Normal' : 'Warning',
        reason,
        message,
        count: 1,
        firstTimestamp: time,
        lastTimestamp: time,
        source: { component },
        reportingComponent: component,
        reportingInstance: '',
        involvedObject: present({ apiVersion: session.apiVersion, kind: session.kind, name, namespace, uid }),
      },
    ];
  });
}

/** What the API server takes. */
const longestMessage = 1024;

/** A name has at most 253 characters, with the dot and the fingerprint. */
const longestName = 236;

function backupMessage(host: string, { kind = '', name = '' }: TargetRef, succeeded: boolean, error = ''): string {
  if (succeeded) return `backup succeeded for host ${host} of "${kind}"/"${name}".`;
  return `backup failed for host "${host}" of "${kind}"/"${name}".${error === '' ? '' : ` Reason: ${error}`}`;
}

function restoreMessage(host: string, succeeded: boolean, error = ''): string {
  if (succeeded) return `restore succeeded for host "${host}"`;
  return `restore failed for host "${host}"${error === '' ? '' : `. Reason: ${error}`}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length);
}
