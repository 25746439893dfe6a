import { createHash } from 'node:crypto';
import { readOr } from '@stash-functions/core/decode';
import { isJsonObject, type JsonObject, textAt } from '../json.ts';

/**
 * The annotation with the hash of the content that a Job was made from. The API server fills in many fields, so that
 * the stored Job alone cannot tell.
 */
export const contentHashAnnotation = 'stash-functions.github.io/content-hash';

/** The SHA-256 (hex) of an object's JSON with sorted keys, without the annotation of the hash itself. */
export function contentHash(object: object): string {
  return readOr('', () =>
    createHash('sha256')
      .update(canonical(withoutHash(object)))
      .digest('hex'),
  );
}

/** A copy of an object with its {@link contentHash} in its annotations. */
export function withContentHash<A extends object>(object: A): A & { readonly metadata: JsonObject } {
  const metadata = 'metadata' in object && isJsonObject(object.metadata) ? object.metadata : {};
  const annotations = isJsonObject(metadata.annotations) ? metadata.annotations : {};
  const hash = contentHash(object);
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [contentHashAnnotation]: hash } } };
}

/**
 * True where a stored object was made from this content. The hash in its annotations decides. Without one, the object
 * must hold every label, annotation and field of the content with the same value.
 */
export function hasContent(stored: JsonObject, content: object): boolean {
  const known = textAt(stored, 'metadata', 'annotations', contentHashAnnotation);
  if (known !== undefined) return known === contentHash(content);
  const wanted = withoutHash(content);
  if (!isJsonObject(wanted)) return false;
  const { metadata, ...fields } = wanted;
  const labels = isJsonObject(metadata) ? metadata : {};
  return (
    holds(stored, fields) &&
    holds(stored.metadata, { labels: labels.labels ?? {}, annotations: labels.annotations ?? {} })
  );
}

/**
 * True where two stored versions of an object are equal in all but what controllers and the API server add themselves.
 * Resource versions do not help, because a dry run does not change them.
 */
export function sameContent(before: JsonObject, after: JsonObject): boolean {
  return canonical(withoutBookkeeping(before)) === canonical(withoutBookkeeping(after));
}

function withoutBookkeeping({ status: _, ...object }: JsonObject): JsonObject {
  if (!isJsonObject(object.metadata)) return object;
  const { managedFields, resourceVersion, generation, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function holds(stored: unknown, wanted: unknown): boolean {
  if (wanted === undefined || isEmpty(wanted)) return true;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(stored) &&
      stored.length === wanted.length &&
      wanted.every((item, index) => holds(stored[index], item))
    );
  }
  if (isJsonObject(wanted)) {
    return isJsonObject(stored) && Object.entries(wanted).every(([name, value]) => holds(stored[name], value));
  }
  return stored === wanted || sameQuantity(stored, wanted);
}

function isEmpty(value: unknown): boolean {
  return value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}

// The API server writes quantities in its own way: it gives `1000m` back as `1`.
function sameQuantity(a: unknown, b: unknown): boolean {
  const left = quantity(a);
  const right = quantity(b);
  return left !== undefined && right !== undefined && Math.abs(left - right) <= Math.abs(left) * 1e-12;
}

function quantity(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const [, digits, suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(n|u|m|[kMGTPE]|[KMGTPE]i)?$/.exec(value) ?? [];
  const scale = quantityScales[suffix];
  return digits === undefined || scale === undefined ? undefined : Number(digits) * scale;
}

const quantityScales: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

function withoutHash(object: object): unknown {
  if (!('metadata' in object) || !isJsonObject(object.metadata)) return object;
  const { annotations, ...metadata } = object.metadata;
  if (!isJsonObject(annotations)) return object;
  const { [contentHashAnnotation]: _, ...others } = annotations;
  const kept = Object.keys(others).length === 0 ? metadata : { ...metadata, annotations: others };
  return { ...object, metadata: kept };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
