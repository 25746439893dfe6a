import type { BackupConfigurationTemplateSpec, RestoreTargetSpec, TargetRef } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { fromStats } from '../output/host-stats.ts';
import { type HostOutcome, hasFinished } from '../output/step-output.ts';
import { type ConditionUpdate, statusOf } from './condition.ts';
import type { JobEnding } from './job-ending.ts';
import type { HostReport, ReportedSession } from './report-hosts.ts';
import { isSameTarget } from './target.ts';
import type { TargetState } from './target-phase.ts';

/** The expected report of a Job. */
export interface JobReportOptions {
  /** The member of the invoker that the Job is for. Its alias names the hosts, and its hooks are those of the Job. */
  readonly member?: BackupConfigurationTemplateSpec | RestoreTargetSpec | undefined;
  /** The hosts of the Job, where it is one of several for the target; by default all that are missing. */
  readonly hostnames?: ReadonlyArray<string> | undefined;
}

/**
 * The report for a Job that has ended and left hosts without an outcome. Each of them has failed, with the step, its
 * exit code and its last lines. So no session waits for a Job that died without a word.
 *
 * A host that has reported keeps its outcome. A late report replaces this one.
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
  return readOr(undefined, () => {
    if (ending.status === 'aborted') return undefined;
    const state = stateOf(session, target);
    const missing = missingHosts(state, target, options);
    if (missing.length === 0) return undefined;
    const error = causeOf(ending);
    const hosts = missing.map((host): HostOutcome => ({ ...host, phase: 'Failed', error: host.error ?? error }));
    const conditions = missedHooks(session, state, options, error);
    return { target, hosts, ...(conditions.length === 0 ? {} : { conditions }) };
  });
}

function stateOf(session: ReportedSession, target: TargetRef): TargetState {
  if (session.kind === 'RestoreSession') return session.status ?? {};
  const entries = session.kind === 'RestoreBatch' ? session.status?.members : session.status?.targets;
  return (entries ?? []).find(({ ref }) => isSameTarget(ref, target)) ?? {};
}

/** The known hosts that have not finished, and as many more as the target should have. */
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

/** The names that Stash gives: a single host has the alias alone or `host-0`; otherwise each has its ordinal. */
function hostNames(naming: 'ordinal' | 'plain', count: number, alias: string | undefined): ReadonlyArray<string> {
  if (naming === 'plain' && count === 1 && alias !== undefined && alias !== '') return [alias];
  return Array.from({ length: Math.min(count, mostHosts) }, (_, ordinal) => `${alias || 'host'}-${ordinal}`);
}

/** The most hosts to name. A larger number is more likely wrong than a count of replicas. */
const mostHosts = 10_000;

/** A hook in the Job, after the step that failed, has not run either. */
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

/** The most lines of a log. A status is stored with every session, so a log must not make it large. */
const mostLines = 10;
const mostCharacters = 1024;
