import type { Glob } from './glob.ts';
import type { OperatorOf } from './operators.ts';

/**
 * A parsed string: literal text and parameter expansions in the order of the text. Plain, frozen-by-type data that may
 * be evaluated any number of times, by any number of callers.
 */
export interface Template {
  /** Tells a template from a resource, whose kinds begin with a capital letter. */
  readonly kind: 'template';
  /** Never two {@link Literal}s side by side; empty for the empty string. */
  readonly parts: ReadonlyArray<Part>;
  /** The same once more, where it is as simple as almost every template is: an engine may use it, and need not. */
  readonly simple?: SimpleTemplate | undefined;
}

/**
 * A template of one variable, as it is or with a default that holds no other: `--bucket=${REPOSITORY_BUCKET:=}`. It can
 * be evaluated in a third of the time.
 */
export interface SimpleTemplate {
  /** The text in front of the expression. */
  readonly before: string;
  /** Of the variable. */
  readonly name: string;
  /** The text where the variable is absent; undefined where there is no default. */
  readonly fallback: string | undefined;
  /** The text behind the expression. */
  readonly after: string;
}

/** A piece of a template or of an operand. */
export type Part = Literal | Expansion;

/** Text that stands for itself. */
export interface Literal {
  readonly kind: 'literal';
  /** The text that is put out: `$` for `$$`. */
  readonly text: string;
  /** The text as it was written. */
  readonly source: string;
}

/** One `${...}`: what bash calls a parameter expansion. */
export type Expansion =
  | ValueExpansion
  | LengthExpansion
  | DefaultExpansion
  | RequiredExpansion
  | AlternativeExpansion
  | CaseExpansion
  | TrimExpansion
  | ReplaceExpansion
  | SubstringExpansion;

/** `${NAME}` */
export interface ValueExpansion extends ExpansionOf<OperatorOf<'value'>, readonly []> {}

/** `${#NAME}`: the number of Unicode code points of the value, as a decimal number. */
export interface LengthExpansion extends ExpansionOf<OperatorOf<'length'>, readonly []> {}

/** `${NAME:=text}`, `${NAME:-text}`, `${NAME=text}`: the text where the variable is absent. */
export interface DefaultExpansion extends ExpansionOf<DefaultOperator, readonly [text: TextOperand]> {}

/** `${NAME:?message}`: the message as a Problem where the variable is absent or empty. */
export interface RequiredExpansion extends ExpansionOf<OperatorOf<'demand'>, readonly [message: TextOperand]> {}

/** `${NAME:+text}`: the text where the variable is present and not empty, and nothing where it is not. */
export interface AlternativeExpansion extends ExpansionOf<OperatorOf<'alternative'>, readonly [text: TextOperand]> {}

/** `${NAME^}`, `${NAME^^}`, `${NAME,}`, `${NAME,,}`: the first or every character in upper or lower case. */
export interface CaseExpansion extends ExpansionOf<CaseOperator, readonly []> {}

/** `${NAME#pattern}` and so on: the value without its shortest or longest prefix or suffix that the pattern matches. */
export interface TrimExpansion extends ExpansionOf<TrimOperator, readonly [pattern: PatternOperand]> {}

/**
 * `${NAME/pattern/replacement}` and so on: the value with the longest match, or every match, replaced. Without a
 * replacement, `${NAME/pattern}`, the match is deleted.
 */
export interface ReplaceExpansion
  extends ExpansionOf<
    ReplaceOperator,
    readonly [pattern: PatternOperand] | readonly [pattern: PatternOperand, replacement: TextOperand]
  > {}

/** `${NAME:offset}`, `${NAME:offset:length}`: a part of the value, counted in Unicode code points. */
export interface SubstringExpansion
  extends ExpansionOf<
    OperatorOf<'substring'>,
    readonly [offset: NumberOperand] | readonly [offset: NumberOperand, length: NumberOperand]
  > {}

/** What every expansion has. All of them have the same fields, so that an engine sees one shape. */
export interface ExpansionOf<Op extends string, Operands extends ReadonlyArray<Operand>> {
  readonly kind: 'expansion';
  /** Letters, digits and `_`, one at least. */
  readonly name: string;
  /** As it is written, but the empty string for `${NAME}` and `length` for `${#NAME}`. */
  readonly operator: Op;
  /** What stands behind the operator. */
  readonly operands: Operands;
  /** Of its `$`, in UTF-16 code units from the beginning of the whole template, from 0. */
  readonly offset: number;
  /** Up to and with its `}`, in UTF-16 code units. */
  readonly length: number;
}

/** First or every character (doubled), to upper (`^`) or lower (`,`) case. */
export type CaseOperator = OperatorOf<'case'>;

/** A default for a variable that is absent. A present one wins even when it is empty, so all three mean the same. */
export type DefaultOperator = OperatorOf<'default'>;

/** Shortest or longest (doubled) prefix (`#`) or suffix (`%`). */
export type TrimOperator = OperatorOf<'trim'>;

/** The first match, every match (`//`), a match at the beginning (`/#`) or at the end (`/%`). */
export type ReplaceOperator = OperatorOf<'replace'>;

/** What stands behind an operator. */
export type Operand = TextOperand | PatternOperand | NumberOperand;

/** Text: a default, an alternative, a message or a replacement. */
export interface TextOperand extends OperandOf<string> {}

/** A glob. The values of expansions in it are matched as they are: a `*` in a value is a star, not a wildcard. */
export interface PatternOperand extends OperandOf<Glob> {}

/** A decimal integer. */
export interface NumberOperand extends OperandOf<number> {}

/** What every operand has. */
export interface OperandOf<Value> {
  /** As in {@link Template.parts}. */
  readonly parts: ReadonlyArray<Part>;
  /** Its value, where it holds no expansion and so has the same value for ever. */
  readonly constant: Value | undefined;
}
