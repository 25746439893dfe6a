import type { BackupBatch } from './backup-batch.ts';
import type { BackupConfiguration, BackupConfigurationTemplateSpec } from './backup-configuration.ts';
import type { RestoreBatch } from './restore-batch.ts';
import type { RestoreSession, RestoreTargetSpec } from './restore-session.ts';

/** Asks for a backup. */
export type BackupInvoker = BackupConfiguration | BackupBatch;

/** Asks for a restore. */
export type RestoreInvoker = RestoreSession | RestoreBatch;

/** Asks for a backup or a restore. */
export type Invoker = BackupInvoker | RestoreInvoker;

/** What is done with a target. */
export type Occasion = 'backup' | 'restore';

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
  switch (invoker.kind) {
    case 'BackupConfiguration':
      return [{ occasion: 'backup', invoker, path: ['spec'], spec: invoker.spec ?? {}, member: 0 }];
    case 'RestoreSession':
      return [{ occasion: 'restore', invoker, path: ['spec'], spec: invoker.spec ?? {}, member: 0 }];
    case 'BackupBatch':
      return (invoker.spec?.members ?? []).map((spec, member) => ({
        occasion: 'backup',
        invoker,
        path: ['spec', 'members', member],
        spec,
        member,
      }));
    case 'RestoreBatch':
      return (invoker.spec?.members ?? []).map((spec, member) => ({
        occasion: 'restore',
        invoker,
        path: ['spec', 'members', member],
        spec,
        member,
      }));
  }
}

/** Whether an invoker has members, each with a target of its own. */
export function isBatch(invoker: Invoker): invoker is BackupBatch | RestoreBatch {
  return invoker.kind === 'BackupBatch' || invoker.kind === 'RestoreBatch';
}

/** Whether an invoker asks for a backup or for a restore; also where it has no target. */
export function occasionOf(invoker: Invoker): Occasion {
  return invoker.kind === 'BackupConfiguration' || invoker.kind === 'BackupBatch' ? 'backup' : 'restore';
}
