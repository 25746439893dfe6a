/**
 * The type `Value` itself, if it has only fields that `Shape` has, at every depth. Otherwise a type to which `Value`
 * cannot be assigned, so that the compiler's message has the name of the unknown field.
 *
 * TypeScript looks for unknown fields in an object literal only where the parameter has a concrete type. A function
 * that keeps the literal types of its argument has a type parameter instead. This type brings the check back.
 */
export type KnownFields<Value, Shape> =
  Value extends ReadonlyArray<unknown>
    ? { readonly [Index in keyof Value]: KnownFields<Value[Index], Item<Shape>> }
    : Value extends object
      ? { readonly [Name in keyof Value]: KnownField<Value[Name], Shape, Name> }
      : Value;

/** The part of the compiler's message that shows a field that the kind does not have. */
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
