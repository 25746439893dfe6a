/** Everything of core but the YAML reader and printer, for programs that only decode objects: it loads faster. */
export { dateTime } from './codec/date-time.ts';
export { type DecodeOptions, decodeWith } from './codec/decode-with.ts';
export { IntOrString } from './codec/int-or-string.ts';
export { int32, int64 } from './codec/integer.ts';
export { JsonObject } from './codec/json.ts';
export type { LiteralUnion } from './codec/literal-union.ts';
export type { CodecProblemCode } from './codec/problem-code.ts';
export { Quantity } from './codec/quantity.ts';
export {
  extend,
  type OptionalFields,
  type OptionalKeys,
  type RequiredFields,
  type RequiredKeys,
  type Struct,
  struct,
} from './codec/struct.ts';
export {
  Affinity,
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  PodAntiAffinity,
  PreferredSchedulingTerm,
  WeightedPodAffinityTerm,
} from './kubernetes/affinity.ts';
export { ContainerPort, VolumeDevice, VolumeMount } from './kubernetes/container.ts';
export {
  ConfigMapEnvSource,
  ConfigMapKeySelector,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  FileKeySelector,
  ObjectFieldSelector,
  ResourceFieldSelector,
  SecretEnvSource,
  SecretKeySelector,
} from './kubernetes/env.ts';
export {
  ExecAction,
  GRPCAction,
  HTTPGetAction,
  HTTPHeader,
  SleepAction,
  TCPSocketAction,
} from './kubernetes/handler.ts';
export { LabelSelector, LabelSelectorRequirement } from './kubernetes/label-selector.ts';
export { Lifecycle, LifecycleHandler } from './kubernetes/lifecycle.ts';
export {
  EmbeddedObjectMeta,
  ManagedFieldsEntry,
  ObjectMeta,
  OwnerReference,
  PartialObjectMeta,
} from './kubernetes/object-meta.ts';
export {
  LocalObjectReference,
  ObjectReference,
  TypedLocalObjectReference,
  TypedObjectReference,
} from './kubernetes/object-reference.ts';
export {
  ModifyVolumeStatus,
  PersistentVolumeClaimCondition,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimStatus,
  PersistentVolumeClaimTemplate,
  VolumeResourceRequirements,
} from './kubernetes/persistent-volume-claim.ts';
export { Probe } from './kubernetes/probe.ts';
export { ResourceClaim, ResourceRequirements } from './kubernetes/resources.ts';
export { PodReadinessGate, Toleration, TopologySpreadConstraint } from './kubernetes/scheduling.ts';
export {
  AppArmorProfile,
  Capabilities,
  PodSecurityContext,
  SELinuxOptions,
  SeccompProfile,
  SecurityContext,
  Sysctl,
  WindowsSecurityContextOptions,
} from './kubernetes/security-context.ts';
export { Volume, VolumeSource } from './kubernetes/volume.ts';
export {
  AWSElasticBlockStoreVolumeSource,
  AzureDiskVolumeSource,
  AzureFileVolumeSource,
  CinderVolumeSource,
  GCEPersistentDiskVolumeSource,
  PhotonPersistentDiskVolumeSource,
  VsphereVirtualDiskVolumeSource,
} from './kubernetes/volume-source-cloud.ts';
export {
  ClusterTrustBundleProjection,
  ConfigMapProjection,
  ConfigMapVolumeSource,
  DownwardAPIProjection,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  KeyToPath,
  PodCertificateProjection,
  ProjectedVolumeSource,
  SecretProjection,
  SecretVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from './kubernetes/volume-source-config.ts';
export {
  CephFSVolumeSource,
  FCVolumeSource,
  FlockerVolumeSource,
  GlusterfsVolumeSource,
  ISCSIVolumeSource,
  NFSVolumeSource,
  PortworxVolumeSource,
  QuobyteVolumeSource,
  RBDVolumeSource,
  ScaleIOVolumeSource,
  StorageOSVolumeSource,
} from './kubernetes/volume-source-network.ts';
export {
  CSIVolumeSource,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  FlexVolumeSource,
  GitRepoVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimVolumeSource,
} from './kubernetes/volume-source-node.ts';
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
export { type Identifiable, referenceTo } from './resource/reference-to.ts';
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
