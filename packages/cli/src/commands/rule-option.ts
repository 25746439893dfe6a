import { checkRuleSettings, type RuleLevel, type RuleSettings, ruleLevels } from '@stash-functions/lint';
import { CannotDo } from '../exit-code.ts';
import { knownCodes } from '../known-codes.ts';

/**
 * Reads the levels from `--rule code=level`. For each code the last one counts.
 *
 * @throws CannotDo for an unknown code or level
 */
export function levelsOf(options: ReadonlyArray<string>): RuleSettings {
  const given = Object.fromEntries(
    options.map((option) => {
      const [code = '', level] = option.split('=', 2);
      if (level === undefined) throw new CannotDo(`--rule ${option} has no level`, `write --rule ${code}=off`);
      return [code, level];
    }),
  );
  return checkedLevels(given);
}

/**
 * Checks levels by code that come from outside.
 *
 * @throws CannotDo for an unknown code or level
 */
export function checkedLevels(given: Readonly<Record<string, unknown>>): RuleSettings {
  const problems = checkRuleSettings(given, knownCodes);
  const [first] = problems;
  if (first !== undefined) throw new CannotDo(problems.map(({ message }) => message).join('\nerror: '), first.hint);
  const levels: Record<string, RuleLevel> = {};
  for (const [code, level] of Object.entries(given)) {
    const known = ruleLevels.find((each) => each === level);
    if (known !== undefined) levels[code] = known;
  }
  return levels;
}
