import { scheduleFault } from '@stash-functions/core/decode';
import type { V1CronJob } from '../kubernetes/cron-job.ts';
import { below } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkLabels, checkOneOf, checkRange, maximumInt32, quote } from './basics.ts';
import { checkJobSpec, checkMetadata } from './job.ts';

/** Checks everything that an API server demands of a CronJob, except for its pod. */
export function checkCronJob(cronJob: V1CronJob, findings: Findings): void {
  const { schedule, timeZone, jobTemplate, ...spec } = cronJob.spec;
  checkMetadata(cronJob.metadata, 52, undefined, findings);
  const at = below(undefined, 'spec');
  const fault = scheduleFault(schedule);
  if (fault !== undefined) findings.error('invalid-schedule', below(at, 'schedule'), fault.message, fault.hint);
  if (timeZone !== undefined) checkTimeZone(timeZone, findings);
  checkOneOf(spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace'], below(at, 'concurrencyPolicy'), findings);
  checkRange(spec.startingDeadlineSeconds, 0, Number.MAX_SAFE_INTEGER, below(at, 'startingDeadlineSeconds'), findings);
  for (const field of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const) {
    checkRange(spec[field], 0, maximumInt32, below(at, field), findings);
  }
  checkLabels(jobTemplate.metadata?.labels, below(below(below(at, 'jobTemplate'), 'metadata'), 'labels'), findings);
  checkJobSpec(jobTemplate.spec, below(below(at, 'jobTemplate'), 'spec'), findings);
}

/** Checks that this machine knows a time zone. The API compares capitals, and refuses `Local`. */
function checkTimeZone(name: string, findings: Findings): void {
  const known = timeZoneOf(name);
  if (known !== undefined && (known === name || known.toLowerCase() !== name.toLowerCase())) return;
  const hint = known === undefined ? 'name one of the IANA database: Europe/Berlin' : `did you mean ${known}?`;
  findings.error(
    'unsupported-value',
    below(below(undefined, 'spec'), 'timeZone'),
    `${quote(name)} is no time zone`,
    hint,
  );
}

/** The name that this machine has for a time zone: an older or newer one, or the same in other capitals. */
function timeZoneOf(name: string): string | undefined {
  if (name === '' || name.toLowerCase() === 'local' || /^[+-]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
