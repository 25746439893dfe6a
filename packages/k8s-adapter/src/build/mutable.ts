/** An object while it is put together, field by field. */
export type Mutable<A> = { -readonly [Key in keyof A]: A[Key] };
