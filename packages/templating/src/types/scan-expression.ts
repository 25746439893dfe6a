import type { Need } from '../template/operators.ts';
import type { ExpressionHead } from './expression-head.ts';

/**
 * Reads one expression and those nested in it from the text behind its `${`. The result is a tuple of the text behind
 * its `}` and of its variables, as a {@link Marked} union. It is `unclosed` if the expression never ends, and
 * `too long` if it has 128 parts or more.
 *
 * @typeParam Text - the text behind `${`, up to the end of the template
 */
export type ScanExpression<Text extends string> = ScanHead<ExpressionHead<Text>, Outside, Fuel, never>;

/** A variable as it is collected: `NAME` if it is required, `?NAME` if it is optional. No name holds a `?`. */
export type Marked<Name extends string, Is extends Need> = Is extends 'required' ? Name : `?${Name}`;

/** The expression whose operand holds the current text. */
type Frame = readonly [
  /** The strongest need that a variable in the operand can have. In a malformed expression it counts for nothing. */
  within: Need | 'malformed',
  /** The expression around this one. */
  around: Frame | null,
  /** The variables found before this expression. Only these are left if it is malformed. */
  foundBefore: string,
];

type Outside = readonly ['required', null, never];

/** Goes on behind the name and the operator. */
type ScanHead<Head, Around extends Frame, Left, Found extends string> = Head extends readonly [
  'closed',
  infer Name extends string,
  infer Is extends Need,
  infer Rest extends string,
]
  ? ScanRest<Rest, Around, Left, Found | Marked<Name, Around[0] extends 'required' ? Is : 'optional'>>
  : Head extends readonly [
        'opened',
        infer Name extends string,
        infer Is extends Need,
        infer Within,
        infer Rest extends string,
      ]
    ? ScanOperand<
        Rest,
        readonly [Within extends 'required' ? Around[0] : 'optional', Around, Found],
        Left,
        Found | Marked<Name, Around[0] extends 'required' ? Is : 'optional'>
      >
    : Head extends readonly ['malformed', infer Rest extends string]
      ? ScanOperand<Rest, readonly ['malformed', Around, Found], Left, Found>
      : never;

/** Reads an operand: next comes the `}` of its expression, or a character with a meaning of its own. */
type ScanOperand<
  Text extends string,
  Innermost extends Frame,
  Left,
  Found extends string,
> = Text extends `${infer Segment}}${infer Rest}`
  ? Segment extends `${string}${'$' | '\\'}${string}`
    ? Left extends readonly [infer Less]
      ? ScanSpecial<Text, Segment, Innermost, Less, Found>
      : 'too long'
    : Innermost extends readonly [infer Within, infer Around extends Frame, infer FoundBefore extends string]
      ? ScanRest<Rest, Around, Left, Within extends 'malformed' ? FoundBefore : Found>
      : never
  : 'unclosed';

/** Goes on behind the `}` of an expression. */
type ScanRest<Text extends string, Around extends Frame, Left, Found extends string> = Around extends Outside
  ? readonly [Text, Found]
  : ScanOperand<Text, Around, Left, Found>;

/**
 * The first `$` or `\` of an operand. A backslash takes the meaning from the next character, and a `$` from another
 * `$`.
 */
type ScanSpecial<
  Text extends string,
  Segment extends string,
  Innermost extends Frame,
  Left,
  Found extends string,
> = Segment extends `${infer Before}\\${string}`
  ? Before extends `${string}$${string}`
    ? ScanDollar<Text, Innermost, Left, Found>
    : Text extends `${Before}\\${string}${infer Rest}`
      ? ScanOperand<Rest, Innermost, Left, Found>
      : never
  : ScanDollar<Text, Innermost, Left, Found>;

type ScanDollar<
  Text extends string,
  Innermost extends Frame,
  Left,
  Found extends string,
> = Text extends `${string}$${infer Next}`
  ? Next extends `$${infer Rest}`
    ? ScanOperand<Rest, Innermost, Left, Found>
    : Next extends `{${infer Rest}`
      ? ScanHead<ExpressionHead<Rest>, Innermost, Left, Found>
      : ScanOperand<Next, Innermost, Left, Found>
  : never;

/**
 * Fuel for the parts of operands; each takes one layer off. The compiler stops after 1000 iterations of a type, and a
 * part needs several.
 */
type Fuel = Wrap64<Wrap64<null>>;

type Wrap64<Inner> = Wrap16<Wrap16<Wrap16<Wrap16<Inner>>>>;

type Wrap16<Inner> = Wrap4<Wrap4<Wrap4<Wrap4<Inner>>>>;

type Wrap4<Inner> = readonly [readonly [readonly [readonly [Inner]]]];
