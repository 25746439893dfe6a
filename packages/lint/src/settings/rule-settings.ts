import {
  didYouMean,
  type Problem,
  type ProblemMaker,
  problemMaker,
  readOr,
  type Severity,
} from '@stash-functions/core/decode';

/** The level that a user gives to the Problems of a code, or `off`. */
export type RuleLevel = Severity | 'off';

/** Levels by code: `{ 'bare-dollar-name': 'off', 'shadowed-param': 'error' }`. */
export type RuleSettings = Readonly<Record<string, RuleLevel>>;

/** Every {@link RuleLevel}. */
export const ruleLevels: ReadonlyArray<RuleLevel> = ['off', 'note', 'warning', 'error'];

/** The codes of faults in settings and in comments that switch codes off. */
export const settingCodes = {
  'unknown-rule': {
    severity: 'error',
    meaning: 'A setting or a comment names a code that no rule has, or gives it a level that there is not.',
  },
  'unused-suppression': { severity: 'note', meaning: 'A comment switches off what is not found there.' },
} as const;

/** A code of {@link settingCodes}. */
export type SettingCode = keyof typeof settingCodes;

/** Makes the Problems of {@link settingCodes}. */
export const settingProblem: ProblemMaker<typeof settingCodes> = problemMaker<typeof settingCodes>({
  'unused-suppression': 'note',
});

/**
 * Gives Problems the levels of the settings, and leaves out those that are switched off. A code without a setting keeps
 * its level.
 *
 * @param problems - the Problems of loading and lint
 */
export function withLevels(problems: ReadonlyArray<Problem>, settings: RuleSettings): ReadonlyArray<Problem> {
  return readOr(problems, () =>
    problems.flatMap((problem) => {
      const level = Object.hasOwn(settings, problem.code) ? settings[problem.code] : undefined;
      if (level === undefined || !ruleLevels.includes(level)) return [problem];
      return level === 'off' ? [] : [{ ...problem, severity: level }];
    }),
  );
}

/** Makes every warning an error, for users who want none. Notes stay notes. */
export function withoutWarnings(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  return readOr(problems, () =>
    problems.map((problem) => (problem.severity === 'warning' ? { ...problem, severity: 'error' } : problem)),
  );
}

/**
 * Checks settings that come from outside, such as from a file: a misspelt code must not silently leave a rule on or
 * off.
 *
 * Problems: `unknown-rule`, for each code that is not known and each level that does not exist.
 *
 * @param known - every code that a Problem may have
 */
export function checkRuleSettings(
  settings: Readonly<Record<string, unknown>>,
  known: Iterable<string>,
): ReadonlyArray<Problem<SettingCode>> {
  return readOr([notSettings], () => faultsOf(settings, known));
}

const notSettings = settingProblem('unknown-rule', { message: 'the settings are no object of codes and levels' });

function faultsOf(
  settings: Readonly<Record<string, unknown>>,
  known: Iterable<string>,
): ReadonlyArray<Problem<SettingCode>> {
  const codes = new Set(known);
  return Object.entries(settings).flatMap(([code, level]) => {
    if (level === undefined) return [];
    const problems: Array<Problem<SettingCode>> = [];
    if (!codes.has(code)) problems.push(unknownRule(code, codes, ['rules', code]));
    if (!ruleLevels.some((each) => each === level)) problems.push(unknownLevel(code, level));
    return problems;
  });
}

/** The Problem of a code that no rule has. */
export function unknownRule(
  code: string,
  known: Iterable<string>,
  path: ReadonlyArray<string | number> = [],
): Problem<'unknown-rule'> {
  const near = didYouMean(code, known);
  return settingProblem('unknown-rule', {
    message: `there is no rule \`${code}\``,
    path,
    hint: near === undefined ? 'docs/errors.md lists every code' : `did you mean \`${near}\`?`,
  });
}

function unknownLevel(code: string, level: unknown): Problem<'unknown-rule'> {
  const near = typeof level === 'string' ? didYouMean(level, ruleLevels) : undefined;
  return settingProblem('unknown-rule', {
    message: `${JSON.stringify(level) ?? String(level)} is no level for the rule \`${code}\``,
    path: ['rules', code],
    hint: near === undefined ? `the levels are ${ruleLevels.join(', ')}` : `did you mean \`${near}\`?`,
  });
}
