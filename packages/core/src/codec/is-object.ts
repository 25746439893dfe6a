/** An object of which nothing is known but that its properties can be read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value may be a JSON object: not null and not a list. Fast; see {@link isPlainObject}. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a value is an object whose contents are its properties: not a Date, a Map or a RegExp, which have none, so
 * that they would pass for an empty object.
 */
export function isPlainObject(value: unknown): value is Fields {
  return isObject(value) && Object.prototype.toString.call(value) === '[object Object]';
}
