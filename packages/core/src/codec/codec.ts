import { type Either, left, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { formatPath } from '../problem/format-path.ts';
import type { Problem } from '../problem/problem.ts';
import { type CodedError, pathOf, readForeign } from './foreign.ts';
import type { CodecProblemCode } from './problem-code.ts';
import { fail, newReport, type Place, type Report } from './report.ts';

/**
 * A codec of this package: an io-ts Type that decodes in two steps. First, `is` answers as fast as can be if a value is
 * valid as it stands. Only where it is not, `read` goes through the value once more. It reports everything that is
 * wrong, and drops what JSON does not have or an API server drops: `undefined`, and `null` for a field.
 *
 * A valid value is given back as it is, not copied.
 */
export class Codec<A> extends t.Type<A> {
  readonly _tag = 'Codec' as const;
  /** Reads a value for which `is` is false. Where it reports an error, its result is of no use. */
  readonly read: Read<A>;
  /** The codec of the value at a key, for the contexts of io-ts' reporters. */
  readonly child: (key: string | number) => t.Mixed | undefined;

  constructor(
    name: string,
    is: (input: unknown) => input is A,
    read: Read<A>,
    child: (key: string | number) => t.Mixed | undefined = () => undefined,
    encode: (value: A) => A = t.identity,
  ) {
    super(name, is, (input, context) => validate(this, input, context), encode);
    this.read = read;
    this.child = child;
  }
}

/** See {@link Codec.read}. */
export type Read<A> = (input: unknown, place: Place, report: Report) => A;

/** Reads a value with any codec, of this package or not. */
export function readWith<A>(codec: t.Type<A>, input: unknown, place: Place, report: Report): A {
  return isValid(codec, input) ? input : readInvalid(codec, input, place, report);
}

/** True where decoding would give the value itself back; false also where only decoding it would tell. */
export function isValid<A>(codec: t.Type<A>, input: unknown): input is A {
  return codec instanceof Codec && isFaithful(codec) && codec.is(input);
}

/** Reads a value for which {@link isValid} is false. */
export function readInvalid<A>(codec: t.Type<A>, input: unknown, place: Place, report: Report): A {
  if (codec instanceof Codec) return codec.read(input, place, report);
  return readForeign(codec, input, place, report);
}

/** True where decoding and encoding change no value that `is` accepts, so that `is` alone is enough. */
export function isFaithful(codec: t.Mixed): boolean {
  return codec.encode === t.identity;
}

/** Reports that a value is not acceptable; for the `read` of a codec that has nothing to give back. */
export function refuse<A>(input: unknown, place: Place, report: Report, finding: Parameters<typeof fail>[2]): A {
  fail(report, place, finding);
  return input as A;
}

function validate<A>(codec: Codec<A>, input: unknown, context: t.Context): Either<t.Errors, A> {
  if (isFaithful(codec) && codec.is(input)) return right(input);
  const report = newReport(false);
  const value = codec.read(input, undefined, report);
  if (report.errors === 0) return right(value);
  return left(report.problems.map((problem) => toValidationError(codec, input, context, problem)));
}

function toValidationError(
  codec: t.Mixed,
  input: unknown,
  context: t.Context,
  problem: Problem<CodecProblemCode>,
): CodedError {
  let actual: unknown = input;
  let type: t.Mixed | undefined = codec;
  const entries = [...context];
  for (const key of problem.path) {
    actual = isIndexable(actual) ? actual[key] : undefined;
    type = type instanceof Codec ? type.child(key) : undefined;
    entries.push({ key: String(key), type: type ?? t.unknown, actual });
  }
  const place = formatPath(pathOf(entries));
  const message = place === '' ? problem.message : `${place}: ${problem.message}`;
  return { value: actual, context: entries, message, finding: problem };
}

function isIndexable(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
