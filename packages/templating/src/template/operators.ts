import { countCharacters, substring } from './characters.ts';
import type { Glob } from './glob.ts';
import { changeCase } from './letter-case.ts';
import { replace, trim } from './pattern.ts';

/** All facts about one operator of the language. Parsing, evaluation, types, the guide and coverage read them here. */
export interface OperatorFacts extends OperatorWords {
  /**
   * The name in the syntax tree: the operator as it stands behind the variable's name, the empty string for none, and
   * `length` for `${#NAME}`.
   */
  readonly operator: string;
  /** The need for the variable to be present. */
  readonly need: Need;
  /** The need for variables in the operands: `optional` where the operands are only sometimes evaluated. */
  readonly within: Need;
  /** The possible outcomes, which coverage counts. */
  readonly outcomes: ReadonlyArray<ExpansionOutcome>;
}

/** The words about an operator, for people. */
export interface OperatorWords {
  /** The form in which it is used. */
  readonly usage: string;
  /** The meaning of the expression, as one phrase. */
  readonly meaning: string;
  /** An example with the variables of the guide to templates, and its result. */
  readonly example: { readonly template: string; readonly gives: string };
}

/** The need for a variable: `required` if it must be present each time that the text around it is evaluated. */
export type Need = 'required' | 'optional';

/**
 * The outcome of an expression: the `value` of its variable, the `default` of an absent one, the `alternative` of a
 * present one, or nothing (`omitted`) where it is absent. `effect` is the outcome of an operator that changed the
 * value.
 */
export type ExpansionOutcome = 'value' | 'default' | 'alternative' | 'omitted' | 'effect';

/** An operator with the function that its family needs. All operators of a family have the same kinds of operands. */
export type OperatorEntry = OperatorFacts & OperatorRule;

/** The part of an {@link OperatorEntry} that parsing and evaluation read. */
export type OperatorRule = Omit<OperatorFacts, keyof OperatorWords> &
  (
    | { readonly family: 'value' | 'default' | 'demand' | 'alternative' }
    | { readonly family: 'length' | 'case'; readonly apply: (value: string) => string }
    | { readonly family: 'trim'; readonly apply: (value: string, pattern: Glob) => string }
    | { readonly family: 'replace'; readonly apply: (value: string, pattern: Glob, replacement: string) => string }
    | {
        readonly family: 'substring';
        readonly apply: (value: string, offset: number, length: number | undefined) => string;
      }
  );

/** The kinds of operators. */
export type OperatorFamily = OperatorEntry['family'];

/** The operands of each family: their kinds, and the delimiter between two. All but the first may be left out. */
export const operandsOf: Readonly<Record<OperatorFamily, OperandsShape>> = {
  value: { kinds: [], delimiter: '' },
  default: { kinds: ['text'], delimiter: '' },
  demand: { kinds: ['text'], delimiter: '' },
  alternative: { kinds: ['text'], delimiter: '' },
  length: { kinds: [], delimiter: '' },
  case: { kinds: [], delimiter: '' },
  trim: { kinds: ['pattern'], delimiter: '' },
  replace: { kinds: ['pattern', 'text'], delimiter: '/' },
  substring: { kinds: ['number', 'number'], delimiter: ':' },
};

/** See {@link operandsOf}. */
export interface OperandsShape {
  readonly kinds: ReadonlyArray<'text' | 'pattern' | 'number'>;
  readonly delimiter: '' | '/' | ':';
}

/** The expressions without an operator behind the name. */
const bareForms = [
  {
    operator: '',
    family: 'value',
    need: 'required',
    within: 'required',
    outcomes: ['value'],
  },
  {
    operator: 'length',
    family: 'length',
    need: 'required',
    within: 'required',
    outcomes: ['value'],
    apply: (value: string): string => String(countCharacters(value)),
  },
] as const;

/**
 * The operators behind a name, the likeliest first, because the types try them in this order. The parser takes the
 * longest spelling that fits, so the order hardly matters otherwise: only `:` must come after those that begin with it.
 */
const behindName = [
  {
    operator: ':=',
    family: 'default',
    need: 'optional',
    within: 'optional',
    outcomes: ['value', 'default'],
  },
  {
    operator: ':-',
    family: 'default',
    need: 'optional',
    within: 'optional',
    outcomes: ['value', 'default'],
  },
  {
    operator: '=',
    family: 'default',
    need: 'optional',
    within: 'optional',
    outcomes: ['value', 'default'],
  },
  {
    operator: ':+',
    family: 'alternative',
    need: 'optional',
    within: 'optional',
    outcomes: ['alternative', 'omitted'],
  },
  {
    operator: ':?',
    family: 'demand',
    need: 'required',
    within: 'optional',
    outcomes: ['value'],
  },
  {
    operator: ':',
    family: 'substring',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, offset: number, length: number | undefined): string => substring(value, offset, length),
  },
  {
    operator: '##',
    family: 'trim',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob): string => trim(value, 'longest', 'beginning', pattern),
  },
  {
    operator: '#',
    family: 'trim',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob): string => trim(value, 'shortest', 'beginning', pattern),
  },
  {
    operator: '%%',
    family: 'trim',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob): string => trim(value, 'longest', 'end', pattern),
  },
  {
    operator: '%',
    family: 'trim',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob): string => trim(value, 'shortest', 'end', pattern),
  },
  {
    operator: '//',
    family: 'replace',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob, text: string): string => replace(value, 'every', pattern, text),
  },
  {
    operator: '/#',
    family: 'replace',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob, text: string): string => replace(value, 'beginning', pattern, text),
  },
  {
    operator: '/%',
    family: 'replace',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob, text: string): string => replace(value, 'end', pattern, text),
  },
  {
    operator: '/',
    family: 'replace',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string, pattern: Glob, text: string): string => replace(value, 'first', pattern, text),
  },
  {
    operator: '^^',
    family: 'case',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string): string => changeCase(value, 'every', 'upper'),
  },
  {
    operator: '^',
    family: 'case',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string): string => changeCase(value, 'first', 'upper'),
  },
  {
    operator: ',,',
    family: 'case',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string): string => changeCase(value, 'every', 'lower'),
  },
  {
    operator: ',',
    family: 'case',
    need: 'required',
    within: 'required',
    outcomes: ['effect'],
    apply: (value: string): string => changeCase(value, 'first', 'lower'),
  },
] as const;

/** The rows of {@link behindName} as a type, for the grammar of types. */
export type OperatorRows = typeof behindName;

type Row = (typeof bareForms)[number] | OperatorRows[number];

/** Every operator. Its entry in {@link operators} describes it. */
export type Operator = Row['operator'];

/** The operators of a family. */
export type OperatorOf<Family extends OperatorFamily> = Extract<Row, { readonly family: Family }>['operator'];

/** An entry with the name of its operator as a type. */
export type KnownOperator = OperatorEntry & { readonly operator: Operator };

type KnownRule = OperatorRule & { readonly operator: Operator };

/** The words of each operator, in the order of the guide. They stand apart, so that a program that renders does not carry them. */
const words = {
  '': {
    usage: '${NAME}',
    meaning: 'the value',
    example: { template: '--file=${FILE}', gives: '--file=/backup/db.tar.gz' },
  },
  length: {
    usage: '${#NAME}',
    meaning: 'the number of characters of the value',
    example: { template: '${#WORD}', gives: '6' },
  },
  ':=': {
    usage: '${NAME:=text}',
    meaning: 'the value, or the text if the variable is absent',
    example: { template: '${ABSENT:=apple}', gives: 'apple' },
  },
  ':-': {
    usage: '${NAME:-text}',
    meaning: 'the same',
    example: { template: '${WORD:-apple}', gives: 'banana' },
  },
  '=': {
    usage: '${NAME=text}',
    meaning: 'the same',
    example: { template: '${ABSENT=apple}', gives: 'apple' },
  },
  ':+': {
    usage: '${NAME:+text}',
    meaning: 'the text if the variable has a value, nothing if it is absent or empty',
    example: { template: '${WORD:+--word}', gives: '--word' },
  },
  ':?': {
    usage: '${NAME:?message}',
    meaning: 'the value; a problem with the message if the variable is absent or empty',
    example: { template: '${WORD:?say which word}', gives: 'banana' },
  },
  ':': {
    usage: '${NAME:offset:length}',
    meaning: 'that many characters from the offset on, or all without a length; a negative offset counts from the end',
    example: { template: '${WORD:2:3}', gives: 'nan' },
  },
  '##': {
    usage: '${NAME##pattern}',
    meaning: 'without the longest beginning that the pattern matches',
    example: { template: '${FILE##*/}', gives: 'db.tar.gz' },
  },
  '#': {
    usage: '${NAME#pattern}',
    meaning: 'without the shortest beginning that the pattern matches',
    example: { template: '${FILE#*/}', gives: 'backup/db.tar.gz' },
  },
  '%%': {
    usage: '${NAME%%pattern}',
    meaning: 'without the longest end that the pattern matches',
    example: { template: '${FILE%%.*}', gives: '/backup/db' },
  },
  '%': {
    usage: '${NAME%pattern}',
    meaning: 'without the shortest end that the pattern matches',
    example: { template: '${FILE%/*}', gives: '/backup' },
  },
  '//': {
    usage: '${NAME//pattern/text}',
    meaning: 'with the text in place of every match; without a text, every match is deleted',
    example: { template: '${WORD//an/AN}', gives: 'bANANa' },
  },
  '/#': {
    usage: '${NAME/#pattern/text}',
    meaning: 'with the text in place of a match at the beginning',
    example: { template: '${WORD/#ba/BA}', gives: 'BAnana' },
  },
  '/%': {
    usage: '${NAME/%pattern/text}',
    meaning: 'with the text in place of a match at the end',
    example: { template: '${WORD/%na/NA}', gives: 'banaNA' },
  },
  '/': {
    usage: '${NAME/pattern/text}',
    meaning: 'with the text in place of the first match, which is as long as possible',
    example: { template: '${WORD/an/AN}', gives: 'bANana' },
  },
  '^^': {
    usage: '${NAME^^}',
    meaning: 'in upper case',
    example: { template: '${CITY^^}', gives: 'ZÜRICH' },
  },
  '^': {
    usage: '${NAME^}',
    meaning: 'with the first character in upper case',
    example: { template: '${WORD^}', gives: 'Banana' },
  },
  ',,': {
    usage: '${NAME,,}',
    meaning: 'in lower case',
    example: { template: '${CITY,,}', gives: 'zürich' },
  },
  ',': {
    usage: '${NAME,}',
    meaning: 'with the first character in lower case',
    example: { template: '${CITY,}', gives: 'zürich' },
  },
} as const satisfies Readonly<Record<Operator, OperatorWords>>;

/**
 * Every operator of the language: the parameter expansions of bash, in the order of the guide to templates.
 *
 * @see https://www.gnu.org/software/bash/manual/html_node/Shell-Parameter-Expansion.html
 */
export const operators: ReadonlyArray<KnownOperator> = [...bareForms, ...behindName].map((rule) => ({
  ...rule,
  ...words[rule.operator],
}));

/** The entry of an operator. */
export function entryOf(operator: Operator): OperatorEntry {
  // Callers whose compiler does not tell may give anything.
  return { ...ruleOf(operator), ...words[typeof operator === 'string' ? operator : ''] };
}

/** The rule of an operator. */
export function ruleOf(operator: Operator): OperatorRule {
  return ruleByOperator.get(operator) ?? bareForms[0];
}

const rules: ReadonlyArray<KnownRule> = [...bareForms, ...behindName];

const ruleByOperator: ReadonlyMap<Operator, OperatorRule> = new Map(rules.map((rule) => [rule.operator, rule]));

/** True for an operator of a family. */
export function isOf<Family extends OperatorFamily>(operator: Operator, family: Family): operator is OperatorOf<Family>;
export function isOf(operator: Operator, family: OperatorFamily): boolean {
  return ruleOf(operator).family === family;
}

/** The operators that begin with a character, the longest first. */
export function operatorsWith(character: string | undefined): ReadonlyArray<KnownRule> {
  return (character === undefined ? undefined : byCharacter.get(character)) ?? none;
}

const none: ReadonlyArray<KnownRule> = [];

const byCharacter: ReadonlyMap<string, ReadonlyArray<KnownRule>> = new Map(
  behindName.map(({ operator: { 0: first = '' } }) => [
    first,
    behindName
      .filter(({ operator }) => operator.startsWith(first))
      .sort((one, other) => other.operator.length - one.operator.length),
  ]),
);
