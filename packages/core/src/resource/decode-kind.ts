import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { checkWith, type DecodeOptions, tellWarnings, withOptions } from '../codec/decode-with.ts';
import { backtick } from '../codec/describe.ts';
import { inText, type Written, writeInstead } from '../codec/in-text.ts';
import { isObject } from '../codec/is-object.ts';
import { firstOf } from '../codec/report.ts';
import type { Locator } from '../manifest/locate.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import { formatPath } from '../problem/format-path.ts';
import { type Checked, checked, toEither } from '../problem/gather.ts';
import { listNames } from '../problem/list-names.ts';
import type { Fix, Problem, Problems, ResourceReference } from '../problem/problem.ts';
import { checkMetadata } from './check-metadata.ts';
import { sameSpelling, spellingFix } from './document-spelling.ts';
import { fieldPlaces } from './field-places.ts';
import type { DecodedResource, KindHeader, Reader } from './kind.ts';
import { fieldAround, moveOut, removeField } from './misplaced-field.ts';
import { renamedField } from './renames.ts';

/**
 * Decodes a resource of one kind: its fields with the codec of the kind, and then the other checks of an API server.
 * Every Problem has its path in the input, and the identity of the resource as far as it can be read.
 *
 * Problems: those of {@link decodeWith} and `checkMetadata`, `wrong-kind`, `unknown-kind`, and those of the kind's
 * `respell`. Never throws.
 */
export function decodeKind<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  options: DecodeOptions = {},
): Either<Problems<DecodeProblemCode>, A> {
  return withOptions(options, () => tellWarnings(readKind(kind, input, options), options.onWarning));
}

/** Does the same as {@link decodeKind}, and gives the warnings among the Problems. */
export function readKind<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  options: Omit<DecodeOptions, 'onWarning'>,
): Either<Problems<DecodeProblemCode>, Checked<A, DecodeProblemCode>> {
  try {
    // An input that the codec accepts as it stands has none of the document's names. Only its metadata is left to
    // check.
    if (kind.codec.is(input) && checkMetadata(input.metadata, kind.scope).length === 0) return right(checked(input));
    return explain(kind, input, options);
  } catch {
    // A getter or a proxy threw. The codec meets it again and reports it.
    return toEither(checkWith(kind.codec, input, { lenient: options.lenient }));
  }
}

/** Decodes an input that is not valid as it stands. */
function explain<A extends DecodedResource>(
  kind: Reader<A>,
  input: unknown,
  { lenient, written }: Omit<DecodeOptions, 'onWarning'>,
): Either<Problems<DecodeProblemCode>, Checked<A, DecodeProblemCode>> {
  const foreign = checkKind(kind, input, written);
  if (foreign !== undefined) return left([foreign]);
  const resource = referenceIn(input, kind);
  const { input: inCrd, problems, pathInDocument } = kind.respell?.(input) ?? sameSpelling(input);
  const inCrdText = written && { ...written, locate: locateBy(pathInDocument, written.locate) };
  const { value, problems: ofFields } = checkWith(kind.codec, inCrd, { lenient, written: inCrdText }, resource);
  const found = isObject(inCrd) ? [...checkMetadata(inCrd.metadata, kind.scope), ...problems] : problems;
  const all: ReadonlyArray<Problem<DecodeProblemCode>> = [
    ...found.map((problem) => ({ ...inDocument(problem, written), resource })),
    ...ofFields.map((problem) =>
      withHint({ kind, input: inCrd, written }, atPath(pathInDocument(problem.path), problem)),
    ),
  ];
  return toEither({ value, problems: firstOf(all, resource) });
}

/** A Problem of the resource as a whole, at its place in the text. */
function inDocument<P extends Problem>(problem: P, written: Written | undefined): P {
  if (written === undefined) return problem;
  const placed = inText(problem, written, { atKey: isAboutName(problem.code) });
  const fix = problem.code === 'nested-spelling' ? spellingFix(problem.path, written) : undefined;
  return fix === undefined ? placed : { ...placed, fix };
}

function atPath<P extends Problem>(path: Problem['path'], problem: P): P {
  return path === problem.path ? problem : { ...problem, path };
}

/** The one Problem of a resource of another kind. Its fields are not looked at. */
function checkKind(
  kind: KindHeader,
  input: unknown,
  written: Written | undefined,
): Problem<'wrong-kind' | 'unknown-kind'> | undefined {
  if (!isObject(input)) return undefined;
  if (input.apiVersion === kind.apiVersion && input.kind === kind.kind) return undefined;
  if (typeof input.kind === 'string' && input.kind !== kind.kind) {
    const message = `expected ${withArticle(kind.kind)}, found ${withArticle(input.kind)}`;
    return coreProblem('wrong-kind', { message, path: ['kind'], resource: referenceIn(input, kind) });
  }
  if (typeof input.apiVersion === 'string' && input.apiVersion !== kind.apiVersion) {
    return unknownVersion(kind, input, written);
  }
  return undefined;
}

/** The Problem of a resource with a known kind but another apiVersion. */
export function unknownVersion(
  kind: KindHeader,
  input: unknown,
  written: Written | undefined,
): Problem<'unknown-kind'> {
  const resource = referenceIn(input, kind);
  const problem = coreProblem('unknown-kind', {
    message: `there is no \`${kind.kind}\` in the API ${backtick(resource.apiVersion ?? '')}`,
    path: ['apiVersion'],
    hint: `write \`apiVersion: ${kind.apiVersion}\``,
    resource,
  });
  return written === undefined ? problem : inText(problem, written, { inText: writeInstead(kind.apiVersion) });
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

interface Subject<A extends DecodedResource> {
  readonly kind: Reader<A>;
  readonly input: unknown;
  readonly written: Written | undefined;
}

/** Adds a hint where the codecs of the fields have none, since they see one object at a time. */
function withHint<A extends DecodedResource, P extends Problem>(subject: Subject<A>, problem: P): P {
  const advice = adviceOn(subject, problem);
  if (advice === undefined) return problem;
  const fix = subject.written === undefined ? undefined : advice.fix?.(subject.written);
  const advised: { -readonly [Field in keyof P]: P[Field] } = { ...problem, hint: advice.hint };
  if (fix === undefined) delete advised.fix;
  else advised.fix = fix;
  return advised;
}

interface Advice {
  readonly hint: string;
  readonly fix?: (written: Written) => Fix | undefined;
}

function adviceOn<A extends DecodedResource>(subject: Subject<A>, problem: Problem): Advice | undefined {
  const { kind, input } = subject;
  switch (problem.code) {
    case 'missing-field': {
      const hint = missingHint(kind, input, problem);
      return hint === undefined ? undefined : { hint };
    }
    case 'unknown-field':
      return renamed(subject, problem) ?? tooDeep(subject, problem) ?? elsewhere(subject, problem);
    case 'wrong-type':
      return tooDeep(subject, problem);
    default:
      return undefined;
  }
}

/** Advice for a field that another version of the API has. */
function renamed<A extends DecodedResource>({ kind, input }: Subject<A>, { path }: Problem): Advice | undefined {
  const rename = renamedField(kind.kind, path, input);
  if (rename === undefined) return undefined;
  const { hint, to, remove = false } = rename;
  if (remove) return { hint, fix: (written) => removeField(written, path) };
  return to === undefined ? { hint } : { hint, fix: (written) => renameKey(written, path, to) };
}

function renameKey({ locate }: Written, path: Problem['path'], to: string): Fix | undefined {
  const span = locate(path, { at: 'key' });
  return span === undefined ? undefined : { span, text: to };
}

/** Advice for a field that is indented too far, so that it stands inside the field above it. */
function tooDeep<A extends DecodedResource>({ kind, input }: Subject<A>, { path }: Problem): Advice | undefined {
  const to = fieldAround(kind.codec, input, path);
  if (to === undefined) return undefined;
  const [parent, name] = path.slice(-2);
  return {
    hint: `\`${name}\` stands inside of \`${parent}\`: did you mean \`${formatPath(to)}\`? Indent it like \`${parent}\``,
    fix: (written) => moveOut(written, path),
  };
}

/** The hint for a missing field that every kind has. */
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

/** Advice for a field that this kind has at another place, or that another kind has. */
function elsewhere<A extends DecodedResource>(
  { kind: { codec, fieldsOfOthers = {} }, input }: Subject<A>,
  { path, hint }: Problem,
): Advice | undefined {
  const place = formatPath(path);
  const others = Object.hasOwn(fieldsOfOthers, place) ? fieldsOfOthers[place] : undefined;
  if (others !== undefined) return { hint: others };
  if (hint?.includes('did you mean') === true || hint?.includes('is there already') === true) return undefined;
  const places = fieldPlaces(codec, String(path.at(-1)));
  if (places.length === 0 || places.length > 2 || places.some((known) => hasField(input, known))) return undefined;
  return { hint: `did you mean ${listNames(places, 'or')}?` };
}

/** True where an object has the field at a path without lists: `metadata.namespace`. */
function hasField(input: unknown, place: string): boolean {
  let value: unknown = input;
  for (const name of place.split('.')) value = isObject(value) ? value[name] : undefined;
  return value !== undefined;
}

function isAboutName(code: string): boolean {
  return code === 'nested-spelling' || code === 'both-spellings';
}

function locateBy(pathInDocument: (path: Problem['path']) => Problem['path'], locate: Locator): Locator {
  return (path, options) => locate(pathInDocument(path), options);
}

function withArticle(kind: string): string {
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${backtick(kind)}`;
}
