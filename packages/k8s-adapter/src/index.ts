export { type AdapterProblemCode, adapterProblemCodes } from './adapter-problem-code.ts';
export { type ContainerInput, type ContainerOptions, type ContainerStyle, toContainer } from './container.ts';
export { type CronJobOptions, toCronJob } from './cron-job.ts';
export { type HookContainers, type HookTarget, postHookContainerName, preHookContainerName } from './hooks.ts';
export { type JobOptions, toJob } from './job.ts';
export type { MetadataOptions } from './metadata.ts';
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
} from './names.ts';
export type { Permissions } from './permissions.ts';
export type { KubernetesObject, Plan } from './plan/plan.ts';
export { planBackup } from './plan/plan-backup.ts';
export type { BackupPlanInput, PlanInput, PlanManifests, RestorePlanInput } from './plan/plan-input.ts';
export { planRestore } from './plan/plan-restore.ts';
export { type PodOptions, toPodSpec } from './pod.ts';
export type { AdapterProblem, AdapterProblems, FieldSource, OnWarning } from './problem.ts';
export {
  interimMountPath,
  interimVolumeName,
  tmpMountPath,
  tmpVolume,
  tmpVolumeName,
} from './volumes.ts';
