import { readOr } from '../input/read-or.ts';
import type { BackupConfigurationTemplateSpec } from './backup-configuration.ts';
import type { Occasion } from './kind.ts';
import { kindFacts } from './kind-facts.ts';
import type { AnyKind, ResourceOf } from './kinds.ts';
import type { RestoreTargetSpec } from './restore-session.ts';

/** An invoker that asks for a backup. */
export type BackupInvoker = ResourceOf<Extract<AnyKind, { readonly occasion: 'backup' }>>;

/** An invoker that asks for a restore. */
export type RestoreInvoker = ResourceOf<Extract<AnyKind, { readonly occasion: 'restore' }>>;

/** An invoker that asks for a backup or a restore. */
export type Invoker = BackupInvoker | RestoreInvoker;

/** An invoker that asks for a backup or a restore of several targets: its members. */
export type BatchInvoker = ResourceOf<Extract<AnyKind, { readonly isBatch: true }>>;

/** The part of a backup's invoker that is about one target. */
export interface BackupInvokerTarget {
  /** The occasion, which distinguishes it from a {@link RestoreInvokerTarget}. */
  readonly occasion: 'backup';
  /** The whole invoker. */
  readonly invoker: BackupInvoker;
  /** The path of the part in the invoker: `['spec']`, or `['spec', 'members', 0]` in a batch. */
  readonly path: ReadonlyArray<string | number>;
  /** The part itself; empty where the invoker has no spec. */
  readonly spec: BackupConfigurationTemplateSpec;
  /** The number of the member in a batch, from 0; 0 where the invoker is no batch. */
  readonly member: number;
}

/** The part of a restore's invoker that is about one target. */
export interface RestoreInvokerTarget {
  /** The occasion, which distinguishes it from a {@link BackupInvokerTarget}. */
  readonly occasion: 'restore';
  /** The whole invoker. */
  readonly invoker: RestoreInvoker;
  /** The path of the part in the invoker: `['spec']`, or `['spec', 'members', 0]` in a batch. */
  readonly path: ReadonlyArray<string | number>;
  /** The part itself; empty where the invoker has no spec. */
  readonly spec: RestoreTargetSpec;
  /** The number of the member in a batch, from 0; 0 where the invoker is no batch. */
  readonly member: number;
}

/** The part of an invoker that is about one target: its whole spec, or one member of a batch. */
export type InvokerTarget = BackupInvokerTarget | RestoreInvokerTarget;

/**
 * The targets of an invoker: one part of its spec for each, in the order of the members. A batch without members has
 * none.
 */
export function targetsOf(invoker: BackupInvoker): ReadonlyArray<BackupInvokerTarget>;
export function targetsOf(invoker: RestoreInvoker): ReadonlyArray<RestoreInvokerTarget>;
export function targetsOf(invoker: Invoker): ReadonlyArray<InvokerTarget>;
export function targetsOf(invoker: Invoker): ReadonlyArray<InvokerTarget> {
  return readOr([], () => {
    if (isBackupInvoker(invoker)) {
      const specs = isBatch(invoker) ? (invoker.spec?.members ?? []) : [invoker.spec ?? {}];
      return specs.map((spec, member) => ({
        occasion: 'backup',
        invoker,
        path: pathOf(invoker, member),
        spec,
        member,
      }));
    }
    const specs = isBatch(invoker) ? (invoker.spec?.members ?? []) : [invoker.spec ?? {}];
    return specs.map((spec, member) => ({ occasion: 'restore', invoker, path: pathOf(invoker, member), spec, member }));
  });
}

type InvokerEntry = Extract<AnyKind, { readonly occasion: Occasion }>;

/** The facts about the kinds of invokers. A missing kind does not compile. */
const invokers: { readonly [Entry in InvokerEntry as Entry['kind']]: Pick<Entry, 'kind' | 'occasion' | 'isBatch'> } = {
  BackupConfiguration: kindFacts.BackupConfiguration,
  BackupBatch: kindFacts.BackupBatch,
  RestoreSession: kindFacts.RestoreSession,
  RestoreBatch: kindFacts.RestoreBatch,
};

/** The kinds of invokers, those of backups first. */
export const invokerKinds: ReadonlyArray<Invoker['kind']> = Object.values(invokers).map(({ kind }) => kind);

/** The kinds that ask for a backup. */
export const backupInvokerKinds: ReadonlyArray<BackupInvoker['kind']> = Object.values(invokers).flatMap((facts) =>
  facts.occasion === 'backup' ? [facts.kind] : [],
);

/** True for a resource that asks for a backup or a restore. */
export function isInvoker(resource: { readonly kind: string }): resource is Invoker {
  return readOr(false, () => Object.hasOwn(invokers, resource.kind));
}

/** True for an invoker that asks for a backup. */
export function isBackupInvoker(invoker: Invoker): invoker is BackupInvoker {
  return readOr(false, () => factsOf(invoker)?.occasion === 'backup');
}

/** True for an invoker that has members, each with a target of its own. */
export function isBatch(invoker: Invoker): invoker is BatchInvoker {
  return readOr(false, () => factsOf(invoker)?.isBatch === true);
}

/** The occasion of an invoker, a backup or a restore, even where it has no target. */
export function occasionOf(invoker: Invoker): Occasion {
  return isBackupInvoker(invoker) ? 'backup' : 'restore';
}

function pathOf(invoker: Invoker, member: number): ReadonlyArray<string | number> {
  return isBatch(invoker) ? ['spec', 'members', member] : ['spec'];
}

/** The facts about an invoker. Undefined for an object that is an invoker only by its type. */
function factsOf({ kind }: Invoker): (typeof invokers)[Invoker['kind']] | undefined {
  return Object.hasOwn(invokers, kind) ? invokers[kind] : undefined;
}
