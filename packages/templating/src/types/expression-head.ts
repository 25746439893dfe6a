/**
 * The head of an expression, its name and operator, read from the text behind `${`: a {@link Closed}, {@link Opened} or
 * {@link Malformed}. Up to the first `}` it is a whole `${NAME}` most often, which is then read at once.
 *
 * @typeParam Text - what stands behind `${`, up to the end of the template
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

/** An expression without a name, or with something behind its name that is no operator. */
export type Malformed<Rest extends string> = readonly ['malformed', Rest];

/** Whether a variable must be present each time the text around it is evaluated. */
export type Need = 'required' | 'optional';

/**
 * What can stand behind a name: the need for the variable itself, and for those that stand in the operand without a
 * default of their own; where it is evaluated only if the variable is absent, or only if it is not, they are optional.
 *
 * The likeliest stands first. The order has no other meaning but that the `:` of a substring comes after the operators
 * that begin with it: a name holds none of these characters, so that no other text matches two rows.
 */
type Operators = readonly [
  readonly [':=', 'optional', 'optional'],
  readonly [':-', 'optional', 'optional'],
  readonly ['=', 'optional', 'optional'],
  readonly [':+', 'optional', 'optional'],
  readonly [':?', 'required', 'optional'],
  readonly [':', 'required', 'required'],
  readonly ['#', 'required', 'required'],
  readonly ['%', 'required', 'required'],
  readonly ['/', 'required', 'required'],
  readonly ['^}', 'required'],
  readonly ['^^}', 'required'],
  readonly [',}', 'required'],
  readonly [',,}', 'required'],
];

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
 * A text that is no name: it is empty or holds an ASCII character that is neither a letter, a digit nor `_`. Beyond
 * ASCII a type cannot tell letters from signs: all of them pass here, and the signs are a Problem at run time.
 */
type NoName = '' | `${string}${AsciiSign}${string}`;

type AsciiSign =
  | ('\t' | '\n' | '\r' | ' ' | '!' | '"' | '#' | '$' | '%' | '&' | "'" | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/')
  | (':' | ';' | '<' | '=' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' | '~');
