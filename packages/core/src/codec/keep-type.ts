import type { Either } from 'fp-ts/lib/Either.js';

/**
 * Decodes a value that has a narrower type than the codec's, and keeps that type. This is safe: a decoder only drops
 * `undefined` and null, which a value of the narrower type does not have.
 */
export function keepType<E, A, Narrow extends A>(
  decode: (input: unknown) => Either<E, A>,
  input: Narrow,
): Either<E, Narrow> {
  return decode(input) as Either<E, Narrow>;
}
