/**
 * The value of an entry's field in an object. The entries make up the object's interface, so the value is of the type of
 * the entry's example.
 */
export function fieldIn<A>(object: object, { name }: { readonly name: string; readonly example: A }): A | undefined {
  return Reflect.get(object, name) as A | undefined;
}
