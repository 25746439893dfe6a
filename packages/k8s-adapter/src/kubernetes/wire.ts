/**
 * An object of core as the client's types have it: its lists, maps and fields can be changed. It goes one level deep;
 * fields that hold further objects are declared again where the type has a name of its own here.
 */
export type Wire<A> = { -readonly [Field in keyof A]: WireValue<A[Field]> };

/** Not distributive, so that an editor shows the union of a field by its name. */
type WireValue<V> = [V] extends [ReadonlyArray<infer Item> | undefined]
  ? Array<Item>
  : [V] extends [Readonly<Record<string, infer Item>> | undefined]
    ? string extends keyof NonNullable<V>
      ? Record<string, Item>
      : V
    : V;
