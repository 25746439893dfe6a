/** An object of JSON whose fields are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields, not a list and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of field names, or undefined where a part of the path is not there. */
export function fieldAt(value: unknown, ...path: ReadonlyArray<string>): unknown {
  let current = value;
  for (const name of path) {
    if (!isJsonObject(current)) return undefined;
    current = current[name];
  }
  return current;
}

/** The text at a path, or undefined where there is none or it is empty, as Kubernetes treats the two alike. */
export function textAt(value: unknown, ...path: ReadonlyArray<string>): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The fields at a path that are texts, as labels and annotations are. */
export function textsAt(value: unknown, ...path: ReadonlyArray<string>): Readonly<Record<string, string>> {
  const found = fieldAt(value, ...path);
  if (!isJsonObject(found)) return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The number at a path, or undefined. */
export function numberAt(value: unknown, ...path: ReadonlyArray<string>): number | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The list at a path, or an empty one. */
export function listAt(value: unknown, ...path: ReadonlyArray<string>): ReadonlyArray<unknown> {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The object that a JSON text holds; undefined for anything else. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
