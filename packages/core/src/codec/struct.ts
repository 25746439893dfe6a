import * as t from 'io-ts';
import leven from 'leven';
import { didYouMean } from '../problem/did-you-mean.ts';
import { findLookalikes, nameCharacter } from '../problem/lookalikes.ts';
import { Codec, isFaithful, isValid, readInvalid, refuse } from './codec.ts';
import type { Cure } from './cure.ts';
import { backtick, wrongType } from './describe.ts';
import { writeInstead, writePlain } from './in-text.ts';
import { isOwnObject, isPlainObject } from './is-object.ts';
import { type Finding, fail, isFull, type Place, type Report, warn } from './report.ts';

/** The names of the fields of `A` that every `A` has. */
export type RequiredKeys<A> = { [K in keyof A]-?: Record<never, never> extends Pick<A, K> ? never : K }[keyof A];

/** The names of the fields of `A` that an `A` may leave out. */
export type OptionalKeys<A> = { [K in keyof A]-?: Record<never, never> extends Pick<A, K> ? K : never }[keyof A];

/** A codec for each required field of `A`. */
export type RequiredFields<A> = { readonly [K in RequiredKeys<A>]: t.Type<A[K]> };

/** A codec for each optional field of `A`, for the value of the field where it is set. */
export type OptionalFields<A> = { readonly [K in OptionalKeys<A>]: t.Type<Exclude<A[K], undefined>> };

/** The codec of an object. It shows the codecs of its fields, so that another struct can reuse them. */
export interface Struct<A> extends t.Type<A> {
  /** The codecs of the fields that must be there. */
  readonly required: RequiredFields<A>;
  /** The codecs of the fields that may be left out. */
  readonly optional: OptionalFields<A>;
}

/**
 * The codec of an object with these fields and no others.
 *
 * The type `A` is given, so that a field in only one of the interface and the codec does not compile. A field that is
 * `undefined` or `null` is dropped, as an API server does. A valid object is given back as it is.
 *
 * Problems: `wrong-type`, `missing-field`, those of the fields, and `unknown-field` with the name that was probably
 * meant.
 *
 * @param name - the name of `A`, for messages and for io-ts' reporters
 * @param is - a faster check than the general one, if there is one; it must accept exactly the same values
 */
export function struct<A extends object>(
  name: string,
  required: RequiredFields<A>,
  optional: OptionalFields<A>,
  is?: (input: unknown) => boolean,
): Struct<A> {
  return new StructCodec(name, required, optional, is);
}

/**
 * The codec of an object that has the fields of `base` and more. A field that is optional in `base` may be required
 * here. An intersection of io-ts would accept nothing: each of its structs refuses the fields of the others.
 *
 * Problems: those of {@link struct}.
 *
 * @param is - see {@link struct}
 */
export function extend<Base extends object, A extends Base>(
  name: string,
  base: Struct<Base>,
  required: Omit<RequiredFields<A>, Extract<RequiredKeys<Base>, SameKeys<Base, A>>>,
  optional: Omit<OptionalFields<A>, Extract<OptionalKeys<Base>, SameKeys<Base, A>>>,
  is?: (input: unknown) => boolean,
): Struct<A> {
  const all = { ...base.optional, ...optional };
  // A field that is optional in the base may be required here.
  for (const key of Object.keys(required)) Reflect.deleteProperty(all, key);
  return new StructCodec<A>(
    name,
    { ...base.required, ...required } as unknown as RequiredFields<A>,
    all as unknown as OptionalFields<A>,
    is,
  );
}

/** True for a codec of an object with known fields. */
export function isStruct(codec: t.Mixed | undefined): codec is Struct<object> {
  return codec instanceof StructCodec;
}

/** The fields whose type in `A` is no narrower than in `Base`. */
type SameKeys<Base, A extends Base> = { [K in keyof Base]-?: Base[K] extends A[K] ? K : never }[keyof Base];

interface FieldCodec {
  readonly codec: t.Type<unknown>;
  readonly required: boolean;
}

class StructCodec<A extends object> extends Codec<A> implements Struct<A> {
  readonly required: RequiredFields<A>;
  readonly optional: OptionalFields<A>;

  constructor(
    name: string,
    required: RequiredFields<A>,
    optional: OptionalFields<A>,
    is: ((input: unknown) => boolean) | undefined,
  ) {
    const fields = new Map<string, FieldCodec>();
    for (const [key, codec] of entries(required)) fields.set(key, { codec, required: true });
    for (const [key, codec] of entries(optional)) fields.set(key, { codec, required: false });
    const faithful = [...fields.values()].every(({ codec }) => isFaithful(codec));
    super(
      name,
      (is ?? guardOf(fields)) as (input: unknown) => input is A,
      (input, place, report) => readFields<A>(fields, input, place, report),
      (key) => fields.get(String(key))?.codec,
      faithful ? t.identity : (value) => encodeFields(fields, value),
    );
    this.required = required;
    this.optional = optional;
  }
}

function entries(fields: object): ReadonlyArray<[string, t.Type<unknown>]> {
  return Object.entries(fields);
}

/** The check of a struct for which none was generated. */
function guardOf(fields: ReadonlyMap<string, FieldCodec>): (input: unknown) => boolean {
  let required = 0;
  for (const field of fields.values()) if (field.required) required++;
  return (input) => {
    if (!isOwnObject(input)) return false;
    let found = 0;
    let empty = true;
    for (const key in input) {
      const field = fields.get(key);
      if (field?.codec.is(input[key]) !== true) return false;
      if (field.required) found++;
      empty = false;
    }
    return found === required && (!empty || isPlainObject(input));
  };
}

function readFields<A>(fields: ReadonlyMap<string, FieldCodec>, input: unknown, place: Place, report: Report): A {
  if (!isPlainObject(input)) return refuse(input, place, report, noObject(fields, input));
  const output: Record<string, unknown> = {};
  const misspelt = new Set<string>();
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (value === undefined) continue;
    const field = fields.get(key);
    if (field === undefined) {
      const meant = reportUnknown(fields, input, { parent: place, key }, report);
      if (meant !== undefined) misspelt.add(meant);
    } else if (isValid(field.codec, value)) output[key] = value;
    else if (value !== null) output[key] = readInvalid(field.codec, value, { parent: place, key }, report);
    if (isFull(report)) return output as A;
  }
  for (const [key, { required }] of fields) {
    if (!required || Object.hasOwn(output, key)) continue;
    // A misspelt name is reported at its own place. If it is only dropped, the field is missing too.
    if (misspelt.has(key) && !report.lenient) continue;
    const message = `the field \`${key}\` is missing`;
    fail(report, { parent: place, key }, { code: 'missing-field', message });
  }
  return output as A;
}

/** People often write the name of an object in place of the object: `task: pg-backup`. */
function noObject(fields: ReadonlyMap<string, FieldCodec>, input: unknown): Finding {
  const finding = wrongType('an object', input);
  if (finding.hint !== undefined || !fields.has('name')) return finding;
  if (typeof input !== 'string' || !/^[\w.-]{1,63}$/.test(input)) return finding;
  const text = `{ name: ${input} }`;
  return { ...finding, hint: `write it as an object: \`${text}\``, inText: writePlain(text) };
}

/** @returns the name that was probably meant */
function reportUnknown(
  fields: ReadonlyMap<string, FieldCodec>,
  input: object,
  at: { readonly parent: Place; readonly key: string },
  report: Report,
): string | undefined {
  const message = `there is no field ${backtick(at.key)} here`;
  const { meant, ...guessed }: Guess = report.guesses-- > 0 ? guess(fields, input, at.key) : {};
  (report.lenient ? warn : fail)(report, at, { code: 'unknown-field', message, atKey: true, ...guessed });
  return meant;
}

/** The cure for an unknown name. */
interface Guess extends Cure {
  /** The name that was probably meant. */
  readonly meant?: string;
}

/** The name that was probably meant, or all names where they are few. */
function guess(fields: ReadonlyMap<string, FieldCodec>, input: object, key: string): Guess {
  if (/^-[^\s-]/.test(key)) return { hint: `write a space behind the dash: \`- ${key.slice(1, 60)}: …\`` };
  const names = [...fields.keys()];
  const inAscii = asciiOf(key);
  const sameLetters = names.find((name) => name.toLowerCase() === inAscii.toLowerCase());
  const free = names.filter((name) => !Object.hasOwn(input, name));
  const meant = sameLetters === undefined ? didYouMean(inAscii, free) : free.find((name) => name === sameLetters);
  if (meant !== undefined) {
    const [odd] = inAscii === key ? [] : findLookalikes(key);
    const why = odd === undefined ? '' : `${nameCharacter(odd.character)} stands in the name: `;
    return { hint: `${why}did you mean \`${meant}\`?`, inText: writeInstead(meant), meant };
  }
  const twin = sameLetters ?? names.find((name) => isTypo(name, inAscii));
  if (twin !== undefined) return { hint: `\`${twin}\` is there already: remove one of the two` };
  if (names.length === 0 || names.length > 10) return {};
  return { hint: `the fields here are ${names.map((name) => `\`${name}\``).join(', ')}` };
}

/** True where two names differ in a letter or two at most. */
function isTypo(name: string, other: string): boolean {
  return name.length > 3 && leven(name, other.slice(0, 100)) <= 2;
}

/** A name with each look-alike character replaced by the ASCII character that it looks like. */
function asciiOf(name: string): string {
  let text = name;
  for (const { character, ascii } of findLookalikes(name)) text = text.replace(character, ascii.trim());
  return text;
}

function encodeFields<A extends object>(fields: ReadonlyMap<string, FieldCodec>, value: A): A {
  const output: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const codec = fields.get(key)?.codec;
    output[key] = codec === undefined ? field : codec.encode(field);
  }
  return output as A;
}
