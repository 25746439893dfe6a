import { formatProblems } from '@stash-functions/core';
import type { StatusTarget } from '@stash-functions/k8s-adapter/cluster';
import { type MetricLabels, parseLabels, type TargetClue } from '@stash-functions/status';
import { CannotDo } from '../exit-code.ts';

/** The flags as they are written. An empty value counts as none, because templates often give one by default. */
export interface UpdateStatusFlags {
  readonly namespace: string;
  readonly repository?: string;
  readonly backupSession?: string;
  readonly backupsession?: string;
  readonly restoreSession?: string;
  readonly invokerKind?: string;
  readonly invokerName?: string;
  readonly targetKind?: string;
  readonly targetName?: string;
  readonly targetNamespace?: string;
  readonly outputDir?: string;
  readonly forgetOutput?: string;
  readonly checkOutput?: string;
  readonly statsOutput?: string;
  readonly metricsEnabled?: boolean | string;
  readonly metricsPushgatewayUrl?: string;
  readonly metricsLabels?: ReadonlyArray<string>;
  readonly metricsFamilies: 'stable' | 'stash' | 'both';
  readonly metricsHosts?: boolean;
  readonly master?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** The request that the flags make. */
export interface UpdateStatusRequest {
  readonly session: StatusTarget & { readonly namespace: string };
  /** The target, as far as a flag tells it. */
  readonly clue: TargetClue;
  /** The Repository, if a flag names one; otherwise that of the invoker is used. */
  readonly repository?: string | undefined;
  readonly outputDir: string;
  /** The files with the output of restic. */
  readonly restic: ResticFiles;
  /** The metrics to send; absent where none are sent. */
  readonly metrics?: MetricsRequest | undefined;
}

/** The files with the output of restic. */
export interface ResticFiles {
  readonly forget?: string | undefined;
  readonly check?: string | undefined;
  readonly stats?: string | undefined;
}

/** The metrics to send, and their receiver. */
export interface MetricsRequest {
  readonly url: string;
  readonly labels: MetricLabels;
  readonly families: 'stable' | 'stash' | 'both';
  readonly hosts: boolean;
}

/**
 * Reads the flags of Stash's present update-status, of the one in its documentation, and of this command.
 *
 * Throws CannotDo where flags contradict each other, or lack something that nothing else tells.
 */
export function readRequest(flags: UpdateStatusFlags): {
  readonly request: UpdateStatusRequest;
  readonly notes: ReadonlyArray<string>;
} {
  const outputDir = filled(flags.outputDir);
  if (outputDir === undefined) throw new CannotDo('no `--output-dir` says where output.json is');
  if (filled(flags.master) !== undefined) {
    throw new CannotDo('there is no `--master` here', 'name the cluster by `--kubeconfig` and `--context`');
  }
  const session = { ...sessionOf(flags), namespace: filled(flags.namespace) ?? 'default' };
  const labels = parseLabels(flags.metricsLabels ?? []);
  const url = filled(flags.metricsPushgatewayUrl);
  const isEnabled = isTrue(flags.metricsEnabled);
  const notes = labels.problems.map((problem) => formatProblems([problem]));
  if (isEnabled && url === undefined) notes.push('no metrics are sent: no `--metrics-pushgateway-url` says where to');
  const { metricsFamilies: families, metricsHosts: hosts = false } = flags;
  return {
    notes,
    request: {
      session,
      clue: {
        kind: filled(flags.targetKind),
        name: filled(flags.targetName),
        namespace: filled(flags.targetNamespace),
      },
      repository: filled(flags.repository),
      outputDir,
      restic: {
        forget: filled(flags.forgetOutput),
        check: filled(flags.checkOutput),
        stats: filled(flags.statsOutput),
      },
      metrics: isEnabled && url !== undefined ? { url, labels: labels.value, families, hosts } : undefined,
    },
  };
}

function sessionOf(flags: UpdateStatusFlags): StatusTarget {
  const backups = [filled(flags.backupSession), filled(flags.backupsession)].filter((name) => name !== undefined);
  const restore = restoreOf(flags);
  const [backup, other] = [...new Set(backups)];
  if (other !== undefined) throw new CannotDo('`--backup-session` and `--backupsession` name two sessions');
  if (backup !== undefined && filled(flags.restoreSession) !== undefined) {
    throw new CannotDo('`--backup-session` and `--restore-session` are both given', 'a step belongs to one of them');
  }
  if (backup !== undefined) return { kind: 'BackupSession', name: backup };
  if (restore !== undefined) return restore;
  throw new CannotDo('no flag names the session', 'give `--backup-session` or `--restore-session`');
}

/** A restore is its own invoker. */
function restoreOf(flags: UpdateStatusFlags): StatusTarget | undefined {
  const name = filled(flags.restoreSession);
  if (name !== undefined) return { kind: 'RestoreSession', name };
  const kind = filled(flags.invokerKind);
  const invoker = filled(flags.invokerName);
  if (invoker === undefined || kind === undefined) return undefined;
  if (kind === 'RestoreSession' || kind === 'RestoreBatch') return { kind, name: invoker };
  if (filled(flags.backupSession) ?? filled(flags.backupsession)) return undefined;
  throw new CannotDo(
    `\`${kind}\` is no kind of restore`,
    'it is RestoreSession or RestoreBatch; a backup needs `--backup-session`',
  );
}

/** A flag is empty where the variable of its template is absent. */
function filled(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

function isTrue(value: boolean | string | undefined): boolean {
  if (typeof value !== 'string' || value === '') return value === true;
  if (/^(?:1|t|true)$/i.test(value)) return true;
  if (/^(?:0|f|false)$/i.test(value)) return false;
  throw new CannotDo(`\`--metrics-enabled\` is \`${value}\`, neither true nor false`);
}
