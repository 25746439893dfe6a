import { type BackupInvoker, backupInvokerKinds, type Invoker, invokerKinds } from '@stash-functions/core/decode';

export { invokerKinds } from '@stash-functions/core/decode';

/** A kind that asks for a backup or a restore. */
export type InvokerKind = Invoker['kind'];

/** The kinds that hold settings of a backup or restore. */
export const settingsKinds: ReadonlyArray<SettingsKind> = [...invokerKinds, 'BackupBlueprint'];

/** One of {@link settingsKinds}. */
export type SettingsKind = InvokerKind | 'BackupBlueprint';

/** The kinds that say where data is stored. */
export const backendKinds: ReadonlyArray<BackendKind> = ['Repository', 'BackupBlueprint'];

/** One of {@link backendKinds}. */
export type BackendKind = 'Repository' | 'BackupBlueprint';

/** The kinds that say how backups are made: when, what is kept. */
export const backupKinds: ReadonlyArray<BackupKind> = [...backupInvokerKinds, 'BackupBlueprint'];

/** One of {@link backupKinds}. */
export type BackupKind = BackupInvoker['kind'] | 'BackupBlueprint';
