import { type BackupInvoker, backupInvokerKinds, type Invoker, invokerKinds } from '@stash-functions/core/decode';

export { invokerKinds } from '@stash-functions/core/decode';

/** A kind that asks for a backup or a restore. */
export type InvokerKind = Invoker['kind'];

/** The kinds that hold settings of a backup or restore. */
export const settingsKinds: ReadonlyArray<SettingsKind> = [...invokerKinds, 'BackupBlueprint'];

/** One of {@link settingsKinds}. */
export type SettingsKind = InvokerKind | 'BackupBlueprint';

/** The kinds that give a place for data. */
export const backendKinds: ReadonlyArray<BackendKind> = ['Repository', 'BackupBlueprint'];

/** One of {@link backendKinds}. */
export type BackendKind = 'Repository' | 'BackupBlueprint';

/** The kinds that describe how backups are made: their schedule and retention. */
export const backupKinds: ReadonlyArray<BackupKind> = [...backupInvokerKinds, 'BackupBlueprint'];

/** One of {@link backupKinds}. */
export type BackupKind = BackupInvoker['kind'] | 'BackupBlueprint';
