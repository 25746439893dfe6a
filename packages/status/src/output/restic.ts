import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { type StatusProblem, statusProblem } from '../problem/problem.ts';
import { parseJson } from './json-text.ts';
import type { SnapshotOutcome } from './step-output.ts';

/** What `restic backup --json` came to. */
export interface ResticBackup {
  /** The snapshot that it took. */
  readonly snapshot: SnapshotOutcome;
  /** What went wrong with single files, one message each; the snapshot is there all the same. */
  readonly fileErrors: ReadonlyArray<string>;
  /** `restic-no-summary`, where restic said nothing of a snapshot. */
  readonly warnings: ReadonlyArray<StatusProblem<'restic-no-summary'>>;
}

/** How many snapshots a retention policy kept and removed. */
export interface ResticForget {
  readonly kept: number;
  readonly removed: number;
}

/** What went wrong with an output of restic. */
export type ResticProblems = ReadonlyNonEmptyArray<StatusProblem<'restic-syntax'>>;

/**
 * Reads the standard output of `restic backup --json`: one JSON object a line, of which the last `summary` counts.
 *
 * An output without a summary is a snapshot of which nothing but the path is known, with a warning. Bytes are
 * `total_bytes_processed` and `data_added` (before compression); the seconds are `total_duration`.
 *
 * Problems: `restic-syntax` for a line that is no JSON, `Fatal: wrong password` for one.
 *
 * @param path - the path that was backed up, or the file name that standard input was saved as
 * @see https://restic.readthedocs.io/en/stable/075_scripting.html
 */
export function readResticBackup(stdout: string, path: string): Either<ResticProblems, ResticBackup> {
  let summary: JsonObject | undefined;
  const fileErrors: Array<string> = [];
  for (const line of stdout.split('\n')) {
    if (line.trim() === '') continue;
    const message = readObject(line, 'a line of restic backup --json');
    if (isLeft(message)) return message;
    if (message.right.message_type === 'summary') summary = message.right;
    if (message.right.message_type === 'error') fileErrors.push(fileError(message.right));
  }
  if (summary !== undefined) return right({ snapshot: toSnapshot(summary, path), fileErrors, warnings: [] });
  const message = `restic said nothing of a snapshot of ${path}`;
  return right({ snapshot: { path }, fileErrors, warnings: [statusProblem('restic-no-summary', { message })] });
}

/**
 * Reads the standard output of `restic forget --json`: the sums over all groups. What stands around the list, such as the
 * text of `--prune`, does not matter. An output without a list, `null` for one, means that nothing is known.
 *
 * Problems: `restic-syntax`.
 */
export function readResticForget(stdout: string): Either<ResticProblems, ResticForget> {
  const start = stdout.search(/\[\s*\{/);
  const end = stdout.lastIndexOf(']');
  if (start < 0 || end < start) return left([refusal('restic forget --json', stdout, 'there is no list of groups')]);
  const json = parseJson(stdout.slice(start, end + 1));
  if (isLeft(json)) return left([refusal('restic forget --json', stdout, json.left.message)]);
  const groups: ReadonlyArray<unknown> = Array.isArray(json.right.value) ? json.right.value : [];
  const sum = (field: 'keep' | 'remove'): number =>
    groups.reduce<number>((total, group) => {
      const list = isObject(group) ? group[field] : undefined;
      return total + (Array.isArray(list) ? list.length : 0);
    }, 0);
  return right({ kept: sum('keep'), removed: sum('remove') });
}

/** Whether the standard output of `restic check` has the line that says that the data of the repository is sound. */
export function readResticCheck(stdout: string): boolean {
  return stdout.split('\n').some((line) => line.trim() === 'no errors were found');
}

/**
 * Reads the standard output of `restic stats --json --mode raw-data`: the bytes that the repository holds.
 *
 * @returns undefined where restic did not say a size
 *
 * Problems: `restic-syntax`.
 */
export function readResticStats(stdout: string): Either<ResticProblems, number | undefined> {
  const stats = readObject(stdout, 'restic stats --json');
  return isLeft(stats) ? stats : right(numberIn(stats.right, 'total_size'));
}

/**
 * Why restic failed, from its standard error: the last 256 bytes without the first line of them, which is the echo of the
 * command or cut in two, on one line. That is what Stash's conditions and hosts have.
 */
export function resticFailure(stderr: string): string {
  const bytes = new TextEncoder().encode(stderr).slice(-longestFailure);
  const [first = '', ...rest] = new TextDecoder().decode(bytes).trim().split('\n');
  return (rest.length === 0 ? first : rest.join(' ')).trim();
}

type JsonObject = Readonly<Record<string, unknown>>;

const longestFailure = 256;

function toSnapshot(summary: JsonObject, path: string): SnapshotOutcome {
  const id = typeof summary.snapshot_id === 'string' ? summary.snapshot_id : undefined;
  return {
    ...(id === undefined || id === '' ? {} : { id }),
    path,
    bytes: numberIn(summary, 'total_bytes_processed'),
    uploadedBytes: numberIn(summary, 'data_added'),
    seconds: numberIn(summary, 'total_duration'),
    files: {
      total: numberIn(summary, 'total_files_processed'),
      new: numberIn(summary, 'files_new'),
      modified: numberIn(summary, 'files_changed'),
      unmodified: numberIn(summary, 'files_unmodified'),
    },
  };
}

function fileError(message: JsonObject): string {
  const { error, item } = message;
  const text = isObject(error) && typeof error.message === 'string' ? error.message : 'it cannot be read';
  return typeof item === 'string' ? `${item}: ${text}` : text;
}

function readObject(text: string, what: string): Either<ResticProblems, JsonObject> {
  const json = parseJson(text);
  if (isLeft(json)) return left([refusal(what, text, json.left.message)]);
  return isObject(json.right.value) ? right(json.right.value) : left([refusal(what, text, 'it is no object')]);
}

function refusal(what: string, text: string, reason: string): StatusProblem<'restic-syntax'> {
  const [line = ''] = text.trim().split('\n');
  const shown = line.length > 120 ? `${line.slice(0, 120)}…` : line;
  return statusProblem('restic-syntax', {
    message: `${what} is not the JSON that it was asked for: ${reason}`,
    hint: shown === '' ? 'restic printed nothing: see its standard error' : `it begins with: ${shown}`,
  });
}

function numberIn(object: JsonObject, field: string): number | undefined {
  const value = object[field];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
