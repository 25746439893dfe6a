export {
  type ExplainedChoice,
  type ExplainedSpan,
  type ExplainedString,
  type ExplainedText,
  type ExplainedVariable,
  type Explanation,
  explain,
} from './inspect/explain.ts';
export { type FormatExplanationOptions, formatExplanation } from './inspect/format-explanation.ts';
export { foreignVariableHint, isShellVariable } from './inspect/shell-variable.ts';
export { type PlacedString, stringsOf } from './inspect/strings-of.ts';
export { asProgramsSee, type ExpandedField, expandedFields, isExpandedInFunction } from './kubelet/expanded-fields.ts';
export { escapeReferences, expandReferences, type Run } from './kubelet/references.ts';
export {
  knownOperatorFunctions,
  operatorFunctions,
  operatorHint,
  operatorTasks,
} from './operator/operator-functions.ts';
export { type BlueprintTarget, type BlueprintTargetMeta, blueprintOf } from './resolve/blueprint-target.ts';
export { type BlueprintTemplates, blueprintTemplates } from './resolve/blueprint-templates.ts';
export {
  type CompiledNode,
  type CompiledObject,
  type CompiledString,
  type CompiledStrings,
  compileStrings,
} from './resolve/compile-strings.ts';
export { hookScope } from './resolve/hook-scope.ts';
export { type BlueprintProblemCode, type ResolvedBlueprint, resolveBlueprint } from './resolve/resolve-blueprint.ts';
export { type ResolvedFunction, type ResolveFunctionOptions, resolveFunction } from './resolve/resolve-function.ts';
export { type ResolveProblemCode, resolveProblemCodes } from './resolve/resolve-problem-code.ts';
export { type KubernetesReferences, type Place, resolveStrings } from './resolve/resolve-strings.ts';
export { type ResolvedTask, type ResolveTaskOptions, resolveTask } from './resolve/resolve-task.ts';
export { concealProblem, concealSecrets, concealSource, concealText, concealValue } from './secrets/conceal.ts';
export { type Evaluated, type EvaluatedSource, type Secrets, secretsOf } from './secrets/secrets-of.ts';
export type {
  AlternativeExpansion,
  CaseExpansion,
  CaseOperator,
  DefaultExpansion,
  DefaultOperator,
  Expansion,
  ExpansionOf,
  LengthExpansion,
  Literal,
  NumberOperand,
  Operand,
  OperandOf,
  Part,
  PatternOperand,
  ReplaceExpansion,
  ReplaceOperator,
  RequiredExpansion,
  SubstringExpansion,
  Template,
  TextOperand,
  TrimExpansion,
  TrimOperator,
  ValueExpansion,
} from './template/ast.ts';
export type { CharacterClass } from './template/character-class.ts';
export { evaluateTemplate, type Lookup } from './template/evaluate.ts';
export { evaluateText } from './template/evaluate-text.ts';
export type { CharacterSet, Glob, GlobElement, GlobSegment } from './template/glob.ts';
export {
  type ExpansionOutcome,
  entryOf,
  type KnownOperator,
  type Need,
  type OperandsShape,
  type Operator,
  type OperatorEntry,
  type OperatorFacts,
  type OperatorFamily,
  type OperatorOf,
  type OperatorRule,
  type OperatorWords,
  operandsOf,
  operators,
} from './template/operators.ts';
export { type ParsedText, parseTemplate, parseText } from './template/parse.ts';
export { printTemplate } from './template/print.ts';
export { renderTemplate, type Variables } from './template/render-template.ts';
export type { TemplateProblem, TemplateSpan } from './template/template-problem.ts';
export { type TemplateProblemCode, templateProblemCodes } from './template/template-problem-code.ts';
export {
  type ChosenSpan,
  type ExpansionSpan,
  type LiteralSpan,
  type TraceSpan,
  traceTemplate,
  type VariableSpan,
} from './template/trace.ts';
export { type VariableReference, variablesIn, variablesOf } from './template/variables-of.ts';
export { type TemplatingProblemCode, templatingProblemCodes } from './templating-problem-code.ts';
export type { ParamsBeside, ParamsOf } from './types/params-of.ts';
export type { ProvidedBy } from './types/provided-by.ts';
export type { OptionalVariables, RequiredVariables, VariablesOf } from './types/variables-of.ts';
export { backupScope } from './variables/backup-scope.ts';
export { type HookType, hookTypes } from './variables/builtin/container.ts';
export {
  type BuiltinVariable,
  type BuiltinVariableName,
  builtinVariables,
  findBuiltinVariable,
} from './variables/catalogue.ts';
export type { BackupContext, CommonContext, OperatorImage, RestoreContext } from './variables/context.ts';
export { type EffectiveTask, effectiveTask } from './variables/effective-task.ts';
export { restoreScope } from './variables/restore-scope.ts';
export {
  createLayer,
  createScope,
  extendScope,
  type FurtherLayers,
  type GivenVariable,
  isSecret,
  type Layer,
  type LayerName,
  type Origin,
  type Scope,
  type ScopeOptions,
  scopeOf,
  type Variable,
  type VariableOccasion,
} from './variables/scope.ts';
export { type ScopeProblemCode, scopeProblemCodes } from './variables/scope-problem-code.ts';
export { similarVariable } from './variables/similar-variable.ts';
export type { VariableFacts } from './variables/variable-row.ts';
