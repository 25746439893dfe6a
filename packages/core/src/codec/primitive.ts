import type * as t from 'io-ts';
import { didYouMean } from '../problem/did-you-mean.ts';
import { Codec, refuse } from './codec.ts';
import { holdsTemplate } from './cure.ts';
import { quote, wrongType } from './describe.ts';
import { writeInstead } from './in-text.ts';
import type { Finding } from './report.ts';

/** Any string. Problems: `wrong-type`. */
export const string: t.Type<string> = leaf('string', isString, (input) => wrongType('a string', input));

/** True or false. Problems: `wrong-type`. */
export const boolean: t.Type<boolean> = leaf('boolean', isBoolean, (input) => wrongType('a boolean', input));

/**
 * One of a few strings. Problems: `wrong-type`, `unknown-value` with the one that was probably meant.
 */
export function literal<const A extends string>(...values: readonly [A, ...ReadonlyArray<A>]): t.Type<A> {
  const known: ReadonlySet<unknown> = new Set(values);
  const is = (input: unknown): input is A => known.has(input);
  return leaf(values.map((value) => `'${value}'`).join(' | '), is, (input) => {
    if (typeof input !== 'string') return wrongType('a string', input);
    const choice = values.map((value) => `\`${value}\``).join(', ');
    const message = `expected ${values.length > 1 ? 'one of ' : ''}${choice}, found the string ${quote(input)}`;
    const code = 'unknown-value';
    if (holdsTemplate(input)) return { code, message, hint: 'no `${...}` can stand here: write the value' };
    const meant = values.length > 1 ? didYouMean(input, values) : undefined;
    return meant === undefined
      ? { code, message }
      : { code, message, hint: `did you mean \`${meant}\`?`, inText: writeInstead(meant) };
  });
}

/** The codec of a value without parts. Where `is` refuses a value, `explain` gives the finding. */
export function leaf<A>(
  name: string,
  is: (input: unknown) => input is A,
  explain: (input: unknown) => Finding,
): t.Type<A> {
  return new Codec(name, is, (input, place, report) => refuse(input, place, report, explain(input)));
}

/** True for a string. */
export function isString(input: unknown): input is string {
  return typeof input === 'string';
}

/** True for a boolean. */
function isBoolean(input: unknown): input is boolean {
  return typeof input === 'boolean';
}
