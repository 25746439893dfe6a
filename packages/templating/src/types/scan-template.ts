import type { ScanExpression } from './scan-expression.ts';

/**
 * The variables of one string as a union of {@link Marked} names. The grammar is that of `parseTemplate`. Malformed
 * expressions, and those nested in them, count for nothing: `parseTemplate` reports them, with their places.
 *
 * The text is cut at each `${` and `}` and not read character by character. So the work grows with the number of
 * expressions and not with the length. A string that is no literal, or that has 512 expressions or more, has
 * {@link AnyVariable}.
 */
export type ScanTemplate<Text extends string> =
  Record<never, unknown> extends Record<Text, unknown>
    ? AnyVariable
    : Text extends `${string}\${${string}`
      ? Text extends Crowded
        ? AnyVariable
        : ScanText<Text, never>
      : never;

/** The variables of a string that is not known before run time: any name, none of them required. */
export type AnyVariable = `?${string}`;

/** Reads one `${` in each iteration. */
type ScanText<Text extends string, Found extends string> = Text extends `${infer Before}\${${infer Rest}`
  ? EndsInLoneDollar<Before> extends true
    ? ScanText<Rest, Found>
    : ScanExpression<Rest> extends infer Scanned
      ? Scanned extends readonly [infer Behind extends string, infer FoundInside extends string]
        ? ScanText<Behind, Found | FoundInside>
        : Found | (Scanned extends 'too long' ? AnyVariable : never)
      : never
  : Found;

/** True for an odd number of `$`s at the end, so that the last one makes a `$$` with the one that follows. */
type EndsInLoneDollar<Text extends string> = Text extends `${string}$`
  ? Text extends `${infer Shorter}${Dollars64}`
    ? EndsInLoneDollar<Shorter>
    : Text extends `${infer Shorter}$$`
      ? EndsInLoneDollar<Shorter>
      : true
  : false;

type Dollars64 = Times8<Times8<'$'>>;

/** 512 `${` with any text between them. The compiler stops after 1000 iterations of a type. */
type Crowded = `${Times8<Times8<Times8<`${string}\${`>>>}${string}`;

type Times8<Text extends string> = `${Text}${Text}${Text}${Text}${Text}${Text}${Text}${Text}`;
