import { quote } from '../codec/describe.ts';
import { type Fields, isObject } from '../codec/is-object.ts';
import { byteFault } from '../format/bytes.ts';
import { fileModeFault } from '../format/file-mode.ts';
import { isDnsLabel, isDnsSubdomain, leadsUp } from '../format/kubernetes-syntax.ts';
import type { VolumeFault } from './volume-fault.ts';

/** A rule for one source of volumes. The paths of its faults begin at the source. */
export type VolumeRule = (source: Fields) => ReadonlyArray<VolumeFault>;

/** Fields that must hold a text or a list, and not an empty one. */
export function required(...names: ReadonlyArray<string>): VolumeRule {
  return (source) =>
    names.filter((name) => isEmpty(source[name])).map((name) => missing([name], `the ${name}`, source[name]));
}

/**
 * A field that must name an object of the namespace. With a name that no object can have, the pod would wait for ever.
 */
export function refersTo(name: string, what: string): VolumeRule {
  return (source) => reference(source[name], [name], what);
}

/**
 * A reference to a Secret, which must have a name. It must be given if `needed`. An invalid name is an error if
 * `checked`, because the server looks at it.
 */
export function namesSecret(
  name: string,
  { needed = false, checked = false }: { readonly needed?: boolean; readonly checked?: boolean } = {},
): VolumeRule {
  return (source) => {
    const ref = source[name];
    if (!isObject(ref)) return needed ? [missing([name], `the ${name}`, ref)] : [];
    const found = reference(ref.name, [name, 'name'], 'the name of the Secret');
    return checked ? found.map((each) => ({ ...each, severity: 'error' })) : found;
  };
}

/** A quantity of bytes that must not be below zero, and should be a whole number. */
export function bytes(name: string): VolumeRule {
  return (source) => {
    const value = source[name];
    const found = value === undefined ? undefined : byteFault(String(value));
    return found === undefined ? [] : [{ ...found, path: [name], value }];
  };
}

/** The permission bits of files. */
export function fileMode(name: string): VolumeRule {
  return (source) => {
    const value = source[name];
    const found = typeof value === 'number' ? fileModeFault(value) : undefined;
    return found === undefined ? [] : [fault('out-of-range', [name], found.message, found.hint, value)];
  };
}

/** A whole number in a range. */
export function within(name: string, least: number, most: number): VolumeRule {
  return (source) => {
    const value = source[name];
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= least && value <= most)) return [];
    const hint = `give a whole number from ${least} to ${most}`;
    return [fault('out-of-range', [name], `${value} is out of range`, hint, value)];
  };
}

/** One of a few values. */
export function oneOf(name: string, values: ReadonlyArray<string>): VolumeRule {
  return (source) => {
    const value = source[name];
    if (typeof value !== 'string' || values.includes(value)) return [];
    const hint = `use one of ${values.map((each) => (each === '' ? '""' : each)).join(', ')}`;
    return [fault('unsupported-value', [name], `${quote(value)} is not supported here`, hint, value)];
  };
}

/**
 * A text that must have a certain form. An empty text is allowed unless `empty` is set; {@link required} refuses it
 * elsewhere.
 */
export function matches(
  name: string,
  is: (text: string) => boolean,
  form: string,
  hint: string,
  { empty = false }: { readonly empty?: boolean } = {},
): VolumeRule {
  return (source) => {
    const value = source[name];
    if (typeof value !== 'string' || (value === '' && !empty) || is(value)) return [];
    return [fault('invalid-format', [name], `${quote(value)} is ${form}`, hint, value)];
  };
}

/** A text that must be an RFC 1123 label, if it is given. */
export function label(name: string): VolumeRule {
  return (source) => {
    const value = source[name];
    if (typeof value !== 'string' || value === '' || isDnsLabel(value)) return [];
    const hint = 'use at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit';
    return [fault('invalid-name', [name], `the ${name} ${quote(value)} is no RFC 1123 label`, hint, value)];
  };
}

/** Exactly one of two fields, each a text or a list. */
export function eitherOf(one: string, other: string): VolumeRule {
  return (source) => {
    const [hasOne, hasOther] = [!isEmpty(source[one]), !isEmpty(source[other])];
    if (hasOne !== hasOther) return [];
    if (!hasOne) return [missing([one], `the ${one} or ${other}`, source[one])];
    const message = `${one} and ${other} exclude each other`;
    return [fault('conflicting-fields', [other], message, 'give one of the two', source[other])];
  };
}

/** A path without `..`. It must be absolute or relative, where `kind` says so. */
export function path(name: string, kind: 'absolute' | 'relative' | 'any'): VolumeRule {
  return (source) => {
    const value = source[name];
    if (typeof value !== 'string' || value === '') return [];
    if (kind !== 'absolute' && leadsUp(value)) {
      return [fault('invalid-path', [name], `${quote(value)} holds ..`, 'give a path without ..', value)];
    }
    if (kind === 'absolute' && !value.startsWith('/')) {
      return [fault('invalid-path', [name], `${quote(value)} is not absolute`, 'begin it with /', value)];
    }
    if (kind !== 'relative' || !value.startsWith('/')) return [];
    return [fault('invalid-path', [name], `${quote(value)} is absolute`, 'give a path within the volume', value)];
  };
}

/** A field that must be given because another one asks for it. */
export function requiredIf(name: string, when: (source: Fields) => boolean, because: string): VolumeRule {
  return (source) => {
    if (!when(source) || !isEmpty(source[name])) return [];
    return [{ ...missing([name], `the ${name}`, source[name]), message: `the ${name} is missing, ${because}` }];
  };
}

/** Makes a fault that an API server refuses. */
export function fault(
  code: VolumeFault['code'],
  at: VolumeFault['path'],
  message: string,
  hint?: string,
  value?: unknown,
): VolumeFault {
  return { code, severity: 'error', path: at, message, hint, value };
}

function missing(at: VolumeFault['path'], what: string, value: unknown): VolumeFault {
  return fault('missing-field', at, `${what} is missing`, undefined, value);
}

function reference(value: unknown, at: VolumeFault['path'], what: string): ReadonlyArray<VolumeFault> {
  if (isEmpty(value)) return [missing(at, what, value)];
  if (typeof value !== 'string' || isDnsSubdomain(value)) return [];
  const message = `${what} ${quote(value)} is no RFC 1123 subdomain, so no object can have it`;
  const hint = 'use lowercase letters, digits, dashes and dots';
  return [{ ...fault('invalid-name', at, message, hint, value), severity: 'warning' }];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
