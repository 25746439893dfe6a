import type { BackupConfigurationTemplateSpec, RestoreTargetSpec, TargetRef } from '@stash-functions/core/decode';
import { fromStats } from '../output/host-stats.ts';
import { type HostOutcome, hasFinished } from '../output/step-output.ts';
import { type ConditionUpdate, statusOf } from './condition.ts';
import type { JobEnding } from './job-ending.ts';
import type { HostReport, ReportedSession } from './report-hosts.ts';
import { isSameTarget } from './target.ts';
import type { TargetState } from './target-phase.ts';

/** What a Job was to report. */
export interface JobReportOptions {
  /** The member of the invoker that the Job is for: its alias names the hosts, its hooks are those of the Job. */
  readonly member?: BackupConfigurationTemplateSpec | RestoreTargetSpec | undefined;
  /** The hosts that the Job was for, where it is one of several of the target; all that are missing where it is absent. */
  readonly hostnames?: ReadonlyArray<string> | undefined;
}

/**
 * The report of a Job that has ended and left hosts without an outcome: each of them has failed, with the step, its exit
 * code and its last lines. So no session waits for a Job that died without a word.
 *
 * A host that has reported keeps its outcome. A report that comes late after all replaces what is said here.
 *
 * @param session - as it is now, read after the Job has ended
 * @returns undefined where every host has reported, and for a run that was given up while its Job goes on
 */
export function reportOfJob(
  session: ReportedSession,
  target: TargetRef,
  ending: JobEnding,
  options: JobReportOptions = {},
): HostReport | undefined {
  if (ending.status === 'aborted') return undefined;
  const state = stateOf(session, target);
  const missing = missingHosts(state, target, options);
  if (missing.length === 0) return undefined;
  const error = causeOf(ending);
  const hosts = missing.map((host): HostOutcome => ({ ...host, phase: 'Failed', error: host.error ?? error }));
  const conditions = missedHooks(session, state, options, error);
  return { target, hosts, ...(conditions.length === 0 ? {} : { conditions }) };
}

function stateOf(session: ReportedSession, target: TargetRef): TargetState {
  if (session.kind === 'RestoreSession') return session.status ?? {};
  const entries = session.kind === 'RestoreBatch' ? session.status?.members : session.status?.targets;
  return (entries ?? []).find(({ ref }) => isSameTarget(ref, target)) ?? {};
}

/** The hosts that are there and have not finished, and as many more as the target is said to have. */
function missingHosts(
  { totalHosts = 1, stats = [] }: TargetState,
  { kind }: TargetRef,
  options: JobReportOptions,
): ReadonlyArray<HostOutcome> {
  const known = stats.map(fromStats);
  const { hostnames } = options;
  if (hostnames !== undefined) {
    return hostnames.flatMap((hostname) => {
      const host = known.find((candidate) => candidate.hostname === hostname) ?? { hostname };
      return hasFinished(host.phase) ? [] : [host];
    });
  }
  const unfinished = known.filter(({ phase }) => !hasFinished(phase));
  const names = new Set(known.map(({ hostname }) => hostname));
  const { alias } = options.member?.target ?? {};
  const unheard = hostNames(kind === 'StatefulSet' ? 'ordinal' : 'plain', totalHosts, alias).filter(
    (name) => !names.has(name),
  );
  const count = Math.max(0, totalHosts - known.length);
  return [...unfinished, ...unheard.slice(0, count).map((hostname) => ({ hostname }))];
}

/** As Stash names them: a single host has the alias alone or is `host-0`; else each has its ordinal. */
function hostNames(naming: 'ordinal' | 'plain', count: number, alias: string | undefined): ReadonlyArray<string> {
  if (naming === 'plain' && count === 1 && alias !== undefined && alias !== '') return [alias];
  return Array.from({ length: Math.min(count, mostHosts) }, (_, ordinal) => `${alias || 'host'}-${ordinal}`);
}

/** A target with more replicas is not told from a number that is no count. */
const mostHosts = 10_000;

/** A hook that runs in the Job, behind the step that failed, has not run either. */
function missedHooks(
  { kind }: ReportedSession,
  { conditions }: TargetState,
  { member }: JobReportOptions,
  error: string,
): ReadonlyArray<ConditionUpdate> {
  const hooks = member?.hooks;
  if (hooks === undefined) return [];
  const isBackup = kind === 'BackupSession';
  const hook = isBackup ? 'postBackup' in hooks && hooks.postBackup : 'postRestore' in hooks && hooks.postRestore;
  const name = isBackup ? 'PostBackup' : 'PostRestore';
  if (!hook || statusOf(conditions, `${name}HookExecutionSucceeded`) !== undefined) return [];
  const reason = `FailedToExecute${name}Hook`;
  const message = `Failed to execute ${isBackup ? 'postBackup' : 'postRestore'} hook. Reason: ${error}`;
  return [{ type: `${name}HookExecutionSucceeded`, status: 'False', reason, message }];
}

function causeOf({ status, step, exitCode, message, lastLines = [] }: JobEnding): string {
  const cause =
    status === 'succeeded'
      ? 'the Job ended well, and no step has reported its outcome'
      : step !== undefined && exitCode !== undefined
        ? `the step ${step} ended with exit code ${exitCode}`
        : (message ?? (status === 'timed-out' ? 'the Job took too long' : 'the Job has failed'));
  const lines = lastLines.slice(-mostLines).join('\n').slice(-mostCharacters).trim();
  return lines === '' ? cause : `${cause}: ${lines}`;
}

/** A status is stored with every session, so that a log must not make it large. */
const mostLines = 10;
const mostCharacters = 1024;
