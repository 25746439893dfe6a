import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { type DecodeOptions, decodeWith } from '../codec/decode-with.ts';
import { isObject } from '../codec/is-object.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import type { Problem, Problems, ResourceReference } from '../problem/problem.ts';
import { checkMetadata, type ResourceScope } from './check-metadata.ts';
import { type CrdSpelling, sameSpelling } from './document-spelling.ts';

/** The apiVersion and kind that the resources of a kind have. */
export interface KindHeader<ApiVersion extends string = string, Kind extends string = string> {
  /** Group and version of its API. */
  readonly apiVersion: ApiVersion;
  /** Its kind, as it stands in a manifest. */
  readonly kind: Kind;
}

/** What there is to know of a kind in order to decode it. */
export interface ResourceKind<A extends KindHeader> extends KindHeader<A['apiVersion'], A['kind']> {
  /** Whether its resources live in a namespace. */
  readonly scope: ResourceScope;
  /** The codec of its resources. */
  readonly codec: t.Type<A>;
  /** Reads what the kind was written with into what its codec knows, where the two may differ. */
  readonly respell?: (input: unknown) => CrdSpelling;
}

/**
 * Decodes a resource of one kind: its fields with the codec of the kind, and what an API server checks besides. Every
 * Problem has the path at which it stands in the input, and the identity of the resource as far as it can be read.
 *
 * Problems: those of {@link decodeWith} and `checkMetadata`, `wrong-kind`, `unknown-kind`, and those of the kind's
 * `respell`. Never throws.
 */
export function decodeKind<A extends KindHeader>(
  kind: ResourceKind<A>,
  input: unknown,
  options: DecodeOptions = {},
): Either<Problems, A> {
  const warnings: Array<Problem> = [];
  const lenient = options.lenient === true;
  const result = decodeSafely(kind, input, { lenient, onWarning: (warning) => warnings.push(warning) });
  if (options.onWarning !== undefined) warnings.forEach(options.onWarning);
  return result;
}

function decodeSafely<A extends KindHeader>(
  kind: ResourceKind<A>,
  input: unknown,
  options: Required<DecodeOptions>,
): Either<Problems, A> {
  try {
    return decodeReadable(kind, input, options);
  } catch {
    // A getter or a proxy threw: decodeWith meets it again, and says so.
    return decodeWith(kind.codec, input, options);
  }
}

function decodeReadable<A extends KindHeader>(
  kind: ResourceKind<A>,
  input: unknown,
  options: Required<DecodeOptions>,
): Either<Problems, A> {
  const foreign = checkKind(kind, input);
  if (foreign !== undefined) return left([foreign]);
  const { input: inCrd, problems, pathInDocument } = kind.respell?.(input) ?? sameSpelling(input);
  const found = [...(isObject(inCrd) ? checkMetadata(inCrd.metadata, kind.scope) : []), ...problems];
  if (found.length === 0 && kind.codec.is(inCrd)) return right(inCrd);
  const resource = referenceIn(input, kind);
  const place = (problem: Problem): Problem => withHint({ ...problem, resource, path: pathInDocument(problem.path) });
  const errors: Array<Problem> = [];
  for (const problem of found) {
    if (problem.severity === 'warning') options.onWarning({ ...problem, resource });
    else errors.push({ ...problem, resource });
  }
  const result = decodeWith(kind.codec, inCrd, {
    lenient: options.lenient,
    onWarning: (warning) => options.onWarning(place(warning)),
  });
  if (result._tag === 'Left') errors.push(...result.left.map(place));
  const [first, ...rest] = errors;
  return first === undefined ? result : left([first, ...rest]);
}

/** The one Problem of a resource of another kind, whose fields it would be of no use to look at. */
function checkKind(kind: KindHeader, input: unknown): Problem<CoreProblemCode> | undefined {
  if (!isObject(input)) return undefined;
  if (input.apiVersion === kind.apiVersion && input.kind === kind.kind) return undefined;
  if (typeof input.kind === 'string' && input.kind !== kind.kind) {
    return {
      code: 'wrong-kind',
      severity: 'error',
      message: `expected a ${kind.kind}, found a ${input.kind}`,
      path: ['kind'],
      resource: referenceIn(input, kind),
    };
  }
  if (typeof input.apiVersion === 'string' && input.apiVersion !== kind.apiVersion) {
    return {
      code: 'unknown-kind',
      severity: 'error',
      message: `there is no ${kind.kind} in the API ${input.apiVersion}`,
      path: ['apiVersion'],
      hint: `write \`apiVersion: ${kind.apiVersion}\``,
      resource: referenceIn(input, kind),
    };
  }
  return undefined;
}

/** The identity of a resource that may be malformed. */
export function referenceIn(input: unknown, kind: KindHeader): ResourceReference {
  const object = isObject(input) ? input : {};
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return {
    apiVersion: typeof object.apiVersion === 'string' ? object.apiVersion : kind.apiVersion,
    kind: typeof object.kind === 'string' ? object.kind : kind.kind,
    ...(typeof metadata.namespace === 'string' ? { namespace: metadata.namespace } : {}),
    ...(typeof metadata.name === 'string' ? { name: metadata.name } : {}),
  };
}

/** Says what to do about the missing fields that every kind has. */
function withHint(problem: Problem): Problem {
  const [root, field, inside] = problem.path;
  const isName = root === 'metadata' && (field === undefined || field === 'name') && inside === undefined;
  if (problem.code !== 'missing-field' || !isName) return problem;
  return { ...problem, hint: 'give it a name: `metadata.name`, which others refer to it by' };
}
