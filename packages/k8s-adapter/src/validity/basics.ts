import {
  byteLength,
  fileModeFault,
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isQualifiedName,
} from '@stash-functions/core/decode';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';

/** Checks a name that must be an RFC 1123 label, as that of a container, a volume or a namespace. */
export function checkLabelName(name: string, path: Place, what: string, findings: Findings): void {
  if (isDnsLabel(name)) return;
  findings.error(
    'invalid-name',
    path,
    `${what} ${quote(name)} is no RFC 1123 label`,
    'use at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit',
  );
}

/** Checks a name that must be an RFC 1123 subdomain, as that of most objects. */
export function checkSubdomain(name: string, path: Place, what: string, findings: Findings): void {
  if (isDnsSubdomain(name)) return;
  findings.error(
    'invalid-name',
    path,
    `${what} ${quote(name)} is no RFC 1123 subdomain`,
    'use at most 253 lowercase letters, digits, dashes and dots, each part beginning and ending with a letter or digit',
  );
}

/**
 * Checks the name of an object that a pod refers to. An API server takes any name that is not empty. The pod then waits
 * for ever for an object that cannot exist, hence a warning.
 */
export function checkReference(name: string | undefined, path: Place, what: string, findings: Findings): void {
  if (name === undefined || name === '') missing(path, what, findings);
  else if (!isDnsSubdomain(name)) {
    const message = `${what} ${quote(name)} is no RFC 1123 subdomain, so no object can have it`;
    findings.warning('invalid-name', path, message, 'use lowercase letters, digits, dashes and dots');
  }
}

/** Checks the keys and values of labels, or of a selector that matches them. */
export function checkLabels(
  labels: Readonly<Record<string, string>> | undefined,
  path: Place,
  findings: Findings,
): void {
  if (labels === undefined) return;
  for (const key of Object.keys(labels)) {
    const value = labels[key] ?? '';
    if (isQualifiedName(key) && isLabelValue(value)) continue;
    checkQualifiedName(key, below(path, key), 'the key of the label', findings);
    checkLabelValue(value, below(path, key), findings);
  }
}

/** Checks the value of a label. */
export function checkLabelValue(value: string, path: Place, findings: Findings): void {
  if (isLabelValue(value)) return;
  findings.error(
    'invalid-format',
    path,
    `${quote(value)} is no value of a label`,
    'use at most 63 letters, digits, dashes, dots and underscores, beginning and ending with a letter or digit',
  );
}

/** Checks a key of a label, a taint or a topology. */
export function checkQualifiedName(name: string, path: Place, what: string, findings: Findings): void {
  if (isQualifiedName(name)) return;
  findings.error(
    'invalid-format',
    path,
    `${what} ${quote(name)} is no qualified name`,
    'use at most 63 letters, digits, dashes, dots and underscores, perhaps behind a domain and a slash',
  );
}

/** Checks the keys of annotations, and their size: at most 256 KiB together. */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: Place,
  findings: Findings,
): void {
  if (annotations === undefined) return;
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    checkQualifiedName(key.toLowerCase(), below(path, key), 'the key of the annotation', findings);
    size += byteLength(key) + byteLength(value);
  }
  if (size > maximumAnnotationSize) {
    findings.error(
      'annotations-too-large',
      path,
      `the annotations have ${size} bytes, and an object may have ${maximumAnnotationSize}`,
      'keep the data in a ConfigMap, and its name in the annotation',
    );
  }
}

/** Checks for one of the values that the API knows. */
export function checkOneOf(
  value: string | undefined,
  known: ReadonlyArray<string>,
  path: Place,
  findings: Findings,
): void {
  if (value === undefined || known.includes(value)) return;
  findings.error('unsupported-value', path, `${quote(value)} is not supported here`, `use one of ${known.join(', ')}`);
}

/** Checks the permission bits of a file. */
export function checkFileMode(mode: number | undefined, path: Place, findings: Findings): void {
  const found = mode === undefined ? undefined : fileModeFault(mode);
  if (found !== undefined) findings.error('out-of-range', path, found.message, found.hint);
}

/** Checks for a whole number in a range. */
export function checkRange(
  value: number | undefined,
  minimum: number,
  maximum: number,
  path: Place,
  findings: Findings,
): void {
  if (value === undefined || (Number.isInteger(value) && value >= minimum && value <= maximum)) return;
  findings.error(
    'out-of-range',
    path,
    `${value} is out of range`,
    maximum >= maximumInt32
      ? `give a whole number, ${minimum} or more`
      : `give a whole number from ${minimum} to ${maximum}`,
  );
}

/** Reports a missing field without which an API server refuses the object. */
export function missing(path: Place, what: string, findings: Findings, hint?: string): void {
  findings.error('missing-field', path, `${what} is missing`, hint);
}

/** Checks that exactly one field of a union is given. */
export function checkUnion(
  given: object,
  members: ReadonlyArray<string>,
  path: Place,
  what: string,
  findings: Findings,
): void {
  const present = Object.keys(given).filter((key) => members.includes(key));
  if (present.length === 1) return;
  if (present.length === 0) missing(path, `what ${what} is`, findings, `give one of ${members.join(', ')}`);
  else {
    const second = present[1] ?? '';
    findings.error(
      'conflicting-fields',
      below(path, second),
      `${what} is both ${present.join(' and ')}`,
      'give one of them only',
    );
  }
}

/** Reports each value that occurs a second time. Empty values are not compared. */
export function checkDistinct(
  values: ReadonlyArray<string | undefined>,
  pathOf: (index: number) => Place,
  what: string,
  findings: Findings,
): void {
  if (values.length < 2) return;
  const isRepeated = repetitionsIn(values);
  values.forEach((value, index) => {
    if (value === undefined || value === '' || !isRepeated(index)) return;
    findings.error(
      'duplicate-name',
      pathOf(index),
      `${what} ${quote(value)} is there twice`,
      'give each a name of its own',
    );
  });
}

/** True where a list has the value at an index earlier too. Lists are mostly so short that a plain search is fastest. */
export function repetitionsIn(values: ReadonlyArray<string | undefined>): (index: number) => boolean {
  if (values.length <= 16) return (index) => values.indexOf(values[index]) < index;
  const first = new Map<string | undefined, number>();
  values.forEach((value, index) => {
    if (!first.has(value)) first.set(value, index);
  });
  return (index) => (first.get(values[index]) ?? index) < index;
}

/** A text for a message: in quotes, and cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

/** The largest int32. */
export const maximumInt32 = 2147483647;

const maximumAnnotationSize = 256 * 1024;
