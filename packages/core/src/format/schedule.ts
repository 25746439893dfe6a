import { readOr } from '../input/read-or.ts';
import { didYouMean } from '../problem/did-you-mean.ts';
import { parseDuration } from './duration.ts';
import type { FormatFault } from './format-fault.ts';

/**
 * Finds the part of a schedule that the controller of CronJobs does not understand. The controller takes five fields:
 * minute, hour, day of month, month, day of week. Each has numbers, names, ranges, lists and steps. It also takes a
 * descriptor such as `@daily` or `@every 1h30m`. There are no seconds, and the API server refuses a time zone in a
 * schedule.
 *
 * @returns undefined for a schedule that it understands
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function scheduleFault(text: string): FormatFault | undefined {
  return readOr<FormatFault | undefined>(noText, () => {
    if (/TZ=/.test(text)) return timeZoneFault(text);
    if (text.startsWith('@')) return descriptorFault(text);
    const words = wordsOf(text);
    if (words.length !== fields.length) return countFault(text, words);
    for (const [index, field] of fields.entries()) {
      const fault = fieldFault(words[index] ?? '', field);
      if (fault !== undefined) return { ...fault, message: `${fault.message} in the schedule \`${text}\`` };
    }
    return undefined;
  });
}

/** True for a schedule that the controller of CronJobs understands: see {@link scheduleFault}. */
export function isSchedule(text: string): boolean {
  return readOr(false, () => scheduleFault(text) === undefined);
}

/**
 * True for a schedule that matches no day: February 30, or the 31st of months that have 30 days. Where both kinds of
 * day are given, one match is enough, so a day of the week always comes.
 */
export function neverComes(text: string): boolean {
  return readOr(false, () => {
    const [, , days = '*', months = '*', weekdays = '*'] = wordsOf(text);
    if (!isSchedule(text) || text.startsWith('@') || !/^[*?]/.test(weekdays) || /^[*?]/.test(days)) return false;
    const first = Math.min(...valuesOf(days, dayOfMonth));
    return !valuesOf(months, month).some((number) => first <= (longestMonths[number - 1] ?? 0));
  });
}

const longestMonths: ReadonlyArray<number> = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Field {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Names in place of numbers. The first stands for the minimum. */
  readonly names?: ReadonlyArray<string>;
}

const dayOfMonth: Field = { name: 'day of month', minimum: 1, maximum: 31 };
const month: Field = {
  name: 'month',
  minimum: 1,
  maximum: 12,
  names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
};

const fields: ReadonlyArray<Field> = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  dayOfMonth,
  month,
  { name: 'day of week', minimum: 0, maximum: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const descriptors: ReadonlyArray<string> = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
];

const shape = 'write minute, hour, day of month, month and day of week: `0 3 * * 1-5`';

function wordsOf(text: string): ReadonlyArray<string> {
  return text.trim().split(/\s+/);
}

function timeZoneFault(text: string): FormatFault {
  const rest = text.replace(/^\s*(?:CRON_)?TZ=\S*\s*/, '');
  return {
    message: `the schedule \`${text}\` names a time zone, which the API server refuses there`,
    hint: `write \`${rest}\` in the time zone of the cluster, or set \`timeZone\` of a CronJob of your own`,
  };
}

function descriptorFault(text: string): FormatFault | undefined {
  if (descriptors.includes(text)) return undefined;
  const every = /^@every\s*(.*)$/.exec(text)?.[1];
  if (every !== undefined) {
    return text.startsWith('@every ') && (parseDuration(text.slice('@every '.length)) ?? 0) > 0
      ? undefined
      : {
          message: `\`${text}\` has no duration that the controller of CronJobs understands`,
          hint: 'write one in hours, minutes or seconds: `@every 1h30m`',
        };
  }
  const near = didYouMean(text, descriptors);
  return {
    message: `\`${text}\` is no schedule`,
    hint:
      near === undefined ? `write one of ${descriptors.map((each) => `\`${each}\``).join(', ')}` : `write \`${near}\``,
    replacement: near,
  };
}

function countFault(text: string, words: ReadonlyArray<string>): FormatFault {
  if (text.trim() === '') return { message: 'the schedule is empty', hint: shape };
  const [first = '', ...rest] = words;
  const descriptor = `@${first.toLowerCase()}`;
  if (rest.length === 0 && descriptors.includes(descriptor)) {
    return { message: `\`${text}\` is no schedule`, hint: `write \`${descriptor}\``, replacement: descriptor };
  }
  const count = `the schedule \`${text}\` has ${words.length} field${words.length === 1 ? '' : 's'} in place of five`;
  const withoutSeconds = rest.slice(0, fields.length).join(' ');
  if (words.length > fields.length && /^0?0$/.test(first) && isSchedule(withoutSeconds)) {
    return {
      message: `${count}: Kubernetes knows no seconds`,
      hint: `write \`${withoutSeconds}\``,
      replacement: withoutSeconds,
    };
  }
  return { message: count, hint: shape };
}

function fieldFault(text: string, field: Field): FormatFault | undefined {
  for (const range of text.split(',')) {
    const fault = rangeFault(range, field);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Finds the fault in `*`, `?`, `5` or `1-5`, with or without a step: `0-30/10`. */
function rangeFault(text: string, field: Field): FormatFault | undefined {
  const [range = '', step, ...others] = text.split('/');
  if (others.length > 0 || (step !== undefined && !/^\d{1,4}$/.test(step)) || Number(step) === 0) {
    return { message: `\`${text}\` has no step that can be counted`, hint: 'write a number above 0 behind the slash' };
  }
  if (range === '*' || range === '?') return undefined;
  const ends = range.split('-');
  if (ends.length > 2) return { message: `\`${range}\` is no range`, hint: `write two numbers: \`1-5\`` };
  for (const end of ends) {
    if (numberOf(end, field) === undefined) return numberFault(end, field);
  }
  const [first = 0, last = first] = ends.map((end) => numberOf(end, field));
  if (first <= last) return undefined;
  const halves = `${ends[0]}-${field.maximum},${field.minimum}-${ends[1]}`;
  return { message: `\`${range}\` ends before it begins`, hint: `write \`${halves}\`` };
}

function numberFault(text: string, field: Field): FormatFault {
  const { name, minimum, maximum, names } = field;
  if (name === 'day of week' && /^7$/.test(text)) {
    return { message: '`7` is out of range for the day of week', hint: 'write `0` for Sunday' };
  }
  const near = /^[a-z]/i.test(text) && names !== undefined ? didYouMean(text.slice(0, 3), names) : undefined;
  const range = `from ${minimum} to ${maximum}`;
  return {
    message: /^\d+$/.test(text) ? `\`${text}\` is out of range for the ${name}` : `\`${text}\` is no ${name}`,
    hint:
      near === undefined
        ? `the ${name} goes ${range}${names === undefined ? '' : `, or is one of ${names.join(', ')}`}`
        : `write \`${near}\``,
  };
}

function numberOf(text: string, { minimum, maximum, names = [] }: Field): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  const value = index < 0 ? Number(/^\d{1,4}$/.test(text) ? text : Number.NaN) : index + minimum;
  return value >= minimum && value <= maximum ? value : undefined;
}

/** Every number that a well-formed field stands for. */
function valuesOf(text: string, field: Field): ReadonlyArray<number> {
  return text.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [start = field.minimum, end] = /^[*?]$/.test(range)
      ? [field.minimum, field.maximum]
      : range.split('-').map((bound) => numberOf(bound, field) ?? field.minimum);
    const last = end ?? (step === undefined ? start : field.maximum);
    const width = Number(step ?? 1);
    return Array.from({ length: Math.floor((last - start) / width) + 1 }, (_, index) => start + index * width);
  });
}

/** The fault of a value that is no text. */
const noText: FormatFault = { message: 'the schedule is no text', hint: 'write it as a text: `0 3 * * *`' };
