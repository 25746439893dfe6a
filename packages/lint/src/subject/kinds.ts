/** The kinds that ask for a backup or a restore. */
export const invokerKinds = ['BackupConfiguration', 'BackupBatch', 'RestoreSession', 'RestoreBatch'] as const;

/** One of {@link invokerKinds}. */
export type InvokerKind = (typeof invokerKinds)[number];

/** The kinds that say how backups are made: when, what is kept, where to. */
export const backupKinds = ['BackupConfiguration', 'BackupBatch', 'BackupBlueprint'] as const;

/** One of {@link backupKinds}. */
export type BackupKind = (typeof backupKinds)[number];

/** The kinds that hold settings of a backup or restore. */
export const settingsKinds = [
  'BackupConfiguration',
  'BackupBatch',
  'BackupBlueprint',
  'RestoreSession',
  'RestoreBatch',
] as const;

/** One of {@link settingsKinds}. */
export type SettingsKind = (typeof settingsKinds)[number];

/** The kinds that say where data is stored. */
export const backendKinds = ['Repository', 'BackupBlueprint'] as const;

/** One of {@link backendKinds}. */
export type BackendKind = (typeof backendKinds)[number];
