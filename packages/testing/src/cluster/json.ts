/** A JSON object with unknown fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object with fields: no list, and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of field names; undefined where there is none. */
export function fieldAt(value: unknown, ...path: ReadonlyArray<string>): unknown {
  return path.reduce<unknown>((current, name) => (isJsonObject(current) ? current[name] : undefined), value);
}

/** The text at a path; undefined where it is missing or empty, since Kubernetes treats both alike. */
export function textAt(value: unknown, ...path: ReadonlyArray<string>): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The list at a path; empty where there is none. */
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
