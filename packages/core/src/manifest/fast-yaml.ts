import { FAILSAFE_SCHEMA, type LoadOptions, load, Type } from 'js-yaml';
import { keyOfScalar, readPlainScalar, type ScalarValue } from './kubernetes-scalar.ts';
import { simplicityOf } from './simple-yaml.ts';

/**
 * The value of a document of YAML by js-yaml, some ten times faster than by a parser that keeps the place of everything;
 * undefined where there is anything to say about the document, or the two may not agree. Those are read by the slow
 * reader, which is right by definition: a test holds that they give the same value wherever this one gives any.
 *
 * The rules of scalars are Kubernetes' own here too: js-yaml asks for each plain scalar.
 */
export function readFast(text: string): { readonly value: unknown } | undefined {
  if (text.length > mostCharacters) return undefined;
  const simplicity = simplicityOf(text);
  if (simplicity === 'none') return undefined;
  scalars.isOdd = false;
  scalars.hasNull = false;
  try {
    const value: unknown = load(behindSeparator(text), options());
    if (scalars.isOdd || value === undefined || value === null) return undefined;
    const mayHaveOddKeys = scalars.hasNull || simplicity === 'brackets';
    return mayHaveOddKeys && hasOddKey(value) ? undefined : { value };
  } catch {
    return undefined;
  }
}

/** Longer documents may be nested without bounds, or be told that they are too large. */
const mostCharacters = 1024 * 1024;

/** What the plain scalars of the document that is being read were; js-yaml says of none where it stands. */
const scalars = { isOdd: false, hasNull: false, value: '' as ScalarValue };

/**
 * The one type of plain scalars that are no strings. js-yaml asks `resolve` of each, and `construct` of the same one right
 * behind it.
 */
const plainScalar = (): Type =>
  new Type('tag:stash-functions,2024:plain', {
    kind: 'scalar',
    resolve: (text: string | null): boolean => {
      if (text === null) return false;
      const value = readPlainScalar(text);
      if (typeof value === 'string') return false;
      if (value === null) scalars.hasNull = true;
      // As keys, they would be other strings than JavaScript makes of them; and what is rounded is to be said.
      else if (typeof value === 'number' && keyOfScalar(text) !== String(value)) scalars.isOdd = true;
      scalars.value = value;
      return true;
    },
    construct: (): ScalarValue => scalars.value,
  });

/** Made when it is first used, so that an import costs nothing. */
function options(): LoadOptions {
  made ??= { schema: FAILSAFE_SCHEMA.extend({ implicit: [plainScalar()] }) };
  return made;
}

let made: LoadOptions | undefined;

/** Kubernetes' reader refuses null and objects as keys; js-yaml makes strings of them. */
function hasOddKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasOddKey);
  if (Object.hasOwn(value, 'null') || Object.hasOwn(value, '[object Object]')) return true;
  return Object.values(value).some(hasOddKey);
}

/** The separator is no part of the document, and nothing else stands on its line. */
function behindSeparator(text: string): string {
  return text.startsWith('---') ? text.slice(text.indexOf('\n') + 1 || text.length) : text;
}
