export { type BackendName, backendNames } from '@stash-functions/core';
export {
  type ArgumentList,
  argumentList,
  type Flag,
  type Flags,
  type FlagValue,
  flagsNamed,
  parseFlags,
  type Word,
} from './arguments/argument-list.ts';
export { type Coverage, type CoveredScenario, coverageOf, type ResourceCoverage } from './coverage/coverage.ts';
export { type FormatCoverageOptions, formatCoverage } from './coverage/format-coverage.ts';
export type { CoveragePoint, Outcome } from './coverage/points.ts';
export type { MatcherContext, MatcherResult, MatcherUtils, Tester } from './matchers/matcher.ts';
export { createMatchers, type FunctionMatchers, type MatcherSet } from './matchers/matchers.ts';
export { resolvedSnapshot } from './matchers/resolved-snapshot.ts';
export { backupScenario } from './scenario/backup-scenario.ts';
export type { ProgramCommand, ScenarioContainer } from './scenario/container.ts';
export type { EachBackendOptions, ScenarioTests } from './scenario/each-backend.ts';
export { readManifestFiles } from './scenario/manifest-files.ts';
export type { Override } from './scenario/override.ts';
export type { Permission } from './scenario/permissions.ts';
export type { ReportProblemCode, ScenarioReport } from './scenario/report.ts';
export { restoreScenario } from './scenario/restore-scenario.ts';
export type { ScenarioResult } from './scenario/result.ts';
export type { Scenario } from './scenario/scenario.ts';
export type { BackupScenarioOptions, RestoreScenarioOptions, ScenarioOptions } from './scenario/scenario-options.ts';
export { backupScenarios, restoreScenarios, type ScenarioTable, type TableOptions } from './scenario/scenario-table.ts';
export { type TargetName, targetNames } from './scenario/targets.ts';
export type { TemplateRun } from './scenario/template-run.ts';
export { type ScenarioProblemCode, type TestingProblemCode, testingProblemCodes } from './testing-problem-code.ts';
