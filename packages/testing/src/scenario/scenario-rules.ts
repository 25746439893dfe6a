import {
  backendNames,
  checkOptions,
  didYouMean,
  type OptionRules,
  type Problem,
  type Problems,
  type RulesFor,
} from '@stash-functions/core';
import { backupPlanRules, restorePlanRules } from '@stash-functions/k8s-adapter';
import { findBuiltinVariable, variablesOf } from '@stash-functions/templating';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type ScenarioProblemCode, type TestingProblemCode, testingProblem } from '../testing-problem-code.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions, ScenarioOptions } from './scenario-options.ts';
import { type Subject, sourcesOf, subjectIn } from './subject.ts';
import { targetNames } from './targets.ts';

/** What both scenarios take beside what a plan takes. */
const ownRules = {
  manifests: 'object',
  task: 'text',
  function: 'text',
  params: 'object',
  backend: { oneOf: backendNames },
  namespace: 'text',
  repository: 'object',
  appBinding: 'object',
} as const;

const { appBindings: _ofBackups, ...settingsOfBackups } = backupPlanRules;
const { appBindings: _ofRestores, ...settingsOfRestores } = restorePlanRules;

/** What the options of a backup scenario may be. */
export const backupScenarioRules: RulesFor<BackupScenarioOptions> = {
  ...settingsOfBackups,
  ...ownRules,
  target: { oneOf: targetNames },
  retention: 'object',
};

/** What the options of a restore scenario may be. */
export const restoreScenarioRules: RulesFor<RestoreScenarioOptions> = {
  ...settingsOfRestores,
  ...ownRules,
  target: { oneOf: targetNames.filter((name) => name !== 'none') },
};

/**
 * What a scenario runs, unless its options say something that there is not: a test must not pass because it looks at
 * another thing than its author wrote.
 *
 * Problems: `option-invalid`, `param-not-read`; those of {@link subjectIn}.
 */
export function checkedSubject(
  options: ScenarioOptions,
  rules: OptionRules,
): Either<Problems<ScenarioProblemCode | 'option-invalid'>, Subject> {
  const invalid = checkOptions(options, rules, { required: ['manifests'] });
  if (isNonEmpty(invalid)) return left(invalid);
  const subject = subjectIn(options);
  if (isLeft(subject)) return subject;
  const unread = paramsNotRead(subject, options);
  return isNonEmpty(unread) ? left(unread) : subject;
}

/** A built-in variable may be given for what the SDK itself makes of it. */
function paramsNotRead(
  subject: Either<unknown, Subject>,
  { params = {} }: ScenarioOptions,
): ReadonlyArray<Problem<TestingProblemCode>> {
  const read = new Set(sourcesOf(subject).flatMap((source) => variablesOf(source).map(({ name }) => name)));
  return Object.keys(params)
    .filter((name) => !read.has(name) && findBuiltinVariable(name) === undefined && name !== hookParam)
    .map((name) => {
      const near = didYouMean(name, read);
      return testingProblem('param-not-read', {
        message: `the param \`${name}\` is given, and no template reads it`,
        path: ['params', name],
        hint:
          near === undefined
            ? `the templates read ${[...read].join(', ') || 'no variable'}`
            : `did you mean \`${near}\`?`,
      });
    });
}

/** Where hooks find the output of the steps. */
const hookParam = 'outputDir';
