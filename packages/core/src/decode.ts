/** Everything of core but the YAML reader and printer. Programs that only decode objects load it faster. */
export { base64 } from './codec/base64.ts';
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
export { byteLength } from './format/byte-length.ts';
export { byteFault } from './format/bytes.ts';
export { durationFault, parseDuration } from './format/duration.ts';
export { fileModeFault, meantFileMode, octalMode } from './format/file-mode.ts';
export type { FormatFault } from './format/format-fault.ts';
export { formatGoDuration, parseGoDuration, roundToSeconds } from './format/go-duration.ts';
export {
  isDataKey,
  isDnsLabel,
  isDnsSubdomain,
  isEnvName,
  isHeaderName,
  isLabelValue,
  isPortableEnvName,
  isPortName,
  isPortNumber,
  isQualifiedName,
  leadsUp,
} from './format/kubernetes-syntax.ts';
export { parseQuantity } from './format/quantity.ts';
export { isSchedule, neverComes, scheduleFault } from './format/schedule.ts';
export {
  type CheckOptionsSettings,
  checkOptions,
  type OptionRule,
  type OptionRules,
  type RulesFor,
} from './input/check-options.ts';
export { type InputProblemCode, inputProblem, inputProblemCodes } from './input/input-problem-code.ts';
export { type Expected, readInput, readProblems } from './input/read-input.ts';
export { readOr } from './input/read-or.ts';
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
export { type LocateOptions, locate, withSourceOf } from './manifest/locate.ts';
export {
  collectManifests,
  type Manifests,
  manifestKey,
  manifestsOf,
  mergeManifests,
  type OtherObject,
} from './manifest/manifests.ts';
export { type SourceText, sourceText } from './manifest/source-text.ts';
export { hiddenVariables, type VariableInList } from './pod/hidden-variables.ts';
export { type DeprecatedNodeLabel, deprecatedNodeLabel } from './pod/node-labels.ts';
export { applyFixes } from './problem/apply-fixes.ts';
export {
  type CodeFacts,
  type CodesOf,
  type CodeTable,
  type ProblemDetails,
  type ProblemMaker,
  problemMaker,
  type SeveritiesBesideError,
} from './problem/code-table.ts';
export {
  type CoreProblemCode,
  coreProblemCodes,
  type DecodeProblemCode,
  type FileProblemCode,
  type LoadProblemCode,
  type ManifestProblemCode,
  type ResourceProblemCode,
} from './problem/core-problem-code.ts';
export { didYouMean } from './problem/did-you-mean.ts';
export { formatPath } from './problem/format-path.ts';
export { type FormatProblemsOptions, formatProblems } from './problem/format-problems.ts';
export {
  allOf,
  type Checked,
  type CodesIn,
  checkEach,
  checked,
  distinctProblems,
  eachOf,
  isError,
  joinProblems,
  noProblems,
  problemsOf,
  toEither,
  unlessProblems,
  type ValueIn,
} from './problem/gather.ts';
export { helpUriOf, siteUrl } from './problem/help-uri.ts';
export { listNames } from './problem/list-names.ts';
export {
  type FoundLookalike,
  findLookalikes,
  type Lookalike,
  lookalikeOf,
  nameCharacter,
} from './problem/lookalikes.ts';
export { majorOf, type NamePurpose, purposeOf } from './problem/name-purpose.ts';
export { orThrow, ProblemsError } from './problem/or-throw.ts';
export { fixIn, locateProblem, type ProblemPlace, placeIn } from './problem/place-in.ts';
export type {
  Fix,
  Problem,
  Problems,
  ResourceReference,
  Severity,
  SourceExcerpt,
  SourcePosition,
  SourceSpan,
} from './problem/problem.ts';
export {
  AppBinding,
  AppBindingSecretReference,
  AppBindingSpec,
  AppReference,
  ClientConfig,
  decodeAppBinding,
  ServiceReference,
} from './resource/app-binding.ts';
export { AzureBackend } from './resource/backend/azure.ts';
export { B2Backend } from './resource/backend/b2.ts';
export { Backend, type BackendFields, backendNames, backendsOf, settingPlaces } from './resource/backend/backend.ts';
export {
  type BackendCredentials,
  type BackendFacts,
  type BackendKind,
  type BackendLocation,
  type BackendMount,
  type BackendSetting,
  type BucketName,
  type FoundBackend,
  type InvalidBackend,
  passwordKey,
} from './resource/backend/backend-kind.ts';
export { type AnyBackend, type BackendName, type BackendSettings, backends } from './resource/backend/backends.ts';
export { GCSBackend } from './resource/backend/gcs.ts';
export { LocalBackend } from './resource/backend/local.ts';
export { RestServerBackend } from './resource/backend/rest.ts';
export { S3Backend } from './resource/backend/s3.ts';
export { SwiftBackend } from './resource/backend/swift.ts';
export {
  BackupBatch,
  BackupBatchSpec,
  BackupBatchStatus,
  decodeBackupBatch,
  type ExecutionOrder,
  MemberConditions,
} from './resource/backup-batch.ts';
export { BackupBlueprint, BackupBlueprintSpec, decodeBackupBlueprint } from './resource/backup-blueprint.ts';
export {
  BackupConfiguration,
  BackupConfigurationSpec,
  BackupConfigurationStatus,
  BackupConfigurationTemplateSpec,
  BackupInvokerPhase,
  decodeBackupConfiguration,
  Snapshotter,
} from './resource/backup-configuration.ts';
export {
  BackupInvokerRef,
  BackupSession,
  BackupSessionPhase,
  BackupSessionSpec,
  BackupSessionStatus,
  BackupTargetStatus,
  decodeBackupSession,
  FileStats,
  HostBackupStats,
  SnapshotStats,
  TargetPhase,
} from './resource/backup-session.ts';
export { Condition } from './resource/condition.ts';
export { decodeResource } from './resource/decode-resource.ts';
export {
  type Defined,
  defineFunction,
  defineTask,
  type FunctionDefinition,
  type TaskDefinition,
} from './resource/define.ts';
export { EmptyDirSettings } from './resource/empty-dir-settings.ts';
export { findByReference, type NamedReference, namespaceOf } from './resource/find-by-reference.ts';
export { decodeFunction, FunctionResource, FunctionSpec } from './resource/function.ts';
export {
  BackupHooks,
  FormEntry,
  Handler,
  HTTPPostAction,
  PostBackupHook,
  PostRestoreHook,
  RestoreHooks,
} from './resource/hooks.ts';
export type { KindFacts, KindHeader, Occasion } from './resource/kind.ts';
export { resourceKinds } from './resource/kind-facts.ts';
export type { KnownFields, UnknownField } from './resource/known-fields.ts';
export { Param, TaskRef } from './resource/param.ts';
export { PersistentVolumeClaim } from './resource/persistent-volume-claim.ts';
export { type Identifiable, referenceTo } from './resource/reference-to.ts';
export { type PlacedReference, referencesOf } from './resource/references-of.ts';
export {
  AllowedNamespaces,
  decodeRepository,
  InvokerReference,
  Repository,
  RepositoryRef,
  RepositorySpec,
  RepositoryStatus,
  UsagePolicy,
} from './resource/repository.ts';
export type { Resource } from './resource/resource.ts';
export { ResourceMeta } from './resource/resource-meta.ts';
export {
  decodeRestoreBatch,
  RestoreBatch,
  RestoreBatchSpec,
  RestoreBatchStatus,
  RestoreMemberStatus,
} from './resource/restore-batch.ts';
export {
  decodeRestoreSession,
  HostRestoreStats,
  RestorePhase,
  RestoreSession,
  RestoreSessionSpec,
  RestoreSessionStatus,
  RestoreTargetSpec,
} from './resource/restore-session.ts';
export { RetentionPolicy } from './resource/retention-policy.ts';
export { RetryConfig } from './resource/retry-config.ts';
export {
  ContainerRuntimeSettings,
  IONiceSettings,
  NiceSettings,
  PodRuntimeSettings,
  RuntimeSettings,
} from './resource/runtime-settings.ts';
export {
  AddKeysFromTransform,
  AddKeyTransform,
  RemoveKeyTransform,
  RenameKeyTransform,
  SecretTransform,
} from './resource/secret-transform.ts';
export { AddonTaskRef, decodeStashAddon, StashAddon, StashAddonSpec, StashTaskSpec } from './resource/stash-addon.ts';
export { BackupTarget, RestoreRule, RestoreTarget, TargetRef } from './resource/target.ts';
export { mountedKinds, type TargetKind, targetKindOf, targetKinds } from './resource/target-kinds.ts';
export {
  type BackupInvoker,
  type BackupInvokerTarget,
  type BatchInvoker,
  backupInvokerKinds,
  type Invoker,
  type InvokerTarget,
  invokerKinds,
  isBackupInvoker,
  isBatch,
  isInvoker,
  occasionOf,
  type RestoreInvoker,
  type RestoreInvokerTarget,
  targetsOf,
} from './resource/targets-of.ts';
export { decodeTask, FunctionRef, TaskResource, TaskSpec } from './resource/task.ts';
export { toManifest } from './resource/to-manifest.ts';
export { type UsageVerdict, usageVerdict } from './resource/usage-policy.ts';
export { type FoundSecret, findSecrets, findSplitSecrets, isPlain } from './secret/find-secrets.ts';
export { maskSecretLines } from './secret/mask-lines.ts';
export { looksSecret } from './secret/secret-name.ts';
export { checkVolumeSource } from './volume/check-volume-source.ts';
export type { VolumeFault, VolumeFaultCode } from './volume/volume-fault.ts';
export type { VolumeRule } from './volume/volume-rules.ts';
export { type VolumeSourceFacts, volumeSources } from './volume/volume-sources.ts';
