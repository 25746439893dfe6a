import { appBindingFacts } from './app-binding.ts';
import { backupBatchFacts } from './backup-batch.ts';
import { backupBlueprintFacts } from './backup-blueprint.ts';
import { backupConfigurationFacts } from './backup-configuration.ts';
import { backupSessionFacts } from './backup-session.ts';
import { functionFacts } from './function.ts';
import type { KindFacts } from './kind.ts';
import type { AnyKind } from './kinds.ts';
import { repositoryFacts } from './repository.ts';
import { restoreBatchFacts } from './restore-batch.ts';
import { restoreSessionFacts } from './restore-session.ts';
import { taskFacts } from './task.ts';

/** The facts of an entry, without its codec. */
export type FactsOf<Entry extends AnyKind> = Pick<Entry, keyof Entry & keyof KindFacts>;

/**
 * The facts about every kind, in the order of the documentation. They are those of the entries in `kinds`, and the
 * compiler refuses a missing kind. A program that only reads facts is bundled without the codecs of all kinds.
 */
export const kindFacts: { readonly [Entry in AnyKind as Entry['kind']]: FactsOf<Entry> } = {
  Function: functionFacts,
  Task: taskFacts,
  Repository: repositoryFacts,
  BackupConfiguration: backupConfigurationFacts,
  BackupBatch: backupBatchFacts,
  BackupSession: backupSessionFacts,
  RestoreSession: restoreSessionFacts,
  RestoreBatch: restoreBatchFacts,
  BackupBlueprint: backupBlueprintFacts,
  AppBinding: appBindingFacts,
};

/** The facts about every kind that this SDK reads, in the order of the documentation. */
export const resourceKinds: ReadonlyArray<KindFacts> = Object.values(kindFacts);
