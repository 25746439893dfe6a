import { didYouMean, type Problem, type ProblemMaker, problemMaker, type Severity } from '@stash-functions/core/decode';

/** How much the Problems of a code matter to someone, or that they do not. */
export type RuleLevel = Severity | 'off';

/** Levels by code: `{ 'bare-dollar-name': 'off', 'shadowed-param': 'error' }`. */
export type RuleSettings = Readonly<Record<string, RuleLevel>>;

/** All of {@link RuleLevel}. */
export const ruleLevels: ReadonlyArray<RuleLevel> = ['off', 'note', 'warning', 'error'];

/** The codes of settings and of comments that are wrong. */
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
export const settingProblem: ProblemMaker<typeof settingCodes> = problemMaker(settingCodes);

/**
 * Problems at the levels that settings give their codes, without those that are switched off. A code that stands in no
 * setting keeps its level.
 *
 * @param problems - what loading and lint found
 */
export function withLevels(problems: ReadonlyArray<Problem>, settings: RuleSettings): ReadonlyArray<Problem> {
  return problems.flatMap((problem) => {
    const level = Object.hasOwn(settings, problem.code) ? settings[problem.code] : undefined;
    if (level === undefined) return [problem];
    return level === 'off' ? [] : [{ ...problem, severity: level }];
  });
}

/** Problems with every warning made an error, for those who want none. Notes stay notes. */
export function withoutWarnings(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  return problems.map((problem) => (problem.severity === 'warning' ? { ...problem, severity: 'error' } : problem));
}

/**
 * Settings that come from outside, such as a file, checked: a misspelt code must not leave a rule switched on or off
 * without a word.
 *
 * Problems: `unknown-rule`, for each code that is not among the known ones and each level that is none.
 *
 * @param known - every code that a Problem may have
 */
export function checkRuleSettings(
  settings: Readonly<Record<string, unknown>>,
  known: Iterable<string>,
): ReadonlyArray<Problem<SettingCode>> {
  const codes = new Set(known);
  return Object.entries(settings).flatMap(([code, level]) => {
    const problems: Array<Problem<SettingCode>> = [];
    if (!codes.has(code)) problems.push(unknownRule(code, codes, ['rules', code]));
    if (!ruleLevels.some((each) => each === level)) problems.push(unknownLevel(code, level));
    return problems;
  });
}

/** A code that no rule has. */
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
