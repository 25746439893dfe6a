import { didYouMean, type Problem } from '@stash-functions/core/decode';
import { inputProblem } from './input-problem-code.ts';

/** The values that an option may have: any value, a closed set of words, or an object of options. */
export type OptionRule = 'any' | { readonly oneOf: ReadonlyArray<string> } | { readonly options: OptionRules };

/** The rules of all options of a function. A name without a rule is no option. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

/** The rules for the options of an interface: leaving one out is a compile error. */
export type RulesFor<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/**
 * Finds the faults in options, for callers whose compiler does not. A misspelt option is an error and never counts as
 * left out, because the default may do more. An `undefined` option counts as left out.
 *
 * @param isOpen - true where the options may be a part of a larger object; then an unknown name is wrong only if it is
 * nearly an option's
 */
export function checkOptions(
  given: object,
  rules: OptionRules,
  isOpen = false,
  path: ReadonlyArray<string> = [],
): ReadonlyArray<Problem<'option-invalid'>> {
  let found = noneWrong;
  for (const [name, value] of Object.entries(given)) {
    const wrong = checkOption(name, value, rules, isOpen, path);
    if (wrong.length > 0) found = [...found, ...wrong];
  }
  return found;
}

const noneWrong: ReadonlyArray<Problem<'option-invalid'>> = [];

function checkOption(
  name: string,
  value: unknown,
  rules: OptionRules,
  isOpen: boolean,
  path: ReadonlyArray<string>,
): ReadonlyArray<Problem<'option-invalid'>> {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === 'any' || (rule !== undefined && value === undefined)) return noneWrong;
  const place = [...path, name];
  if (rule === undefined) {
    const names = Object.keys(rules);
    const near = didYouMean(name, names);
    return isOpen && near === undefined ? noneWrong : [unknownOption(place, near, names)];
  }
  if ('oneOf' in rule) return isOneOf(value, rule.oneOf) ? noneWrong : [wrongWord(place, value, rule.oneOf)];
  return typeof value === 'object' && value !== null
    ? checkOptions(value, rule.options, false, place)
    : [inputProblem('option-invalid', { message: `\`${place.join('.')}\` is no object`, path: place })];
}

function isOneOf(value: unknown, words: ReadonlyArray<string>): boolean {
  return typeof value === 'string' && words.includes(value);
}

function unknownOption(
  path: ReadonlyArray<string>,
  near: string | undefined,
  names: ReadonlyArray<string>,
): Problem<'option-invalid'> {
  return inputProblem('option-invalid', {
    message: `there is no option \`${path.join('.')}\``,
    path,
    hint: near === undefined ? `the options are ${names.join(', ')}` : `did you mean \`${near}\`?`,
  });
}

function wrongWord(
  path: ReadonlyArray<string>,
  value: unknown,
  words: ReadonlyArray<string>,
): Problem<'option-invalid'> {
  const near = typeof value === 'string' ? didYouMean(value, words) : undefined;
  const shown = typeof value === 'string' ? `'${value.slice(0, 40)}'` : typeof value;
  return inputProblem('option-invalid', {
    message: `\`${path.join('.')}\` is ${shown}, and not one of ${words.map((word) => `'${word}'`).join(', ')}`,
    path,
    hint: near === undefined ? `write '${words[0] ?? ''}'` : `did you mean '${near}'?`,
  });
}
