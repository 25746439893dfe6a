import { byteLength, formatPath, type KindFacts, type Problem } from '@stash-functions/core/decode';
import type { AdmissionCause, AdmissionStatus, CauseReason } from './admission-review.ts';

/** The status that refuses a resource with errors. */
export function invalidStatus(
  kind: KindFacts,
  name: string | undefined,
  namespace: string | undefined,
  errors: ReadonlyArray<Problem>,
): AdmissionStatus {
  const shown = errors.slice(0, mostCauses);
  const causes = shown.map(causeOf);
  const subject = `${kind.kind}${name === undefined ? '' : ` ${namespace === undefined ? '' : `${namespace}/`}${name}`}`;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  const lines = causes.map(({ field, message }) => `- ${field === '' ? '' : `${field}: `}${message}`);
  if (errors.length > shown.length) lines.push(`- and ${errors.length - shown.length} more`);
  const [group = ''] = kind.apiVersion.split('/');
  return {
    status: 'Failure',
    code: 422,
    reason: 'Invalid',
    message: [`${subject} has ${count}:`, ...lines].join('\n'),
    details: { ...(name === undefined ? {} : { name }), group, kind: kind.kind, causes },
  };
}

/** The status that refuses a review that cannot be read. */
export function badRequestStatus(message: string): AdmissionStatus {
  return { status: 'Failure', code: 400, reason: 'BadRequest', message };
}

/** A Problem in one line. It names the resource where it is not the reviewed one. */
export function warningLine({ message, hint, path, resource }: Problem, isOther: boolean): string {
  const of = isOther && resource !== undefined ? `${resource.kind} ${resource.name ?? ''}: ` : '';
  const at = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${of}${at}${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/**
 * Warnings as an API server passes them on: printable text, at most 256 bytes each and 4096 together. The server would
 * cut the rest without a word. Here the last line says how many more there are.
 */
export function limitWarnings(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const short = [...new Set(lines)].map((line) => cut(line.replaceAll(unprintable, ' ').trim(), mostBytes));
  const kept: Array<string> = [];
  let bytes = 0;
  for (const [index, line] of short.entries()) {
    const rest = short.length - index;
    const size = byteLength(line);
    const isLast = rest === 1;
    if (bytes + size + (isLast ? 0 : byteLength(more(rest))) > mostBytesTogether) {
      kept.push(more(rest));
      break;
    }
    kept.push(line);
    bytes += size;
  }
  return kept;
}

const mostCauses = 50;
const mostBytes = 256;
const mostBytesTogether = 4096;

/**
 * A header must have no line ends or other control characters. A bidirectional override would change the text that
 * people read.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

function more(count: number): string {
  return `and ${count} more ${count === 1 ? 'warning' : 'warnings'}`;
}

/** The beginning of a text, in so many bytes of UTF-8, with an ellipsis where it is cut. */
function cut(text: string, most: number): string {
  if (byteLength(text) <= most) return text;
  let kept = '';
  let bytes = byteLength('…');
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return `${kept}…`;
}

function causeOf({ code, message, hint, path }: Problem): AdmissionCause {
  return {
    reason: reasonOf(code),
    message: hint === undefined ? message : `${message} (${hint})`,
    field: formatPath(path),
  };
}

/** Codes that Kubernetes has a word for; every other error is an invalid value. */
const reasons: Readonly<Record<string, CauseReason>> = {
  'both-spellings': 'FieldValueForbidden',
  'conflicting-fields': 'FieldValueForbidden',
  'duplicate-item': 'FieldValueDuplicate',
  'duplicate-name': 'FieldValueDuplicate',
  'duplicate-path': 'FieldValueDuplicate',
  'missing-field': 'FieldValueRequired',
  'unknown-field': 'FieldValueForbidden',
  'unknown-value': 'FieldValueNotSupported',
  'unknown-volume': 'FieldValueNotFound',
  'unsupported-value': 'FieldValueNotSupported',
  'wrong-type': 'FieldValueTypeInvalid',
};

function reasonOf(code: string): CauseReason {
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? 'FieldValueInvalid') : 'FieldValueInvalid';
}
