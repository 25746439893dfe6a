/** Everything of core but the YAML reader and printer, for programs that only decode objects: it loads faster. */
export { didYouMean } from './problem/did-you-mean.ts';
export { formatPath } from './problem/format-path.ts';
export { type FormatProblemsOptions, formatProblems } from './problem/format-problems.ts';
export { orThrow, ProblemsError } from './problem/or-throw.ts';
export type {
  Problem,
  Problems,
  ResourceReference,
  Severity,
  SourceExcerpt,
  SourcePosition,
  SourceSpan,
} from './problem/problem.ts';
export type {
  AddKeysFromTransform,
  AddKeyTransform,
  AppBinding,
  AppBindingSecretReference,
  AppBindingSpec,
  AppReference,
  ClientConfig,
  RemoveKeyTransform,
  RenameKeyTransform,
  SecretTransform,
  ServiceReference,
} from './resource/app-binding.ts';
export type {
  AzureBackend,
  B2Backend,
  Backend,
  GCSBackend,
  LocalBackend,
  RestServerBackend,
  S3Backend,
  SwiftBackend,
} from './resource/backend.ts';
export type {
  BackupBatch,
  BackupBatchSpec,
  BackupBatchStatus,
  ExecutionOrder,
  MemberConditions,
} from './resource/backup-batch.ts';
export type { BackupBlueprint, BackupBlueprintSpec } from './resource/backup-blueprint.ts';
export type {
  BackupConfiguration,
  BackupConfigurationSpec,
  BackupConfigurationStatus,
  BackupConfigurationTemplateSpec,
  BackupInvokerPhase,
  Snapshotter,
} from './resource/backup-configuration.ts';
export type {
  BackupInvokerRef,
  BackupSession,
  BackupSessionPhase,
  BackupSessionSpec,
  BackupSessionStatus,
  BackupTargetStatus,
  FileStats,
  HostBackupStats,
  SnapshotStats,
  TargetPhase,
} from './resource/backup-session.ts';
export type { Condition } from './resource/condition.ts';
export type { EmptyDirSettings } from './resource/empty-dir-settings.ts';
export type { FunctionResource, FunctionSpec } from './resource/function.ts';
export type {
  BackupHooks,
  FormEntry,
  Handler,
  HTTPPostAction,
  PostBackupHook,
  PostRestoreHook,
  RestoreHooks,
} from './resource/hooks.ts';
export type { Param, TaskRef } from './resource/param.ts';
export type { PersistentVolumeClaim } from './resource/persistent-volume-claim.ts';
export type {
  AllowedNamespaces,
  InvokerReference,
  Repository,
  RepositoryRef,
  RepositorySpec,
  RepositoryStatus,
  UsagePolicy,
} from './resource/repository.ts';
export type { Resource } from './resource/resource.ts';
export type { ResourceMeta } from './resource/resource-meta.ts';
export type {
  RestoreBatch,
  RestoreBatchSpec,
  RestoreBatchStatus,
  RestoreMemberStatus,
} from './resource/restore-batch.ts';
export type {
  HostRestoreStats,
  RestorePhase,
  RestoreSession,
  RestoreSessionSpec,
  RestoreSessionStatus,
  RestoreTargetSpec,
} from './resource/restore-session.ts';
export type { RetentionPolicy } from './resource/retention-policy.ts';
export type { RetryConfig } from './resource/retry-config.ts';
export type {
  ContainerRuntimeSettings,
  IONiceSettings,
  NiceSettings,
  PodRuntimeSettings,
  RuntimeSettings,
} from './resource/runtime-settings.ts';
export type { AddonTaskRef, StashAddon, StashAddonSpec, StashTaskSpec } from './resource/stash-addon.ts';
export type { BackupTarget, RestoreTarget, Rule, TargetRef } from './resource/target.ts';
export type { FunctionRef, TaskResource, TaskSpec } from './resource/task.ts';
