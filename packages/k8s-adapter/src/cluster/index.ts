/** The entry for programs that work with a plan in a cluster: apply it, run its Jobs, follow them to their end. */
export {
  type AppliedPlan,
  type ApplyAction,
  type ApplyPlanOptions,
  type ApplyProblems,
  type ApplyReport,
  type ApplyReportEntry,
  applyPlan,
} from './apply/apply-plan.ts';
export { contentHash, contentHashAnnotation } from './apply/content.ts';
export { type ConnectOptions, type ConnectProblemCode, connect } from './client/connect.ts';
export { type ClusterClient, type FromKubeConfigOptions, fromKubeConfig } from './client/from-kube-config.ts';
export type { KubeConfigLike } from './client/kube-config.ts';
export { type Clock, clockAt, systemClock } from './clock.ts';
export { type ClusterProblemCode, clusterProblemCodes } from './cluster-problem-code.ts';
export type { JsonObject } from './json.ts';
export type { LeaseEvent, LeaseOptions, LeaseTarget } from './lease/lease-options.ts';
export { type LeaseEnding, withLease } from './lease/with-lease.ts';
export type { ApiFailure, FailureCause } from './port/api-failure.ts';
export type {
  AppliedObject,
  ApplyOptions,
  CallOptions,
  ClusterPort,
  Collection,
  CreateOptions,
  LogOptions,
  ObjectList,
  ObjectTarget,
  PodTarget,
  RemoveOptions,
  ReplaceOptions,
  SubmittedMetadata,
  SubmittedObject,
  WatchEvent,
  WatchOptions,
} from './port/cluster-port.ts';
export { allNamespaces } from './port/cluster-port.ts';
export { failureProblems } from './port/failure-problems.ts';
export { type BackupToRead, type ReadBackup, type ReadBackupProblemCode, readBackup } from './read/read-backup.ts';
export type { ReadOptions } from './read/read-options.ts';
export {
  type ReadRestore,
  type ReadRestoreProblemCode,
  type RestoreToRead,
  readRestore,
} from './read/read-restore.ts';
export { type ReaderAccount, type ReaderRole, readerRoles } from './read/reader-roles.ts';
export type { Retry } from './retry.ts';
export type {
  ConnectionRetried,
  FailureReason,
  JobAborted,
  JobCreated,
  JobEvent,
  JobFailed,
  JobFinished,
  JobOutcome,
  JobReference,
  JobSucceeded,
  JobTimedOut,
  KubeletWarning,
  LogLine,
  OutcomeBase,
  PodReplaced,
  PodScheduled,
  StepFinished,
  StepInstance,
  StepResult,
  StepStarted,
} from './run/job-event.ts';
export { defaultStuckLimits, type OptionalLimits, type RunLimits, type StuckLimits } from './run/limits.ts';
export { type JobRun, runJob } from './run/run-job.ts';
export { type JobsEvent, type JobsRun, type RunJobsOptions, runJobs } from './run/run-jobs.ts';
export type { RunJobOptions } from './run/run-options.ts';
export { type RecordEventsOptions, recordEvents } from './status/record-events.ts';
export { type RewriteOptions, type Rewritten, rewriteStatus, type StatusChange } from './status/rewrite-status.ts';
export {
  readSession,
  type StatusReport,
  type StatusTarget,
  type UpdatedStatus,
  type UpdateStatusProblemCode,
  updateStatus,
} from './status/update-status.ts';
export { type UpdateStatusNames, updateStatusRules } from './status/update-status-rules.ts';
export type { ObjectChanged } from './watch/object-changes.ts';
export { type ObjectChange, type ObjectWatch, type WatchObjectsOptions, watchObjects } from './watch/watch-objects.ts';
