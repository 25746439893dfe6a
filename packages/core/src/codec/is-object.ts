/** An object of which nothing is known but that its properties can be read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value may be a JSON object: not null and not a list. See {@link isPlainObject}. */
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

/**
 * Whether a value may be a JSON object whose properties are those that `for…in` goes through: of what an object inherits,
 * nothing is in its JSON. Fast.
 */
export function isOwnObject(value: unknown): value is Fields {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || inheritsNothing(prototype);
}

/** Instances of classes inherit methods, which `for…in` passes over. */
function inheritsNothing(prototype: unknown): boolean {
  for (const _ in prototype as object) return false;
  return true;
}
