import { durationFault, formatGoDuration, type Problem, readOr, roundToSeconds } from '@stash-functions/core/decode';
import { isSame } from './is-same.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';
import { readTime } from './time.ts';

/** The clock of a roll-up, which never asks for the time itself. */
export interface RollUpOptions {
  /** The time of new conditions and durations. */
  readonly now: Date;
}

/** A status after a merge. */
export interface RollUp<Status> {
  /** The whole status to write. */
  readonly status: Status;
  /** True where it differs from the status before; otherwise nothing has to be written. */
  readonly changed: boolean;
  /** Problems that were mended or left out. */
  readonly warnings: ReadonlyArray<Problem<SessionProblemCode>>;
}

/** A {@link RollUp} that compares the two statuses itself. */
export function rollUp<Status>(
  before: Status | undefined,
  status: Status,
  warnings: ReadonlyArray<Problem<SessionProblemCode>>,
): RollUp<Status> {
  return { status, changed: !isSame(before ?? {}, status), warnings };
}

/** The {@link RollUp} of what cannot be read: its status stays as it is, and nothing is to be written. */
export function unreadableRollUp<Status extends object>(session: {
  readonly status?: Status;
}): RollUp<Status | object> {
  const status = readOr<Status | object>({}, () => session.status ?? {});
  return { status, changed: false, warnings: [unreadableInput] };
}

/** The Problem of arguments that break their types. */
export const unreadableInput: Problem<'input-invalid'> = sessionProblem('input-invalid', {
  message: 'what was given cannot be read as what the types say',
  hint: 'decode objects of another source with `decodeResource` before they are used',
});

/**
 * The time from the creation of a session until now, as Go prints it, and at least 0. Undefined where the creation is
 * not known.
 */
export function sessionDuration(created: string | undefined, now: Date): string | undefined {
  const start = readTime(created);
  return start === undefined ? undefined : formatGoDuration(roundToSeconds(Math.max(0, now.getTime() - start) / 1000));
}

/** The warnings about the time at which a session was created. */
export function creationWarnings(
  created: string | undefined,
  now: Date,
): ReadonlyArray<Problem<'creation-in-future' | 'invalid-time'>> {
  const path = ['metadata', 'creationTimestamp'];
  const start = readTime(created);
  if (start === undefined) {
    const message = `the time of creation, ${created ?? 'which is missing'}, cannot be read, so that the session has no duration`;
    return [sessionProblem('invalid-time', { message, path })];
  }
  if (start <= now.getTime()) return [];
  const message = `the session was created at ${created}, which is later than now, so that it took no time`;
  return [sessionProblem('creation-in-future', { message, path, hint: 'set the clocks of the cluster' })];
}

/** The warning `invalid-time` for a duration of the spec that Go does not read. Nothing waits for it. */
export function unreadableDuration(field: string, text: string): Problem<'invalid-time'> {
  const message = `\`${text}\` is not read as a duration`;
  const path = ['spec', ...field.split('.')];
  return sessionProblem('invalid-time', {
    message,
    path,
    hint: durationFault(text)?.hint ?? 'write it as Go does: `1h30m`',
  });
}
