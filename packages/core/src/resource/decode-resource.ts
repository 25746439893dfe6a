import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { Codec, readWith, refuse } from '../codec/codec.ts';
import { checkWith, type DecodeOptions, tellWarnings, withOptions } from '../codec/decode-with.ts';
import { backtick, wrongType } from '../codec/describe.ts';
import { inText, type Written, writeInstead } from '../codec/in-text.ts';
import { isPlainObject } from '../codec/is-object.ts';
import { isString, string } from '../codec/primitive.ts';
import { struct } from '../codec/struct.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import { didYouMean } from '../problem/did-you-mean.ts';
import { type Checked, toEither } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { referenceIn, unknownVersion } from './decode-kind.ts';
import type { KindHeader } from './kind.ts';
import { type AnyKind, kindNamed, kindOf, kinds } from './kinds.ts';
import { renamedKind } from './renames.ts';
import type { Resource } from './resource.ts';

/**
 * Reads a resource of any kind of {@link Resource}, by its apiVersion and kind. Where the apiVersion is missing, the
 * kind alone decides, so that all other faults are reported too.
 *
 * Problems: `unknown-kind` for a kind that this SDK does not read, with the kind that was probably meant. Otherwise
 * those of the kind's own decode function.
 */
export function decodeResource(
  input: unknown,
  options: DecodeOptions = {},
): Either<Problems<DecodeProblemCode>, Resource> {
  return withOptions(options, () => tellWarnings(readResource(input, options), options.onWarning));
}

/** Does the same as {@link decodeResource}, and gives the warnings among the Problems. */
export function readResource(
  input: unknown,
  options: Omit<DecodeOptions, 'onWarning'>,
): Either<Problems<DecodeProblemCode>, Checked<Resource, DecodeProblemCode>> {
  const header = toEither(checkWith(Header, input, { written: options.written }));
  if (isLeft(header)) return kindIn(input)?.read(input, options) ?? header;
  const known = kindOf(header.right.value);
  return known === undefined
    ? left([unknownKind(header.right.value, input, options.written)])
    : known.read(input, options);
}

/** Only apiVersion and kind are looked at. The kind takes care of the other fields. */
const Header: t.Type<KindHeader> = new Codec(
  'Resource',
  (input): input is KindHeader => isPlainObject(input) && isString(input.apiVersion) && isString(input.kind),
  (input, place, report) => {
    if (!isPlainObject(input)) return refuse(input, place, report, wrongType('an object', input));
    const { apiVersion, kind } = input;
    const hint = isString(apiVersion) && kind === undefined ? kindMeant({ apiVersion, kind: '' }).hint : undefined;
    if (hint !== undefined) {
      const message = 'the field `kind` is missing';
      return refuse(input, { parent: place, key: 'kind' }, report, { code: 'missing-field', message, hint });
    }
    return readWith(HeaderFields, { apiVersion, kind }, place, report);
  },
);

const HeaderFields = struct<KindHeader>('Resource', { apiVersion: string, kind: string }, {});

/** The kind of an input about which nothing else is known. Even reading it may fail. */
function kindIn(input: unknown): AnyKind | undefined {
  try {
    return isPlainObject(input) && isString(input.kind) ? kindNamed(input.kind) : undefined;
  } catch {
    return undefined;
  }
}

function unknownKind(header: KindHeader, input: unknown, written: Written | undefined): Problem<'unknown-kind'> {
  const { apiVersion, kind } = header;
  const sameKind = kindNamed(kind);
  if (sameKind !== undefined) return unknownVersion(sameKind, input, written);
  const { hint, to } = renamedKind(kind) ?? kindMeant(header);
  const message = `${backtick(kind)} of ${backtick(apiVersion)} is not a kind that is read here`;
  const problem = coreProblem('unknown-kind', { message, path: ['kind'], resource: referenceIn(input, header), hint });
  if (written === undefined) return problem;
  return inText(problem, written, to === undefined ? {} : { inText: writeInstead(to) });
}

/** The kind that was probably meant, or the kinds of the group. */
function kindMeant({ apiVersion, kind }: KindHeader): { readonly hint?: string; readonly to?: string } {
  const meant = didYouMean(
    kind,
    kinds.map((known) => known.kind),
  );
  if (meant !== undefined) return { hint: `did you mean \`${meant}\`?`, to: meant };
  const [group] = apiVersion.split('/');
  const names = kinds.filter((known) => known.apiVersion.split('/')[0] === group).map((known) => `\`${known.kind}\``);
  return names.length === 0 ? {} : { hint: `the kinds of \`${group}\` are ${names.join(', ')}` };
}
