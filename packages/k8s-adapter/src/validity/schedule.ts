import { parseDuration } from '../plan/duration.ts';

/**
 * Whether the controller of CronJobs understands a schedule: five fields, or a descriptor such as `@daily` or
 * `@every 1h30m`.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@every ')) return (parseDuration(text.slice(7)) ?? 0) > 0;
  if (text.startsWith('@')) return descriptors.has(text);
  const parts = text.trim().split(/\s+/);
  return parts.length === fields.length && fields.every((field, index) => isField(parts[index] ?? '', field));
}

const descriptors: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  /** Names in place of numbers, the first for the minimum. */
  readonly names?: ReadonlyArray<string>;
}

const fields: ReadonlyArray<Field> = [
  { minimum: 0, maximum: 59 },
  { minimum: 0, maximum: 23 },
  { minimum: 1, maximum: 31 },
  { minimum: 1, maximum: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { minimum: 0, maximum: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

function isField(text: string, field: Field): boolean {
  return text.split(',').every((range) => isRange(range, field));
}

/** `*`, `?`, `5`, `1-5`, each perhaps with a step: `0-30/10`. */
function isRange(text: string, field: Field): boolean {
  const match = /^([^/]+)(?:\/(\d{1,4}))?$/.exec(text);
  if (match === null || (match[2] !== undefined && Number(match[2]) === 0)) return false;
  const range = match[1] ?? '';
  if (range === '*' || range === '?') return true;
  const ends = range.split('-');
  const [first, last = first] = ends.map((end) => numberOf(end, field));
  return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
}

function numberOf(text: string, { minimum, maximum, names = [] }: Field): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  const value = index < 0 ? Number(/^\d{1,4}$/.test(text) ? text : Number.NaN) : index + minimum;
  return value >= minimum && value <= maximum ? value : undefined;
}
