import type * as t from 'io-ts';
import { Codec, refuse } from './codec.ts';
import { rfc3339Hint } from './cure.ts';
import { quote, wrongType } from './describe.ts';

/**
 * A point in time as RFC 3339 writes it: `2026-02-01T10:00:00Z`. YAML readers and clients make a Date of one; a Date is
 * read as its text. Problems: `wrong-type`, `invalid-date-time`.
 *
 * @see https://pkg.go.dev/k8s.io/kube-openapi/pkg/validation/strfmt#IsDateTime for the syntax that an API server takes
 */
export const dateTime: t.Type<string> = new Codec('date-time', isDateTime, (input, place, report) => {
  const text = input instanceof Date && !Number.isNaN(input.getTime()) ? input.toISOString() : input;
  if (isDateTime(text)) return text;
  if (typeof text !== 'string') return refuse(input, place, report, wrongType('a date and time', input));
  const message = `${quote(text)} is not a date and time`;
  return refuse(input, place, report, { code: 'invalid-date-time', message, hint: rfc3339Hint });
});

/** True for a string that is a date-time of RFC 3339, on a day that exists. */
export function isDateTime(input: unknown): input is string {
  if (typeof input !== 'string' || input.length > longest) return false;
  const match = syntax.exec(input);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Room for a fraction of nanoseconds, and for more digits than any clock has. */
const longest = 64;

/** As an API server reads it: letters of either case, any offset and, as in ISO 8601, a comma too; no leap seconds. */
const syntax = /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
