import type { Need, OperatorRows } from '../template/operators.ts';

/**
 * The head of an expression, its name and operator, read from the text behind `${`: a {@link Closed}, {@link Opened} or
 * {@link Malformed}. Mostly the text up to the first `}` is a whole `${NAME}`, which is then read at once.
 *
 * @typeParam Text - the text behind `${`, up to the end of the template
 */
export type ExpressionHead<Text extends string> = Text extends `${infer Name}}${infer Rest}`
  ? Name extends NoName
    ? Text extends `#${infer Sized}}${string}`
      ? Sized extends NoName
        ? Malformed<Text>
        : Closed<Sized, 'required', Rest>
      : ReadHead<Text, Operators>
    : Closed<Name, 'required', Rest>
  : Malformed<Text>;

/** An expression without an operand, read to its end: `${NAME}`, `${#NAME}`, `${NAME^^}`. */
export type Closed<Name extends string, Is extends Need, Rest extends string> = readonly ['closed', Name, Is, Rest];

/** An expression whose operand begins with `Rest`. */
export type Opened<Name extends string, Is extends Need, Within extends Need, Rest extends string> = readonly [
  'opened',
  Name,
  Is,
  Within,
  Rest,
];

/** An expression without a name, or with something other than an operator behind its name. */
export type Malformed<Rest extends string> = readonly ['malformed', Rest];

/** Everything that can stand behind a name: the entries of the language, in the order of their table. */
type Operators = HeadRows<OperatorRows>;

type HeadRows<Rows> = { readonly [Index in keyof Rows]: HeadRow<Rows[Index]> };

/**
 * The spelling of an operator and the need for its variable. Without operands, the `}` belongs to the spelling. With
 * operands, the need for their variables follows.
 */
type HeadRow<Row> = Row extends {
  readonly operator: infer Spelling extends string;
  readonly family: infer Family;
  readonly need: infer Is extends Need;
  readonly within: infer Within extends Need;
}
  ? Family extends 'case'
    ? readonly [`${Spelling}}`, Is]
    : readonly [Spelling, Is, Within]
  : never;

type ReadHead<Text extends string, Rows> = Rows extends readonly [infer Row, ...infer Others]
  ? Row extends readonly [infer Operator extends string, infer Is extends Need, ...infer Operand]
    ? Text extends `${infer Name}${Operator}${infer Rest}`
      ? Name extends NoName
        ? ReadHead<Text, Others>
        : Operand extends readonly [infer Within extends Need]
          ? Opened<Name, Is, Within, Rest>
          : Closed<Name, Is, Rest>
      : ReadHead<Text, Others>
    : never
  : Malformed<Text>;

/**
 * A text that is no name: it is empty, or holds an ASCII character that is neither a letter, a digit nor `_`. Beyond
 * ASCII a type cannot tell letters from other characters. All pass here, and the others are a Problem at run time.
 */
type NoName = '' | `${string}${AsciiSign}${string}`;

type AsciiSign =
  | ('\t' | '\n' | '\r' | ' ' | '!' | '"' | '#' | '$' | '%' | '&' | "'" | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/')
  | (':' | ';' | '<' | '=' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' | '~');
