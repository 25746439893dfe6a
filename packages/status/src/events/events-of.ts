import type { TargetRef } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
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
  /** The name and the namespace of the Event. */
  readonly metadata: { readonly name: string; readonly namespace: string };
  /** The type: `Warning` where the host has not succeeded. */
  readonly type: 'Normal' | 'Warning';
  /** The reason, as one word. */
  readonly reason: EventReason;
  /** The message for people, with the host’s error. */
  readonly message: string;
  /** The number of times that it happened. */
  readonly count: number;
  /** The time at which it happened, in RFC 3339. */
  readonly firstTimestamp: string;
  /** The time at which it last happened, in RFC 3339. */
  readonly lastTimestamp: string;
  /** The reporter. */
  readonly source: { readonly component: string };
  /** The reporter, in the present form. */
  readonly reportingComponent: string;
  /** The instance of the reporter; empty. */
  readonly reportingInstance: string;
  /** The session of the Event. */
  readonly involvedObject: {
    /** The version of the API. */
    readonly apiVersion: string;
    /** The kind of the session. */
    readonly kind: string;
    /** The name of the session. */
    readonly name: string;
    /** The namespace of the session. */
    readonly namespace?: string;
    /** The uid of the session. */
    readonly uid?: string;
  };
}

/** The reason of an Event. */
export type EventReason = 'HostBackupSucceeded' | 'HostBackupFailed' | 'HostRestoreSucceeded' | 'HostRestoreFailed';

/** The options of {@link eventsOf}. */
export interface EventsOptions {
  /** The time of the Events. */
  readonly now: Date;
  /** The reporter; by default `Status Updater`, as in Stash's Events. */
  readonly component?: string | undefined;
}

/**
 * The Events of a report: one for each finished host, at the BackupSession, RestoreSession or RestoreBatch. It is a
 * Warning where the host has not succeeded. The message gives the host's error as its reason, and is cut to the length
 * that an Event allows.
 *
 * The name of an Event is made from its content. So the same report makes no second Event: the API server answers
 * `AlreadyExists`, which is fine.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function eventsOf(
  session: ReportedSession,
  hostReport: HostReport,
  options: EventsOptions,
): ReadonlyArray<HostEvent> {
  return readOr([], () => {
    const { target, hosts } = hostReport;
    const { now, component = 'Status Updater' } = options;

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
  });
}

/** The longest message that the API server takes. */
const longestMessage = 1024;

/** The longest beginning of a name. With the dot and the fingerprint it has at most 253 characters. */
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
