import type { AppBinding } from './app-binding.ts';
import type { BackupBatch } from './backup-batch.ts';
import type { BackupBlueprint } from './backup-blueprint.ts';
import type { BackupConfiguration } from './backup-configuration.ts';
import type { BackupSession } from './backup-session.ts';
import type { FunctionResource } from './function.ts';
import type { Repository } from './repository.ts';
import type { RestoreBatch } from './restore-batch.ts';
import type { RestoreSession } from './restore-session.ts';
import type { TaskResource } from './task.ts';

/** Every kind that this SDK reads; `kind` tells them apart. */
export type Resource =
  | FunctionResource
  | TaskResource
  | Repository
  | BackupConfiguration
  | BackupBatch
  | BackupSession
  | RestoreSession
  | RestoreBatch
  | BackupBlueprint
  | AppBinding;
