import { didYouMean, type Problem } from '@stash-functions/core/decode';
import { clusterProblem } from './cluster-problem-code.ts';
import { isJsonObject } from './json.ts';

/** What an option may be: a type, one of a closed set of words, or an object of options. */
export type OptionRule =
  | 'boolean'
  | 'function'
  | 'number'
  | 'object'
  | 'text'
  | { readonly oneOf: ReadonlyArray<string> }
  | { readonly options: OptionRules };

/** The rules of all options of a function: an option without a rule is none. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

/** The rules for the options of an interface: leaving one out is a compile error. */
export type RulesFor<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/**
 * What is wrong with options, for callers whose compiler does not tell: a name that is no option's, or a value that is
 * none. `undefined` is an option left out. A misspelt option is never taken for its default, which may do more.
 *
 * Problems: `option-invalid`, at the option's path.
 */
export function checkOptions(
  given: unknown,
  rules: OptionRules,
  path: ReadonlyArray<string> = [],
): ReadonlyArray<Problem<'option-invalid'>> {
  if (given === undefined) return [];
  if (!isJsonObject(given)) return [invalid(path, `${nameOf(path)} must be an object`)];
  return Object.entries(given).flatMap(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) return [unknown([...path, name], Object.keys(rules))];
    return value === undefined ? [] : checkValue(value, rule, [...path, name]);
  });
}

function checkValue(
  value: unknown,
  rule: OptionRule,
  path: ReadonlyArray<string>,
): ReadonlyArray<Problem<'option-invalid'>> {
  if (typeof rule === 'object' && 'options' in rule) return checkOptions(value, rule.options, path);
  if (typeof rule === 'object') {
    if (typeof value === 'string' && rule.oneOf.includes(value)) return [];
    const words = rule.oneOf.map((word) => `"${word}"`).join(', ');
    const meant = typeof value === 'string' ? didYouMean(value, rule.oneOf) : undefined;
    return [invalid(path, `${nameOf(path)} is ${show(value)}, not one of ${words}`, meant && `"${meant}"`)];
  }
  if (rule === 'object' ? typeof value === 'object' && value !== null : typeof value === javaScriptType[rule])
    return [];
  return [invalid(path, `${nameOf(path)} is ${show(value)}, not a ${rule}`)];
}

const javaScriptType = { boolean: 'boolean', function: 'function', number: 'number', text: 'string' } as const;

function unknown(path: ReadonlyArray<string>, names: ReadonlyArray<string>): Problem<'option-invalid'> {
  const meant = didYouMean(path.at(-1) ?? '', names);
  return invalid(path, `there is no option ${nameOf(path)}`, meant && `\`${meant}\``);
}

function invalid(path: ReadonlyArray<string>, message: string, meant?: string | undefined): Problem<'option-invalid'> {
  return clusterProblem('option-invalid', { message, path, hint: meant && `did you mean ${meant}?` });
}

function nameOf(path: ReadonlyArray<string>): string {
  return path.length === 0 ? 'the options' : `\`${path.join('.')}\``;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  return typeof value === 'object' ? 'an object' : String(value);
}
