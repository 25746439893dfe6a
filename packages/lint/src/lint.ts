import type { Manifests, ReadManifests } from '@stash-functions/core';
import {
  type Expected,
  type FunctionResource,
  type Problem,
  type Resource,
  readProblems,
  type TaskResource,
} from '@stash-functions/core/decode';
import { blueprintTemplates, compileStrings } from '@stash-functions/templating';
import { concealSecrets } from './conceal-secrets.ts';
import { type LintContext, lintContext, manifestsWith } from './context.ts';
import { eachCauseOnce } from './each-cause-once.ts';
import { type Found, foundBy } from './found.ts';
import { inTextOrder } from './in-text-order.ts';
import type { LintCode, LintProblemCode } from './lint-code.ts';
import {
  type LintManifestsOptions,
  type LintOptions,
  type LintTaskOptions,
  lintManifestsRules,
  lintRules,
  lintTaskRules,
} from './lint-options.ts';
import type { Rule, Subject, SubjectKind } from './rule.ts';
import { rules } from './rules.ts';

/**
 * Finds everything in a Function that is wrong or probably not meant. Examples are malformed templates, names that
 * nearly match built-in variables, and secrets in plain text. {@link lintTask} checks how a Function fits into Tasks.
 * Loading checks the spelling of fields, and {@link lintManifests} passes that on.
 *
 * @returns the Problems in the order of the text; none where all is well
 */
export function lintFunction(fn: FunctionResource, options: LintOptions = {}): ReadonlyArray<Problem<LintProblemCode>> {
  const expected = [
    { name: 'the Function', value: fn, kind: ['Function'] },
    { name: 'the options', value: options, options: lintRules },
  ];
  return readProblems(
    () => expected,
    () => {
      const manifests = manifestsWith({ all: [fn], functions: new Map([[fn.metadata.name, fn]]) });
      const context = lintContext(manifests, options);
      return ordered([...templateProblems(fn, context), ...ruled(fn, 'Function', context)], manifests);
    },
  );
}

/**
 * Finds everything in a Task, and in its use of Functions, that is wrong or probably not meant. Examples are missing
 * Functions, variables that no step sets, params that nothing uses, and mounts without a volume. {@link lintFunction}
 * checks the Functions themselves.
 *
 * @returns the Problems in the order of the text
 */
export function lintTask(task: TaskResource, options: LintTaskOptions): ReadonlyArray<Problem<LintProblemCode>> {
  const expected = [
    { name: 'the Task', value: task, kind: ['Task'] },
    { name: 'the options', value: options, options: lintTaskRules },
  ];
  return readProblems(
    () => expected,
    () => problemsOfTask(task, options),
  );
}

function problemsOfTask(task: TaskResource, options: LintTaskOptions): ReadonlyArray<Problem<LintProblemCode>> {
  const { functions } = options;
  const all: ReadonlyArray<Resource> = [...functions.values(), task];
  const manifests = manifestsWith({ all, functions, tasks: new Map([[task.metadata.name, task]]) });
  const context = lintContext(manifests, options);
  const used = new Set(context.stepsOf(task).flatMap(({ fn }) => (fn === undefined ? [] : [fn])));
  const found = [
    ...templateProblems(task, context),
    ...ruled(task, 'Task', context),
    ...[...used].flatMap((fn) => ruled(fn, 'Function', context, ({ ofUse }) => ofUse === true)),
  ];
  return ordered(found, manifests);
}

/**
 * Finds everything in some manifests that is wrong or probably not meant. It checks every resource by the rules of its
 * kind, and how resources refer to each other. A variable that an invoker leaves without a value is an error here. The
 * warnings of loading and the problems of add-ons are passed on.
 *
 * @returns the Problems in the order of the text, each cause once
 */
export function lintManifests(manifests: Manifests, options: LintManifestsOptions = {}): ReadonlyArray<Problem> {
  return readProblems(
    () => [{ name: 'the manifests', value: manifests }, given(options)],
    () => lintAll(manifests.warnings, lintContext(manifests, options)),
  );
}

/**
 * Finds everything in texts that is wrong or probably not meant. The texts were read with `readManifests` or
 * `readManifestFiles`. The result has the problems of reading, and those that {@link lintManifests} finds in all that
 * could be read. The consequences of a reported fault are not reported again. A missing resource may stand in a
 * document that could not be read, so it is only a note then.
 *
 * @returns the Problems in the order of the text, each cause once
 */
export function lintRead(read: ReadManifests<string>, options: LintManifestsOptions = {}): ReadonlyArray<Problem> {
  return readProblems(
    () => [{ name: 'what was read', value: read }, given(options)],
    () => lintAll(read.problems, lintContext(read.manifests, options, read)),
  );
}

function given(options: LintManifestsOptions): Expected {
  return { name: 'the options', value: options, options: lintManifestsRules };
}

/** The problems of reading, and those of the rules. */
function lintAll(said: ReadonlyArray<Problem>, context: LintContext): ReadonlyArray<Problem> {
  const { manifests, options } = context;
  const { only: isWanted = always } = options;
  const found = [
    ...said.map(asFound),
    ...manifests.all.flatMap((resource) => [
      ...(isWanted(resource) ? templateProblems(resource, context) : []),
      ...ruled(resource, resource.kind, context, isWanted(resource) ? always : isOfOthers),
    ]),
    ...manifests.others.filter(isWanted).flatMap((object) => ruled(object, 'other', context)),
    ...context.targets.flatMap(({ problems }) => problems.map(asFound)),
  ];
  return ordered(found, manifests, said.length);
}

/** @param said - the number of Problems that were found before lint looked */
function ordered<P extends Problem>(found: ReadonlyArray<Found<P>>, manifests: Manifests, said = 0): ReadonlyArray<P> {
  const shown = concealSecrets(found);
  return inTextOrder(eachCauseOnce(shown.slice(0, said), shown.slice(said)), manifests);
}

/** The findings about a resource by the rules of its kind. */
function ruled(
  subject: Subject,
  kind: SubjectKind,
  context: LintContext,
  isWanted: (rule: Rule<LintCode>) => boolean = always,
): ReadonlyArray<Found<Problem<LintCode>>> {
  return (rulesOf.get(kind) ?? []).flatMap((rule) =>
    isWanted(rule)
      ? rule.check(subject, context).map((finding) => foundBy(rule, subject, finding, context.salvaged))
      : [],
  );
}

function always(): boolean {
  return true;
}

function isOfOthers({ ofOthers }: Rule): boolean {
  return ofOthers === true;
}

const rulesOf: ReadonlyMap<SubjectKind, ReadonlyArray<Rule<LintCode>>> = rulesByKind();

function rulesByKind(): ReadonlyMap<SubjectKind, ReadonlyArray<Rule<LintCode>>> {
  const kinds = new Set(rules.flatMap((rule) => rule.kinds));
  return new Map([...kinds].map((kind) => [kind, rules.filter((rule) => rule.kinds.includes(kind))]));
}

/** The malformed templates of a resource. */
function templateProblems(
  resource: Resource,
  { salvaged }: LintContext,
): ReadonlyArray<Found<Problem<LintProblemCode>>> {
  const templates = templatesOf(resource);
  if (templates === undefined) return [];
  return compileStrings(templates).problems.map(({ code, severity, message, hint = '', path, span }) =>
    foundBy({ code, severity }, resource, { message, hint, path: ['spec', ...path], ...span }, salvaged),
  );
}

/** The strings in the spec of a resource that are templates. */
function templatesOf(resource: Resource): object | undefined {
  switch (resource.kind) {
    case 'Function':
    case 'Task':
      return resource.spec;
    case 'BackupBlueprint':
      return resource.spec && blueprintTemplates(resource.spec);
    default:
      return undefined;
  }
}

function asFound(problem: Problem): Found {
  return { problem };
}
