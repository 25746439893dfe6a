/** An object whose fields may be undefined, without those that are. */
export type WithoutUndefined<A> = { [Key in keyof A as undefined extends A[Key] ? never : Key]: A[Key] } & {
  [Key in keyof A as undefined extends A[Key] ? Key : never]?: Exclude<A[Key], undefined>;
};

/**
 * The fields of a Kubernetes object that have a value, in their order: JSON and clients tell a field that is absent from
 * one that is undefined, and an object of a plan holds none of the latter.
 *
 * It is the one place where optional values come into an object.
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
