import type { BackupConfigurationTemplateSpec } from './backup-configuration.ts';
import type { Occasion } from './kind.ts';
import { type AnyKind, kindNamed, kinds, type ResourceOf } from './kinds.ts';
import type { RestoreTargetSpec } from './restore-session.ts';

/** Asks for a backup. */
export type BackupInvoker = ResourceOf<BackupKind>;

type BackupKind = Extract<AnyKind, { readonly occasion: 'backup' }>;

/** Asks for a restore. */
export type RestoreInvoker = ResourceOf<Extract<AnyKind, { readonly occasion: 'restore' }>>;

/** Asks for a backup or a restore. */
export type Invoker = BackupInvoker | RestoreInvoker;

/** Asks for a backup or a restore of several targets: its members. */
export type BatchInvoker = ResourceOf<Extract<AnyKind, { readonly isBatch: true }>>;

/** The part of a backup's invoker that speaks of one target. */
export interface BackupInvokerTarget {
  /** Tells it from a {@link RestoreInvokerTarget}. */
  readonly occasion: 'backup';
  /** The whole invoker. */
  readonly invoker: BackupInvoker;
  /** Where the part begins in the invoker: `['spec']`, or `['spec', 'members', 0]` in a batch. */
  readonly path: ReadonlyArray<string | number>;
  /** What stands there; empty where the invoker has no spec. */
  readonly spec: BackupConfigurationTemplateSpec;
  /** Which member of a batch, from 0; 0 where the invoker is none. */
  readonly member: number;
}

/** The part of a restore's invoker that speaks of one target. */
export interface RestoreInvokerTarget {
  /** Tells it from a {@link BackupInvokerTarget}. */
  readonly occasion: 'restore';
  /** The whole invoker. */
  readonly invoker: RestoreInvoker;
  /** Where the part begins in the invoker: `['spec']`, or `['spec', 'members', 0]` in a batch. */
  readonly path: ReadonlyArray<string | number>;
  /** What stands there; empty where the invoker has no spec. */
  readonly spec: RestoreTargetSpec;
  /** Which member of a batch, from 0; 0 where the invoker is none. */
  readonly member: number;
}

/** The part of an invoker that speaks of one target: its whole spec, or one member of a batch. */
export type InvokerTarget = BackupInvokerTarget | RestoreInvokerTarget;

/**
 * What an invoker backs up or restores: one part of its spec for each target, in the order of the members. A batch
 * without members has none.
 */
export function targetsOf(invoker: BackupInvoker): ReadonlyArray<BackupInvokerTarget>;
export function targetsOf(invoker: RestoreInvoker): ReadonlyArray<RestoreInvokerTarget>;
export function targetsOf(invoker: Invoker): ReadonlyArray<InvokerTarget>;
export function targetsOf(invoker: Invoker): ReadonlyArray<InvokerTarget> {
  if (isBackupInvoker(invoker)) {
    const specs = isBatch(invoker) ? (invoker.spec?.members ?? []) : [invoker.spec ?? {}];
    return specs.map((spec, member) => ({ occasion: 'backup', invoker, path: pathOf(invoker, member), spec, member }));
  }
  const specs = isBatch(invoker) ? (invoker.spec?.members ?? []) : [invoker.spec ?? {}];
  return specs.map((spec, member) => ({ occasion: 'restore', invoker, path: pathOf(invoker, member), spec, member }));
}

/** The kinds of invokers, those of backups first. */
export const invokerKinds: ReadonlyArray<Invoker['kind']> = kinds.filter(isInvokerKind).map(({ kind }) => kind);

/** The kinds that ask for a backup. */
export const backupInvokerKinds: ReadonlyArray<BackupInvoker['kind']> = kinds
  .filter((entry): entry is BackupKind => entry.occasion === 'backup')
  .map(({ kind }) => kind);

/** Whether a resource asks for a backup or a restore. */
export function isInvoker(resource: { readonly kind: string }): resource is Invoker {
  return kindNamed(resource.kind)?.occasion !== undefined;
}

/** Whether an invoker asks for a backup. */
export function isBackupInvoker(invoker: Invoker): invoker is BackupInvoker {
  return kindNamed(invoker.kind)?.occasion === 'backup';
}

/** Whether an invoker has members, each with a target of its own. */
export function isBatch(invoker: Invoker): invoker is BatchInvoker {
  return kindNamed(invoker.kind)?.isBatch === true;
}

/** Whether an invoker asks for a backup or for a restore; also where it has no target. */
export function occasionOf(invoker: Invoker): Occasion {
  return isBackupInvoker(invoker) ? 'backup' : 'restore';
}

function isInvokerKind(entry: AnyKind): entry is Extract<AnyKind, { readonly occasion: Occasion }> {
  return entry.occasion !== undefined;
}

function pathOf(invoker: Invoker, member: number): ReadonlyArray<string | number> {
  return isBatch(invoker) ? ['spec', 'members', member] : ['spec'];
}
