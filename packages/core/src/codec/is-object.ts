/** An object with any properties, whose values are unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for an object that may be one of JSON: not null and not a list. See {@link isPlainObject}. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * True for an object whose contents are its properties. A Date, a Map or a RegExp has none, and would pass for an empty
 * object.
 */
export function isPlainObject(value: unknown): value is Fields {
  return isObject(value) && Object.prototype.toString.call(value) === '[object Object]';
}

/**
 * True for an object whose own properties are all that `for…in` visits. JSON holds only own properties. This check is
 * fast.
 */
export function isOwnObject(value: unknown): value is Fields {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || inheritsNothing(prototype);
}

/** Methods are inherited by instances of classes, but `for…in` passes over them. */
function inheritsNothing(prototype: unknown): boolean {
  for (const _ in prototype as object) return false;
  return true;
}
