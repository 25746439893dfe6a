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
import { misshapen } from './misshapen.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions, ScenarioOptions } from './scenario-options.ts';
import { type Subject, sourcesOf, subjectIn } from './subject.ts';
import { targetNames } from './targets.ts';

/** The options of both scenarios besides those of a plan. */
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

/** The options of a backup scenario, and the values that each may have. */
export const backupScenarioRules: RulesFor<BackupScenarioOptions> = {
  ...settingsOfBackups,
  ...ownRules,
  target: { oneOf: targetNames },
  retention: 'object',
};

/** The options of a restore scenario, and the values that each may have. */
export const restoreScenarioRules: RulesFor<RestoreScenarioOptions> = {
  ...settingsOfRestores,
  ...ownRules,
  target: { oneOf: targetNames.filter((name) => name !== 'none') },
};

/**
 * The subject of a scenario, unless its options name something that does not exist. A test must not pass because it
 * looks at other things than its author wrote.
 *
 * Problems: `option-invalid`, `param-not-read`, and those of {@link subjectIn}.
 */
export function checkedSubject(
  options: ScenarioOptions,
  rules: OptionRules,
): Either<Problems<ScenarioProblemCode | 'option-invalid'>, Subject> {
  const invalid = checkOptions(options, rules, { required: ['manifests'] });
  if (isNonEmpty(invalid)) return left(invalid);
  try {
    const subject = subjectIn(options);
    if (isLeft(subject)) return subject;
    const unread = paramsNotRead(subject, options);
    return isNonEmpty(unread) ? left(unread) : subject;
  } catch (error) {
    return left([misshapen(error)]);
  }
}

/** The params that nobody reads. A built-in variable may be given, because the SDK itself reads it. */
function paramsNotRead(
  subject: Either<unknown, Subject>,
  { params = {} }: ScenarioOptions,
): ReadonlyArray<Problem<TestingProblemCode>> {
  const read = new Set(sourcesOf(subject).flatMap((source) => variablesOf(source).map(({ name }) => name)));
  return Object.keys(params)
    .filter(
      (name) =>
        params[name] !== undefined && !read.has(name) && findBuiltinVariable(name) === undefined && name !== hookParam,
    )
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

/** The param with the place where hooks find the output of the steps. */
const hookParam = 'outputDir';
