import type * as t from 'io-ts';
import { appBindingKind } from './app-binding.ts';
import { backupBatchKind } from './backup-batch.ts';
import { backupBlueprintKind } from './backup-blueprint.ts';
import { backupConfigurationKind } from './backup-configuration.ts';
import { backupSessionKind } from './backup-session.ts';
import { functionKind } from './function.ts';
import type { KindHeader } from './kind.ts';
import { repositoryKind } from './repository.ts';
import { restoreBatchKind } from './restore-batch.ts';
import { restoreSessionKind } from './restore-session.ts';
import { taskKind } from './task.ts';

/**
 * Every kind that this SDK reads. The union of resources, the maps of Manifests, the decoders, the field orders and the
 * invokers all derive from this list. A new kind needs its own file, a line here and in `kindFacts`, and its
 * exports.
 */
export const kinds: readonly [
  typeof functionKind,
  typeof taskKind,
  typeof repositoryKind,
  typeof backupConfigurationKind,
  typeof backupBatchKind,
  typeof backupSessionKind,
  typeof restoreSessionKind,
  typeof restoreBatchKind,
  typeof backupBlueprintKind,
  typeof appBindingKind,
] = [
  functionKind,
  taskKind,
  repositoryKind,
  backupConfigurationKind,
  backupBatchKind,
  backupSessionKind,
  restoreSessionKind,
  restoreBatchKind,
  backupBlueprintKind,
  appBindingKind,
];

/** The entry of any kind. */
export type AnyKind = (typeof kinds)[number];

/** The resources of an entry, or of several. */
export type ResourceOf<Entry extends AnyKind> = Entry extends { readonly codec: t.Type<infer A> } ? A : never;

/** The entry of a kind by its name; undefined for a kind of another API. No two kinds share a name. */
export function kindNamed(kind: string): AnyKind | undefined {
  return byName.get(kind);
}

/** The entry of an object's kind, if the apiVersion is that of the kind too. */
export function kindOf({ apiVersion, kind }: KindHeader): AnyKind | undefined {
  const known = byName.get(kind);
  return known?.apiVersion === apiVersion ? known : undefined;
}

const byName: ReadonlyMap<string, AnyKind> = new Map(kinds.map((entry) => [entry.kind, entry]));
