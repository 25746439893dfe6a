import { isRight } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { describeValue } from './describe.ts';
import { type Finding, fail, type Place, type Report } from './report.ts';

/** An io-ts error that also has the code and the hint of a Problem. */
export interface CodedError extends t.ValidationError {
  readonly finding: Finding;
}

/** Reads a value with a codec of plain io-ts or of a user, and reports its errors. */
export function readForeign<A>(codec: t.Type<A>, input: unknown, place: Place, report: Report): A {
  const result = codec.validate(input, [{ key: '', type: codec, actual: input }]);
  if (isRight(result)) return result.right;
  for (const error of result.left) {
    let at = place;
    for (const key of pathOf(error.context)) at = { parent: at, key };
    if (isCoded(error)) fail(report, at, error.finding);
    else fail(report, at, { code: 'wrong-type', message: messageOf(error) });
  }
  return input as A;
}

/** The keys of an error's context, without keys that only number the members of a union or intersection. */
export function pathOf(context: t.Context): ReadonlyArray<string | number> {
  const path: Array<string | number> = [];
  for (let index = 1; index < context.length; index++) {
    const entry = context[index];
    const parent = context[index - 1];
    if (entry === undefined || parent === undefined) continue;
    if (isJoined(parent.type)) continue;
    path.push(Array.isArray(parent.actual) ? Number(entry.key) : entry.key);
  }
  return path;
}

/** True for a union or an intersection, whichever copy of io-ts made it. */
function isJoined(type: t.Decoder<unknown, unknown>): boolean {
  return '_tag' in type && (type._tag === 'UnionType' || type._tag === 'IntersectionType');
}

function messageOf(error: t.ValidationError): string {
  const type = error.context.at(-1)?.type.name ?? 'another value';
  return error.message ?? `expected ${type}, found ${describeValue(error.value)}`;
}

function isCoded(error: t.ValidationError): error is CodedError {
  return 'finding' in error;
}
