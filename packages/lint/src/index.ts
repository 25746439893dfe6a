export type { LintContext, LintStep, LintTarget } from './context.ts';
export { eachCauseOnce } from './each-cause-once.ts';
export { lintFunction, lintManifests, lintRead, lintTask } from './lint.ts';
export { type LintCode, type LintProblemCode, lintCodes } from './lint-code.ts';
export {
  type LintManifestsOptions,
  type LintOptions,
  type LintTaskOptions,
  operatorFunctions,
  operatorTasks,
} from './lint-options.ts';
export { toGithubAnnotations } from './report/github.ts';
export { type JUnitOptions, toJUnit } from './report/junit.ts';
export {
  type SarifArtifactLocation,
  type SarifDriver,
  type SarifLocation,
  type SarifLog,
  type SarifLogicalLocation,
  type SarifMessage,
  type SarifOptions,
  type SarifPhysicalLocation,
  type SarifRegion,
  type SarifResult,
  type SarifRule,
  type SarifRun,
  type SarifTool,
  toSarif,
} from './report/sarif.ts';
export type { Finding, FindingFix, Rule, Subject, SubjectKind, SubjectOf } from './rule.ts';
export { rules } from './rules.ts';
export {
  checkRuleSettings,
  type RuleLevel,
  type RuleSettings,
  ruleLevels,
  type SettingCode,
  settingCodes,
  withLevels,
  withoutWarnings,
} from './settings/rule-settings.ts';
export { type LintedText, withoutSuppressed } from './settings/suppressions.ts';
