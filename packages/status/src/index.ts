export { type EventReason, type EventsOptions, eventsOf, type HostEvent } from './events/events-of.ts';
export {
  type AlertGroup,
  type AlertName,
  type AlertOptions,
  type AlertRule,
  type PrometheusRule,
  prometheusRules,
} from './metrics/alerts.ts';
export {
  type CustomResourceMetric,
  type CustomResourceState,
  type CustomResourceStateConfig,
  customResourceStateConfig,
  type ValueSource,
} from './metrics/custom-resource-state.ts';
export { type Dashboard, type DashboardPanel, grafanaDashboard } from './metrics/dashboard.ts';
export { toExposition } from './metrics/exposition.ts';
export type { Metric, MetricLabels, MetricRecord, MetricScope, MetricUnit } from './metrics/metric.ts';
export { type MetricName, type MetricPanel, type MetricRow, metricTable } from './metrics/metric-table.ts';
export { type MetricsOptions, metricsOf } from './metrics/metrics-of.ts';
export type { MetricsProblemCode } from './metrics/metrics-problem-code.ts';
export { type Fetch, type SendOptions, sendMetrics } from './metrics/push.ts';
export {
  groupMetrics,
  type MetricGroup,
  type PushOptions,
  type PushRequest,
  planDelete,
  planPush,
} from './metrics/push-plan.ts';
export type { RepositoryFigures } from './metrics/repository-figures.ts';
export {
  type ResourceMetricKind,
  type ResourceMetricName,
  type ResourceMetricRow,
  resourceMetricTable,
} from './metrics/resource-metric-table.ts';
export type { RunContext } from './metrics/run.ts';
export { parseLabels } from './metrics/user-labels.ts';
export type { OutputErrorCode, OutputProblemCode, OutputWarningCode } from './output/output-problem-code.ts';
export { outputProblem } from './output/output-problem-code.ts';
export { printOutput } from './output/print-output.ts';
export { formatProcessingTime, parseProcessingTime } from './output/processing-time.ts';
export { type ReadOutput, type ReadOutputOptions, readOutput } from './output/read-output.ts';
export {
  type ResticBackup,
  type ResticForget,
  readResticBackup,
  readResticCheck,
  readResticForget,
  readResticStats,
  resticFailure,
} from './output/restic.ts';
export { formatSize, parseSize } from './output/size.ts';
export type {
  FileCounts,
  HostOutcome,
  HostPhase,
  SnapshotOutcome,
  StepOutput,
  WrittenHost,
  WrittenSnapshot,
} from './output/step-output.ts';
export {
  type ActionFailure,
  type ActionResults,
  actionConditions,
  actionsDue,
  actionsOf,
  type DueActions,
  type PostBackupAction,
  type PreBackupAction,
  recordRepository,
} from './session/actions.ts';
export {
  type AdvanceOptions,
  advanceBackup,
  type NextBackupStep,
  type NextStep,
} from './session/advance-backup.ts';
export { type AdvanceRestoreOptions, advanceRestore, type NextRestoreStep } from './session/advance-restore.ts';
export { type ConditionUpdate, mergeConditions } from './session/condition.ts';
export { conditionFalse, conditionTrue, type KnownCondition } from './session/conditions.ts';
export { findTarget, type TargetClue } from './session/find-target.ts';
export { sessionsToRemove } from './session/history.ts';
export {
  type ContainerState,
  type EndedContainer,
  type EndedJob,
  type EndedPod,
  type JobCondition,
  type JobEnding,
  readJobEnding,
} from './session/job-ending.ts';
export { type BackupPatch, type BackupTargetPatch, mergeBackupStatus } from './session/merge-backup.ts';
export {
  mergeRestoreBatchStatus,
  mergeRestoreSessionStatus,
  type RestoreBatchPatch,
  type RestoreSessionPatch,
  type RestoreTargetPatch,
} from './session/merge-restore.ts';
export {
  type HostReport,
  type ReportedSession,
  type ReportedStatus,
  reportHosts,
  withReport,
} from './session/report-hosts.ts';
export { type JobReportOptions, reportOfJob } from './session/report-of-job.ts';
export type { RollUp, RollUpOptions } from './session/roll-up.ts';
export { backupSessionPhase, restoreBatchPhase, restoreSessionPhase } from './session/session-phase.ts';
export type { SessionProblemCode } from './session/session-problem-code.ts';
export { sessionProblem } from './session/session-problem-code.ts';
export { type StartOptions, startBackupTarget, startRestoreTarget } from './session/start-target.ts';
export { type Summary, summarize } from './session/summary.ts';
export { nameTarget, targetRefsOf } from './session/target.ts';
export { backupTargetPhase, restoreTargetPhase, type TargetOutcome, type TargetState } from './session/target-phase.ts';
export { countHosts, type Workload, type WorkloadVolume } from './session/total-hosts.ts';
export { type StatusProblemCode, statusProblemCodes } from './status-problem-code.ts';
