import type { Either } from 'fp-ts/lib/Either.js';

/**
 * Decodes a value that has a narrower type than what is decoded, and keeps that type. A decoder changes nothing in a
 * value of its own type: it drops `undefined` and null, which such a type has nowhere.
 */
export function keepType<E, A, Narrow extends A>(
  decode: (input: unknown) => Either<E, A>,
  input: Narrow,
): Either<E, Narrow> {
  return decode(input) as Either<E, Narrow>;
}
