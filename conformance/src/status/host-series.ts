import type { TargetRef } from '@stash-functions/core';
import type { StatusGiven } from './vector.ts';

/** A host of an output, read without the SDK. */
export interface RawHost {
  readonly hostname?: string;
  readonly phase?: string;
  readonly duration?: string;
  readonly error?: string;
  readonly snapshots?: ReadonlyArray<RawSnapshot>;
}

interface RawSnapshot {
  readonly totalSize?: string;
  readonly uploaded?: string;
  readonly processingTime?: string;
  readonly fileStats?: Readonly<Record<string, number>>;
}

/** The hosts of the output of a vector, each once: the last entry of a name counts. */
export function hostsIn({ output }: StatusGiven): ReadonlyArray<RawHost> {
  const { targetStatus } = (output ?? {}) as { readonly targetStatus?: { readonly stats?: ReadonlyArray<RawHost> } };
  return [...new Map((targetStatus?.stats ?? []).map((host) => [host.hostname ?? '', host])).values()];
}

/**
 * The right series of hosts, made from the output by the rules of the documentation alone. The reference gets the
 * series of some vectors wrong. So these need something to compare with that is not the code under test.
 */
export function rightHostSeries(given: StatusGiven, target: TargetRef): ReadonlyArray<string> {
  const operation = given.session === undefined ? 'restore' : 'backup';
  const labels = labelsOf(given, target);
  return hostsIn(given).flatMap((host) => {
    const values = operation === 'restore' ? restoreValues(host) : backupValues(host);
    const text = Object.entries({ ...labels, hostname: host.hostname ?? '' })
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(',');
    return Object.entries(values).flatMap(([suffix, value]) =>
      value === undefined
        ? []
        : [
            `stash_${operation}_${suffix}{${text}} ${value}`,
            `stash_appscode_com_${operation === 'backup' ? 'backupsession' : 'restoresession'}_${suffix}{${text}} ${value}`,
          ],
    );
  });
}

type Values = Readonly<Record<string, number | undefined>>;

function backupValues({ phase, duration, snapshots = [] }: RawHost): Values {
  if (phase !== 'Succeeded') return { host_backup_success: 0 };
  const sum = (tell: (snapshot: RawSnapshot) => number | undefined): number | undefined =>
    snapshots.reduce<number | undefined>((total, snapshot) => {
      const value = tell(snapshot);
      return total === undefined || value === undefined ? undefined : total + value;
    }, 0);
  return {
    host_backup_success: 1,
    host_backup_duration_seconds: secondsOf(duration),
    host_data_size_bytes: sum(({ totalSize }) => bytesOf(totalSize)),
    host_data_uploaded_bytes: sum(({ uploaded }) => bytesOf(uploaded)),
    host_data_processing_time_seconds: sum(({ processingTime }) => clockOf(processingTime)),
    host_files_total: sum(({ fileStats }) => fileStats?.totalFiles),
    host_files_new: sum(({ fileStats }) => fileStats?.newFiles),
    host_files_modified: sum(({ fileStats }) => fileStats?.modifiedFiles),
    host_files_unmodified: sum(({ fileStats }) => fileStats?.unmodifiedFiles),
  };
}

function restoreValues({ phase, duration }: RawHost): Values {
  if (phase !== 'Succeeded') return { host_restore_success: 0 };
  return { host_restore_success: 1, host_restore_duration_seconds: secondsOf(duration) };
}

function labelsOf(
  given: StatusGiven,
  { apiVersion = '', kind = '', name = '', namespace }: TargetRef,
): Readonly<Record<string, string>> {
  const invoker = given.session === undefined ? given.restore : given.invoker;
  const own = invoker?.metadata.namespace ?? '';
  const binding = [given.appBinding, ...(given.others ?? [])].find(
    (object) =>
      object?.kind === 'AppBinding' &&
      object.metadata.name === name &&
      object.metadata.namespace === (namespace ?? own),
  );
  const type = String((binding as { readonly spec?: { readonly type?: string } } | undefined)?.spec?.type ?? '');
  const application =
    kind !== 'AppBinding'
      ? { kind, group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '' }
      : binding === undefined
        ? {}
        : type === ''
          ? { kind: 'appbindings', group: '' }
          : { kind: type.split('/').at(-1) ?? '', group: type.split('/').slice(0, -1).join('/') };
  const repository = invoker?.spec?.repository?.name;
  return {
    ...userLabels(given.options?.metricsLabels ?? []),
    driver: 'Restic',
    invoker_kind: invoker?.kind ?? '',
    invoker_name: invoker?.metadata.name ?? '',
    namespace: own,
    ...(repository === undefined ? {} : { repository }),
    name,
    ...application,
    ...(namespace === undefined || namespace === own ? {} : { target_namespace: namespace }),
  };
}

function userLabels(texts: ReadonlyArray<string>): Readonly<Record<string, string>> {
  const pairs = texts.flatMap((text) => {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=(.*)$/s.exec(text) ?? [];
    return /^[a-zA-Z_]\w*$/.test(name) && name !== 'job' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function secondsOf(duration = ''): number | undefined {
  const [, minutes, seconds, unit] = /^(?:(-?\d+)m)?(-?\d+(?:\.\d+)?)(s|ms|µs)$/.exec(duration) ?? [];
  if (seconds === undefined) return undefined;
  const scale = unit === 's' ? 1 : unit === 'ms' ? 1e-3 : 1e-6;
  return Number(minutes ?? 0) * 60 + Number(seconds) * scale;
}

function bytesOf(size = ''): number | undefined {
  const [, amount, unit = ''] = /^ *(-?\d+(?:\.\d+)?(?:e\d+)?) +(B|KiB|MiB|GiB|TiB)$/.exec(size) ?? [];
  return amount === undefined ? undefined : Number(amount) * 1024 ** ['B', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(unit);
}

function clockOf(time = ''): number | undefined {
  const parts = time.split(':');
  if (parts.length === 1 || parts.length > 3) return /^\d+/.test(time) ? Number.parseInt(time, 10) : undefined;
  return parts.every((part) => /^\d+$/.test(part))
    ? parts.reduce((sum, part) => sum * 60 + Number(part), 0)
    : undefined;
}
