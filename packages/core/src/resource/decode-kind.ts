import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { type DecodeOptions, decodeWith } from '../codec/decode-with.ts';
import { backtick } from '../codec/describe.ts';
import { isObject } from '../codec/is-object.ts';
import { firstOf } from '../codec/report.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import { formatPath } from '../problem/format-path.ts';
import type { Problem, Problems, ResourceReference } from '../problem/problem.ts';
import { checkMetadata } from './check-metadata.ts';
import { sameSpelling } from './document-spelling.ts';
import { fieldPlaces } from './field-places.ts';
import type { DecodedResource, KindHeader, Reader } from './kind.ts';

/**
 * Decodes a resource of one kind: its fields with the codec of the kind, and what an API server checks besides. Every
 * Problem has the path at which it stands in the input, and the identity of the resource as far as it can be read.
 *
 * Problems: those of {@link decodeWith} and `checkMetadata`, `wrong-kind`, `unknown-kind`, and those of the kind's
 * `respell`. Never throws.
 */
export function decodeKind<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  options: DecodeOptions = {},
): Either<Problems, A> {
  const warnings: Array<Problem> = [];
  const result = decodeSafely(kind, input, options.lenient === true, warnings);
  if (options.onWarning !== undefined) warnings.forEach(options.onWarning);
  return result;
}

function decodeSafely<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  lenient: boolean,
  warnings: Array<Problem>,
): Either<Problems, A> {
  try {
    // What the codec accepts as it stands has none of the document's names, so that only its metadata is left to check.
    if (kind.codec.is(input) && checkMetadata(input.metadata, kind.scope).length === 0) return right(input);
    return explain(kind, input, lenient, warnings);
  } catch {
    // A getter or a proxy threw: decodeWith meets it again, and says so.
    return decodeWith(kind.codec, input, { lenient });
  }
}

/** Decodes what is not valid as it stands; adds to the warnings. */
function explain<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  lenient: boolean,
  warnings: Array<Problem>,
): Either<Problems, A> {
  const foreign = checkKind(kind, input);
  if (foreign !== undefined) return left([foreign]);
  const resource = referenceIn(input, kind);
  const { input: inCrd, problems, pathInDocument } = kind.respell?.(input) ?? sameSpelling(input);
  const place = (problem: Problem): Problem => withHint(kind, inCrd, atPath(pathInDocument(problem.path), problem));
  const errors: Array<Problem> = [];
  const found = isObject(inCrd) ? [...checkMetadata(inCrd.metadata, kind.scope), ...problems] : problems;
  for (const problem of found) (problem.severity === 'warning' ? warnings : errors).push({ ...problem, resource });
  const result = decodeWith(
    kind.codec,
    inCrd,
    { lenient, onWarning: (warning) => warnings.push(place(warning)) },
    resource,
  );
  if (result._tag === 'Left') errors.push(...result.left.map(place));
  const [first, ...rest] = firstOf(errors, resource);
  return first === undefined ? result : left([first, ...rest]);
}

function atPath(path: Problem['path'], problem: Problem): Problem {
  return path === problem.path ? problem : { ...problem, path };
}

/** The one Problem of a resource of another kind, whose fields it would be of no use to look at. */
function checkKind(kind: KindHeader, input: unknown): Problem<CoreProblemCode> | undefined {
  if (!isObject(input)) return undefined;
  if (input.apiVersion === kind.apiVersion && input.kind === kind.kind) return undefined;
  if (typeof input.kind === 'string' && input.kind !== kind.kind) {
    return {
      code: 'wrong-kind',
      severity: 'error',
      message: `expected ${withArticle(kind.kind)}, found ${withArticle(input.kind)}`,
      path: ['kind'],
      resource: referenceIn(input, kind),
    };
  }
  if (typeof input.apiVersion === 'string' && input.apiVersion !== kind.apiVersion) {
    return {
      code: 'unknown-kind',
      severity: 'error',
      message: `there is no \`${kind.kind}\` in the API ${backtick(input.apiVersion)}`,
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

/** Says what to do where the codecs of the fields do not know it: they see one object at a time. */
function withHint<A extends DecodedResource>(kind: Reader<A>, input: unknown, problem: Problem): Problem {
  const hint = problem.code === 'missing-field' ? missingHint(kind, input, problem) : elsewhereHint(kind, problem);
  return hint === undefined ? problem : { ...problem, hint };
}

/** What to write for the fields that every kind has. */
function missingHint({ apiVersion, kind }: KindHeader, input: unknown, { path }: Problem): string | undefined {
  switch (formatPath(path)) {
    case 'apiVersion':
      return `write \`apiVersion: ${apiVersion}\``;
    case 'kind':
      return `write \`kind: ${kind}\``;
    case 'metadata':
    case 'metadata.name':
      return isObject(input) && isObject(input.metadata) && input.metadata.generateName !== undefined
        ? 'write a `name`: the one that `generateName` makes is known only to the cluster'
        : 'give it a name: `metadata.name`, by which others refer to it';
    default:
      return undefined;
  }
}

/** Where the kind, or another one, has a field that it does not have at this place. */
function elsewhereHint<A extends DecodedResource>(
  { codec, fieldsOfOthers = {} }: Reader<A>,
  { code, path, hint }: Problem,
): string | undefined {
  if (code !== 'unknown-field') return undefined;
  const place = formatPath(path);
  if (Object.hasOwn(fieldsOfOthers, place)) return fieldsOfOthers[place];
  if (hint?.startsWith('did you mean') === true) return undefined;
  const places = fieldPlaces(codec, String(path.at(-1)));
  if (places.length === 0 || places.length > 2) return undefined;
  return `did you mean ${places.map((place) => `\`${place}\``).join(' or ')}?`;
}

function withArticle(kind: string): string {
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${backtick(kind)}`;
}
