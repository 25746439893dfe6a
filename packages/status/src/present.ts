/** An object type whose possibly undefined fields are optional. */
export type Present<A extends object> = {
  [K in keyof A as undefined extends A[K] ? never : K]: A[K];
} & { [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined> };

/** The object without its undefined fields, as the types of Kubernetes' objects demand. */
export function present<A extends object>(object: A): Present<A>;
export function present(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
