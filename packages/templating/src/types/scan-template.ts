import type { ScanExpression } from './scan-expression.ts';

/**
 * The variables of one string as a union, each of them as a {@link Marked} name. The grammar is the one of
 * `parseTemplate`. What is malformed counts for nothing, nor does what is nested in it: `parseTemplate` reports it, with
 * its place.
 *
 * The text is cut at each `${` and `}` and never read character by character, so the work grows with the number of
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

/** One `${` an iteration. */
type ScanText<Text extends string, Found extends string> = Text extends `${infer Before}\${${infer Rest}`
  ? EndsInLoneDollar<Before> extends true
    ? ScanText<Rest, Found>
    : ScanExpression<Rest> extends infer Scanned
      ? Scanned extends readonly [infer Behind extends string, infer FoundInside extends string]
        ? ScanText<Behind, Found | FoundInside>
        : Found | (Scanned extends 'too long' ? AnyVariable : never)
      : never
  : Found;

/** Whether the number of `$`s at the end is odd, so that the last one makes a `$$` with the one that follows. */
type EndsInLoneDollar<Text extends string> = Text extends `${string}$`
  ? Text extends `${infer Shorter}${Dollars64}`
    ? EndsInLoneDollar<Shorter>
    : Text extends `${infer Shorter}$$`
      ? EndsInLoneDollar<Shorter>
      : true
  : false;

type Dollars64 = Times8<Times8<'$'>>;

/** 512 `${` and whatever stands between them: the compiler ends a type after 1000 iterations. */
type Crowded = `${Times8<Times8<Times8<`${string}\${`>>>}${string}`;

type Times8<Text extends string> = `${Text}${Text}${Text}${Text}${Text}${Text}${Text}${Text}`;
