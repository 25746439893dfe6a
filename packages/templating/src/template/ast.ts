import type { Glob } from './glob.ts';
import type { OperatorOf } from './operators.ts';

/**
 * A parsed string: literal text and parameter expansions in the order of the text. It is plain, readonly data. Any
 * number of callers may evaluate it any number of times.
 */
export interface Template {
  /** The kind, which distinguishes a template from a resource: kinds of resources begin with a capital letter. */
  readonly kind: 'template';
  /** The parts. Two {@link Literal}s never stand side by side; there are no parts for the empty string. */
  readonly parts: ReadonlyArray<Part>;
  /** A shorter form of the same, for a template as simple as most are. Using it is faster, but never needed. */
  readonly simple?: SimpleTemplate | undefined;
}

/**
 * A template of one variable, as it is or with a default without variables: `--bucket=${REPOSITORY_BUCKET:=}`.
 * Evaluating it takes a third of the time.
 */
export interface SimpleTemplate {
  /** The text in front of the expression. */
  readonly before: string;
  /** The name of the variable. */
  readonly name: string;
  /** The text if the variable is absent; undefined where there is no default. */
  readonly fallback: string | undefined;
  /** The text behind the expression. */
  readonly after: string;
}

/** A piece of a template or of an operand. */
export type Part = Literal | Expansion;

/** Text that stands for itself. */
export interface Literal {
  readonly kind: 'literal';
  /** The text that is put out. For `$$` it is `$`. */
  readonly text: string;
  /** The text as it was written. */
  readonly source: string;
}

/** One `${...}`, which bash calls a parameter expansion. */
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

/** `${NAME:=text}`, `${NAME:-text}`, `${NAME=text}`: the text if the variable is absent. */
export interface DefaultExpansion extends ExpansionOf<DefaultOperator, readonly [text: TextOperand]> {}

/** `${NAME:?message}`: a Problem with the message if the variable is absent or empty. */
export interface RequiredExpansion extends ExpansionOf<OperatorOf<'demand'>, readonly [message: TextOperand]> {}

/** `${NAME:+text}`: the text if the variable is present and not empty; otherwise nothing. */
export interface AlternativeExpansion extends ExpansionOf<OperatorOf<'alternative'>, readonly [text: TextOperand]> {}

/** `${NAME^}`, `${NAME^^}`, `${NAME,}`, `${NAME,,}`: the first or every character in upper or lower case. */
export interface CaseExpansion extends ExpansionOf<CaseOperator, readonly []> {}

/** `${NAME#pattern}` and so on: the value without its shortest or longest prefix or suffix that matches the pattern. */
export interface TrimExpansion extends ExpansionOf<TrimOperator, readonly [pattern: PatternOperand]> {}

/**
 * `${NAME/pattern/replacement}` and so on: the value with the longest match, or every match, replaced. Without a
 * replacement, as in `${NAME/pattern}`, the match is deleted.
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

/** The fields that every expansion has. All expansions have the same fields, so that an engine sees one shape. */
export interface ExpansionOf<Op extends string, Operands extends ReadonlyArray<Operand>> {
  readonly kind: 'expansion';
  /** The name: letters, digits and `_`, at least one. */
  readonly name: string;
  /** The operator as it is written; the empty string for `${NAME}`, and `length` for `${#NAME}`. */
  readonly operator: Op;
  /** The operands behind the operator. */
  readonly operands: Operands;
  /** The position of its `$`, in UTF-16 code units from the beginning of the whole template, from 0. */
  readonly offset: number;
  /** The length up to and including its `}`, in UTF-16 code units. */
  readonly length: number;
}

/** The first or every character (doubled), to upper (`^`) or lower (`,`) case. */
export type CaseOperator = OperatorOf<'case'>;

/** A default for a variable that is absent. A present variable wins even if it is empty, so all three mean the same. */
export type DefaultOperator = OperatorOf<'default'>;

/** The shortest or longest (doubled) prefix (`#`) or suffix (`%`). */
export type TrimOperator = OperatorOf<'trim'>;

/** The first match, every match (`//`), a match at the beginning (`/#`) or at the end (`/%`). */
export type ReplaceOperator = OperatorOf<'replace'>;

/** A text, pattern or number behind an operator. */
export type Operand = TextOperand | PatternOperand | NumberOperand;

/** Text: a default, an alternative, a message or a replacement. */
export interface TextOperand extends OperandOf<string> {}

/** A glob. Values of expansions in it match literally: a `*` in a value is a star, not a wildcard. */
export interface PatternOperand extends OperandOf<Glob> {}

/** A decimal integer. */
export interface NumberOperand extends OperandOf<number> {}

/** The fields that every operand has. */
export interface OperandOf<Value> {
  /** The parts, as in {@link Template.parts}. */
  readonly parts: ReadonlyArray<Part>;
  /** The value, if it holds no expansion and so never changes. */
  readonly constant: Value | undefined;
}
