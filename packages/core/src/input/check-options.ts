import { didYouMean } from '../problem/did-you-mean.ts';
import { listNames } from '../problem/list-names.ts';
import type { Problem } from '../problem/problem.ts';
import { inputProblem } from './input-problem-code.ts';
import { readOr } from './read-or.ts';

/** The values that an option may have: a type, a closed set of words, an object of options, or one of several rules. */
export type OptionRule =
  | 'any'
  | 'boolean'
  | 'function'
  | 'list'
  | 'number'
  | 'object'
  | 'text'
  | { readonly oneOf: ReadonlyArray<string> }
  | { readonly options: OptionRules; readonly required?: ReadonlyArray<string> }
  | { readonly anyOf: ReadonlyArray<OptionRule> };

/** The rules of all options of a function. A name without a rule is no option. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

/** The rules for the options of an interface: leaving one out is a compile error. */
export type RulesFor<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** Settings of {@link checkOptions}. */
export interface CheckOptionsSettings {
  /** Options that have to be there. */
  readonly required?: ReadonlyArray<string>;
  /**
   * True where the options may be a part of a larger object. Then an unknown name is wrong only if it is nearly an
   * option's.
   */
  readonly isOpen?: boolean | undefined;
}

/**
 * Finds the faults in options, for callers whose compiler does not: a name that no option has, or a value that the
 * option does not take. An `undefined` option counts as left out. A misspelt option is an error, never its default,
 * which may do more.
 *
 * Problems: `option-invalid`, at the option's path.
 */
export function checkOptions(
  given: unknown,
  rules: OptionRules,
  settings: CheckOptionsSettings = {},
): ReadonlyArray<Problem<'option-invalid'>> {
  if (given === undefined && (settings.required ?? []).length === 0) return noneWrong;
  return readOr([invalid([], 'the options cannot be read')], () => checkObject(given, rules, settings, []));
}

const noneWrong: ReadonlyArray<never> = [];

const noNames: ReadonlyArray<string> = [];

function checkObject(
  given: unknown,
  rules: OptionRules,
  { required = noNames, isOpen = false }: CheckOptionsSettings,
  path: ReadonlyArray<string>,
): ReadonlyArray<Problem<'option-invalid'>> {
  if (!isMap(given)) return [invalid(path, `${nameOf(path)} must be an object`)];
  let found: Array<Problem<'option-invalid'>> | undefined;
  for (const name of Object.keys(given)) {
    if (isOpen && isStranger(name, rules)) continue;
    const problems = checkNamed(name, given[name], rules, path);
    if (problems.length > 0) found = [...(found ?? []), ...problems];
  }
  for (const name of required) {
    if (given[name] !== undefined) continue;
    const missing = invalid([...path, name], `the option ${nameOf([...path, name])} is missing`);
    found = [...(found ?? []), missing];
  }
  return found ?? noneWrong;
}

/**
 * True for a name that is like no option's. A larger object has the same names in every call, and a search for the
 * nearest option takes longer than all other checks. So the first names are remembered.
 */
function isStranger(name: string, rules: OptionRules): boolean {
  if (Object.hasOwn(rules, name)) return false;
  const known = strangers.get(rules) ?? new Set<string>();
  if (known.has(name)) return true;
  if (didYouMean(name, Object.keys(rules)) !== undefined) return false;
  if (known.size < 100) strangers.set(rules, known.add(name));
  return true;
}

const strangers = new WeakMap<OptionRules, Set<string>>();

function checkNamed(
  name: string,
  value: unknown,
  rules: OptionRules,
  path: ReadonlyArray<string>,
): ReadonlyArray<Problem<'option-invalid'>> {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) return [unknown([...path, name], Object.keys(rules))];
  return value === undefined || isOf(value, rule) ? noneWrong : checkValue(value, rule, [...path, name]);
}

/** True for a value of the rule's type. Most values are decided here, quickly. */
function isOf(value: unknown, rule: OptionRule): boolean {
  switch (rule) {
    case 'any':
      return true;
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isMap(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
    case 'function':
      return typeof value === rule;
    default:
      return 'anyOf' in rule && rule.anyOf.some((each) => checkValue(value, each, []).length === 0);
  }
}

function checkValue(
  value: unknown,
  rule: OptionRule,
  path: ReadonlyArray<string>,
): ReadonlyArray<Problem<'option-invalid'>> {
  if (isOf(value, rule)) return noneWrong;
  if (typeof rule === 'object' && 'options' in rule) return checkObject(value, rule.options, rule, path);
  const words = wordsOf(rule);
  if (typeof rule === 'object' && 'oneOf' in rule && typeof value === 'string' && words.includes(value)) {
    return noneWrong;
  }
  const meant = typeof value === 'string' ? didYouMean(value, words) : undefined;
  const message = `${nameOf(path)} is ${show(value)}, not ${describe(rule)}`;
  return [invalid(path, message, meant && `"${meant}"`)];
}

/** The words that a value could be. */
function wordsOf(rule: OptionRule): ReadonlyArray<string> {
  if (typeof rule !== 'object' || 'options' in rule) return [];
  return 'oneOf' in rule ? rule.oneOf : rule.anyOf.flatMap(wordsOf);
}

function describe(rule: OptionRule): string {
  if (typeof rule !== 'object') return rule === 'object' ? 'an object' : `a ${rule}`;
  if ('options' in rule) return 'an object';
  if ('oneOf' in rule) return `one of ${rule.oneOf.map((word) => `"${word}"`).join(', ')}`;
  return rule.anyOf.map(describe).join(' or ');
}

function unknown(path: ReadonlyArray<string>, names: ReadonlyArray<string>): Problem<'option-invalid'> {
  const meant = didYouMean(path.at(-1) ?? '', names);
  const hint = meant === undefined ? `the options are ${listNames(names, 'and')}` : `did you mean \`${meant}\`?`;
  return inputProblem('option-invalid', { message: `there is no option ${nameOf(path)}`, path, hint });
}

function invalid(path: ReadonlyArray<string>, message: string, meant?: string | undefined): Problem<'option-invalid'> {
  return inputProblem('option-invalid', { message, path, hint: meant && `did you mean ${meant}?` });
}

function nameOf(path: ReadonlyArray<string>): string {
  return path.length === 0 ? 'the options' : `\`${path.join('.')}\``;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
