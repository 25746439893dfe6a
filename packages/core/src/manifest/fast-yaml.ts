import { FAILSAFE_SCHEMA, type LoadOptions, load, Type } from 'js-yaml';
import { keyOfScalar, readPlainScalar, type ScalarValue } from './kubernetes-scalar.ts';
import { simplicityOf } from './simple-yaml.ts';

/**
 * Reads the value of a YAML document with js-yaml. This is some ten times faster than a parser that keeps the place of
 * everything. Undefined where the document may have a problem, or where the two readers may not agree. The slow reader
 * reads such documents, and it is right by definition. A test holds that both give the same value wherever this one
 * gives any.
 *
 * Plain scalars are read by Kubernetes' rules here too: js-yaml asks our reader for each of them.
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

/** A longer document may be nested without bounds, or may have to be refused as too large. */
const mostCharacters = 1024 * 1024;

/** Facts about the plain scalars of the current document. From js-yaml nobody learns where a scalar stands. */
const scalars = { isOdd: false, hasNull: false, value: '' as ScalarValue };

/**
 * The one type of plain scalars other than strings. For each scalar js-yaml calls `resolve`, and right after it
 * `construct`.
 */
const plainScalar = (): Type =>
  new Type('tag:stash-functions,2024:plain', {
    kind: 'scalar',
    resolve: (text: string | null): boolean => {
      if (text === null) return false;
      const value = readPlainScalar(text);
      if (typeof value === 'string') return false;
      if (value === null) scalars.hasNull = true;
      // As a key, such a number gives another string than JavaScript makes of it. A rounded number needs a warning.
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

/** True where null or an object may be a key. Kubernetes' reader refuses them; js-yaml makes strings of them. */
function hasOddKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasOddKey);
  if (Object.hasOwn(value, 'null') || Object.hasOwn(value, '[object Object]')) return true;
  return Object.values(value).some(hasOddKey);
}

/** The text behind the separator, which is not part of the document. Nothing else stands on its line. */
function behindSeparator(text: string): string {
  return text.startsWith('---') ? text.slice(text.indexOf('\n') + 1 || text.length) : text;
}
