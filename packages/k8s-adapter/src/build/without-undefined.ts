/** An object type whose optional fields are absent, not undefined. */
export type WithoutUndefined<A> = { [Key in keyof A as undefined extends A[Key] ? never : Key]: A[Key] } & {
  [Key in keyof A as undefined extends A[Key] ? Key : never]?: Exclude<A[Key], undefined>;
};

/**
 * The fields of a Kubernetes object that have a value, in the same order. JSON and clients tell an absent field from an
 * undefined one, and objects of a plan have none of the latter.
 *
 * Optional values come into an object in this one place.
 */
export function withoutUndefined<A extends object>(fields: A): WithoutUndefined<A>;
export function withoutUndefined(fields: Readonly<Record<string, unknown>>): object {
  const result: Record<string, unknown> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) result[key] = value;
  }
  return result;
}
