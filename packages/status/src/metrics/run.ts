import {
  type AppBinding,
  type BackupInvoker,
  type Condition,
  parseGoDuration,
  type Repository,
  type RepositoryRef,
  type RestoreMemberStatus,
  type TargetRef,
} from '@stash-functions/core/decode';
import { fromStats } from '../output/host-stats.ts';
import type { HostOutcome } from '../output/step-output.ts';
import { outcomeOf } from '../session/merge-restore.ts';
import type { ReportedSession } from '../session/report-hosts.ts';
import { hasEnded } from '../session/session-phase.ts';
import { restoreTargetPhase } from '../session/target-phase.ts';
import { readTime } from '../session/time.ts';

/** The input of metrics besides the session. */
export interface RunContext {
  /** The invoker of a BackupSession. A restore is its own invoker. */
  readonly invoker?: BackupInvoker | undefined;
  /** The Repository, for its backend and the figures about its data. */
  readonly repository?: Repository | undefined;
  /** The AppBindings that targets name, for the kinds of their applications. */
  readonly appBindings?: ReadonlyArray<AppBinding> | undefined;
}

/** A session of any kind, in the form that metrics need. */
export interface Run {
  readonly operation: 'backup' | 'restore';
  readonly invoker: { readonly kind: string; readonly name: string; readonly namespace: string };
  readonly driver: string;
  readonly repository: RepositoryRef | undefined;
  readonly phase: string;
  readonly targets: ReadonlyArray<RunTarget>;
  /** The duration in seconds, once the run is over. */
  readonly duration: number | undefined;
  /** The time of its end, in seconds since 1970. */
  readonly endedAt: number | undefined;
}

/** A target of a run. */
export interface RunTarget {
  readonly ref: TargetRef;
  readonly namespace: string;
  readonly phase: string;
  readonly totalHosts: number | undefined;
  readonly hosts: ReadonlyArray<HostOutcome>;
  /**
   * The group and kind of the target; for an AppBinding those of its application. Undefined where they are not known.
   */
  readonly application: { readonly group: string; readonly kind: string } | undefined;
}

/** A session in the form that metrics need. Everything comes from its status, so it is the same at any time. */
export function runOf(session: ReportedSession, context: RunContext): Run {
  const { metadata, status } = session;
  const { invoker = session } = context;
  const named = session.kind === 'BackupSession' ? session.spec?.invoker : undefined;
  const namespace = metadata.namespace ?? '';
  const spec = invoker.kind === 'BackupSession' ? undefined : invoker.spec;
  const duration = status?.sessionDuration === undefined ? undefined : parseGoDuration(status.sessionDuration);
  return {
    operation: session.kind === 'BackupSession' ? 'backup' : 'restore',
    invoker: {
      kind: named?.kind ?? invoker.kind,
      name: named?.name ?? invoker.metadata.name,
      namespace: invoker.metadata.namespace ?? namespace,
    },
    driver: spec?.driver ?? 'Restic',
    repository: spec?.repository,
    phase: status?.phase ?? 'Pending',
    targets: targetsIn(session).map(({ ref = {}, phase, totalHosts, stats = [] }) => ({
      ref,
      namespace: ref.namespace ?? namespace,
      phase,
      totalHosts,
      hosts: stats.map(fromStats),
      application: applicationOf(ref, ref.namespace ?? namespace, context.appBindings ?? []),
    })),
    duration,
    endedAt: endOf(metadata.creationTimestamp, duration, status?.conditions),
  };
}

type TargetEntry = Partial<Pick<RestoreMemberStatus, 'ref' | 'totalHosts' | 'stats'>> & { readonly phase: string };

function targetsIn(session: ReportedSession): ReadonlyArray<TargetEntry> {
  if (session.kind === 'BackupSession') {
    return (session.status?.targets ?? []).map((target) => ({ ...target, phase: target.phase ?? 'Pending' }));
  }
  if (session.kind === 'RestoreBatch') {
    return (session.status?.members ?? []).map((member) => ({ ...member, phase: outcomeOf(member) }));
  }
  const ref = session.spec?.target?.ref;
  if (ref === undefined || session.status === undefined) return [];
  const { totalHosts, stats } = session.status;
  return [
    {
      ref,
      ...(totalHosts === undefined ? {} : { totalHosts }),
      ...(stats === undefined ? {} : { stats }),
      phase: restoreTargetPhase(session.status),
    },
  ];
}

/** The time of the session's last step; else that of its creation, plus its duration. */
function endOf(
  created: string | undefined,
  duration: number | undefined,
  conditions: ReadonlyArray<Condition> | undefined,
): number | undefined {
  const last = hasEnded(conditions) ? conditions?.find(({ type }) => type === 'MetricsPushed') : undefined;
  const ended = readTime(last?.lastTransitionTime);
  if (ended !== undefined) return ended / 1000;
  const start = readTime(created);
  return start === undefined || duration === undefined ? undefined : start / 1000 + duration;
}

function applicationOf(
  { apiVersion = '', kind = '', name }: TargetRef,
  namespace: string,
  appBindings: ReadonlyArray<AppBinding>,
): RunTarget['application'] {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
  if (kind !== 'AppBinding') return { group, kind };
  const binding = appBindings.find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? namespace) === namespace,
  );
  if (binding === undefined) return undefined;
  const { type } = binding.spec ?? {};
  if (type === undefined || type === '') return { group: '', kind: 'appbindings' };
  const slash = type.lastIndexOf('/');
  return { group: type.slice(0, Math.max(0, slash)), kind: type.slice(slash + 1) };
}
