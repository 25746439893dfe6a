export type { Permissions } from './access/permissions.ts';
export { type ContainerInput, type ContainerOptions, type ContainerStyle, toContainer } from './build/container.ts';
export { type CronJobOptions, toCronJob } from './build/cron-job.ts';
export { type HookContainers, type HookTarget, postHookContainerName, preHookContainerName } from './build/hooks.ts';
export { type JobOptions, toJob } from './build/job.ts';
export type { MetadataOptions } from './build/metadata.ts';
export {
  accessName,
  backupJobName,
  containerName,
  interimClaimName,
  licenseReaderName,
  limitName,
  maximumNameLength,
  repositoryAccessName,
  restoreJobName,
} from './build/names.ts';
export { toPodSpec } from './build/pod.ts';
export type { PodOptions } from './build/pod-options.ts';
export {
  interimMountPath,
  interimVolumeName,
  tmpMountPath,
  tmpVolume,
  tmpVolumeName,
} from './build/volumes.ts';
export { diffPlans } from './diff/diff-plans.ts';
export { formatPlanDiff } from './diff/format-plan-diff.ts';
export type {
  ChangeCause,
  ChangeEffect,
  FieldCause,
  OptionCause,
  PlanChange,
  PlanDiff,
} from './diff/plan-diff.ts';
export type {
  V1Affinity,
  V1NodeAffinity,
  V1NodeSelector,
  V1NodeSelectorRequirement,
  V1NodeSelectorTerm,
  V1PodAffinity,
  V1PodAffinityTerm,
  V1PodAntiAffinity,
  V1PreferredSchedulingTerm,
  V1WeightedPodAffinityTerm,
} from './kubernetes/affinity.ts';
export type {
  V1Container,
  V1ContainerPort,
  V1ContainerResizePolicy,
  V1ContainerRestartRule,
  V1ContainerRestartRuleOnExitCodes,
  V1EphemeralContainer,
  V1VolumeDevice,
  V1VolumeMount,
} from './kubernetes/container.ts';
export type { V1CronJob, V1CronJobSpec, V1JobTemplateSpec } from './kubernetes/cron-job.ts';
export type {
  V1ConfigMapEnvSource,
  V1ConfigMapKeySelector,
  V1EnvFromSource,
  V1EnvVar,
  V1EnvVarSource,
  V1FileKeySelector,
  V1ObjectFieldSelector,
  V1ResourceFieldSelector,
  V1SecretEnvSource,
  V1SecretKeySelector,
} from './kubernetes/env.ts';
export type {
  V1ExecAction,
  V1GRPCAction,
  V1HTTPGetAction,
  V1HTTPHeader,
  V1SleepAction,
  V1TCPSocketAction,
} from './kubernetes/handler.ts';
export type {
  V1Job,
  V1JobSpec,
  V1PodFailurePolicy,
  V1PodFailurePolicyOnExitCodesRequirement,
  V1PodFailurePolicyOnPodConditionsPattern,
  V1PodFailurePolicyRule,
  V1SuccessPolicy,
  V1SuccessPolicyRule,
} from './kubernetes/job.ts';
export type { V1LabelSelector, V1LabelSelectorRequirement } from './kubernetes/label-selector.ts';
export type { V1Lifecycle, V1LifecycleHandler } from './kubernetes/lifecycle.ts';
export type { V1ObjectMeta, V1OwnerReference } from './kubernetes/object-meta.ts';
export type {
  V1LocalObjectReference,
  V1ObjectReference,
  V1TypedLocalObjectReference,
  V1TypedObjectReference,
} from './kubernetes/object-reference.ts';
export type {
  V1PersistentVolumeClaim,
  V1PersistentVolumeClaimSpec,
  V1PersistentVolumeClaimTemplate,
  V1VolumeResourceRequirements,
} from './kubernetes/persistent-volume-claim.ts';
export type {
  V1HostAlias,
  V1PodDNSConfig,
  V1PodDNSConfigOption,
  V1PodOS,
  V1PodResourceClaim,
  V1PodSchedulingGate,
  V1PodSpec,
  V1PodTemplateSpec,
} from './kubernetes/pod.ts';
export type { V1Probe } from './kubernetes/probe.ts';
export type {
  V1AggregationRule,
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1PolicyRule,
  V1Role,
  V1RoleBinding,
  V1RoleRef,
  V1Subject,
} from './kubernetes/rbac.ts';
export type { V1ResourceClaim, V1ResourceRequirements } from './kubernetes/resources.ts';
export type { V1PodReadinessGate, V1Toleration, V1TopologySpreadConstraint } from './kubernetes/scheduling.ts';
export type {
  V1AppArmorProfile,
  V1Capabilities,
  V1PodSecurityContext,
  V1SELinuxOptions,
  V1SeccompProfile,
  V1SecurityContext,
  V1Sysctl,
  V1WindowsSecurityContextOptions,
} from './kubernetes/security-context.ts';
export type { V1ServiceAccount } from './kubernetes/service-account.ts';
export type { V1Volume } from './kubernetes/volume.ts';
export type {
  V1AWSElasticBlockStoreVolumeSource,
  V1AzureDiskVolumeSource,
  V1AzureFileVolumeSource,
  V1CinderVolumeSource,
  V1GCEPersistentDiskVolumeSource,
  V1PhotonPersistentDiskVolumeSource,
  V1VsphereVirtualDiskVolumeSource,
} from './kubernetes/volume-source-cloud.ts';
export type {
  V1ClusterTrustBundleProjection,
  V1ConfigMapProjection,
  V1ConfigMapVolumeSource,
  V1DownwardAPIProjection,
  V1DownwardAPIVolumeFile,
  V1DownwardAPIVolumeSource,
  V1KeyToPath,
  V1PodCertificateProjection,
  V1ProjectedVolumeSource,
  V1SecretProjection,
  V1SecretVolumeSource,
  V1ServiceAccountTokenProjection,
  V1VolumeProjection,
} from './kubernetes/volume-source-config.ts';
export type {
  V1CephFSVolumeSource,
  V1FCVolumeSource,
  V1FlockerVolumeSource,
  V1GlusterfsVolumeSource,
  V1ISCSIVolumeSource,
  V1NFSVolumeSource,
  V1PortworxVolumeSource,
  V1QuobyteVolumeSource,
  V1RBDVolumeSource,
  V1ScaleIOVolumeSource,
  V1StorageOSVolumeSource,
} from './kubernetes/volume-source-network.ts';
export type {
  V1CSIVolumeSource,
  V1EmptyDirVolumeSource,
  V1EphemeralVolumeSource,
  V1FlexVolumeSource,
  V1GitRepoVolumeSource,
  V1HostPathVolumeSource,
  V1ImageVolumeSource,
  V1PersistentVolumeClaimVolumeSource,
} from './kubernetes/volume-source-node.ts';
export type {
  FieldOrigin,
  OriginInDefault,
  OriginInField,
  OriginInOption,
  OriginInRule,
  OriginPlace,
  VariableOrigin,
} from './origin/field-origin.ts';
export { originOf } from './origin/origin-of.ts';
export { type OriginRule, originRules } from './origin/origin-rules.ts';
export type { KubernetesObject, Plan, PlannedRun } from './plan/plan.ts';
export { planBackup } from './plan/plan-backup.ts';
export {
  type BackupPlanInput,
  backupPlanRules,
  type PlanInput,
  type PlanManifests,
  type RestorePlanInput,
  restorePlanRules,
} from './plan/plan-input.ts';
export { planRestore } from './plan/plan-restore.ts';
export { secretsOfPlan } from './plan/secrets-of-plan.ts';
export { standInSession } from './plan/stand-in-session.ts';
export {
  type PodSecurityLevel,
  type PodSecurityReason,
  type PodSecurityVerdict,
  podSecurityLabels,
  podSecurityLevel,
} from './pod-security/pod-security.ts';
export { type AdapterProblemCode, adapterProblemCodes, type PlanProblemCode } from './problem/adapter-problem-code.ts';
export type { AdapterProblem, AdapterProblems, FieldSource, OnWarning } from './problem/problem.ts';
