/**
 * `Value` where it has only fields that `Shape` has, at every depth; elsewhere a type that `Value` is not assignable
 * to, with the unknown field's name in the compiler's message.
 *
 * TypeScript looks for unknown fields in object literals only where the parameter's type is known, and a function that
 * keeps the literal types of its argument has a type parameter there. This type gives the check back.
 */
export type KnownFields<Value, Shape> =
  Value extends ReadonlyArray<unknown>
    ? { readonly [Index in keyof Value]: KnownFields<Value[Index], Item<Shape>> }
    : Value extends object
      ? { readonly [Name in keyof Value]: KnownField<Value[Name], Shape, Name> }
      : Value;

/** What the compiler's message shows for a field that the kind does not have. */
export interface UnknownField<Name> {
  /** The name of the field. */
  readonly unknownField: Name;
}

type KnownField<Value, Shape, Name extends PropertyKey> = string extends keyof NonNullable<Shape>
  ? Value
  : Name extends keyof NonNullable<Shape>
    ? KnownFields<Value, NonNullable<Shape>[Name]>
    : UnknownField<Name>;

type Item<Shape> = NonNullable<Shape> extends ReadonlyArray<infer Element> ? Element : never;
