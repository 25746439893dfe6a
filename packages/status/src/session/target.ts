import type {
  BackupBatch,
  BackupConfiguration,
  BackupConfigurationTemplateSpec,
  RestoreBatch,
  RestoreSession,
  RestoreTargetSpec,
  TargetRef,
} from '@stash-functions/core/decode';

/** What asks for backups. */
export type BackupInvoker = BackupConfiguration | BackupBatch;

/** What asks for a restore, and has its status. */
export type RestoreInvoker = RestoreSession | RestoreBatch;

/** Whether two references are to one target: all four fields agree, an absent one with the empty text. */
export function isSameTarget(one: TargetRef | undefined, other: TargetRef | undefined): boolean {
  return targetKey(one) === targetKey(other);
}

/** A text that only references to one target share. */
export function targetKey(ref: TargetRef = {}): string {
  return JSON.stringify([ref.apiVersion ?? '', ref.kind ?? '', ref.namespace ?? '', ref.name ?? '']);
}

/** A target for people: `AppBinding demo/pg`. */
export function nameTarget({ kind = '', namespace, name = '' }: TargetRef): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** The members of an invoker: those of a batch, else the invoker itself. */
export function membersOf(invoker: BackupInvoker): ReadonlyArray<BackupConfigurationTemplateSpec>;
export function membersOf(invoker: RestoreInvoker): ReadonlyArray<RestoreTargetSpec>;
export function membersOf(
  invoker: BackupInvoker | RestoreInvoker,
): ReadonlyArray<BackupConfigurationTemplateSpec | RestoreTargetSpec>;
export function membersOf(
  invoker: BackupInvoker | RestoreInvoker,
): ReadonlyArray<BackupConfigurationTemplateSpec | RestoreTargetSpec> {
  if (invoker.kind === 'BackupBatch' || invoker.kind === 'RestoreBatch') return invoker.spec?.members ?? [];
  return invoker.spec === undefined ? [] : [invoker.spec];
}

/** The targets of an invoker in the order of its members, each once, with the namespace that they are really in. */
export function targetsOf(invoker: BackupInvoker | RestoreInvoker): ReadonlyArray<TargetRef> {
  const targets = new Map<string, TargetRef>();
  for (const { target } of membersOf(invoker)) {
    if (target?.ref !== undefined && !targets.has(targetKey(target.ref)))
      targets.set(targetKey(target.ref), target.ref);
  }
  return [...targets.values()];
}
