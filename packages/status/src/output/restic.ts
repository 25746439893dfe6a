import type { Problem, Problems } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { present } from '../present.ts';
import { unreadableInput } from '../session/roll-up.ts';
import { parseJson } from './json-text.ts';
import { outputProblem } from './output-problem-code.ts';
import type { SnapshotOutcome } from './step-output.ts';

/** The result of `restic backup --json`. */
export interface ResticBackup {
  /** The snapshot that it took. */
  readonly snapshot: SnapshotOutcome;
  /** The errors about single files, one message each; the snapshot exists all the same. */
  readonly fileErrors: ReadonlyArray<string>;
  /** The warning `restic-no-summary`, where restic said nothing of a snapshot. */
  readonly warnings: ReadonlyArray<Problem<'restic-no-summary'>>;
}

/** The numbers of snapshots that a retention policy kept and removed. */
export interface ResticForget {
  /** Snapshots that were kept. */
  readonly kept: number;
  /** Snapshots that were removed. */
  readonly removed: number;
}

/**
 * Reads the standard output of `restic backup --json`: one JSON object in each line. The last `summary` counts.
 *
 * An output without a summary is a snapshot of no bytes, with a warning. The bytes are `total_bytes_processed` and
 * `data_added` (before compression); the seconds are `total_duration`.
 *
 * Problems: `restic-syntax` for a line that is no JSON, as `Fatal: wrong password`.
 *
 * @param path - the path that was backed up, or the file name that standard input was saved as
 * @see https://restic.readthedocs.io/en/stable/075_scripting.html
 */
export function readResticBackup(
  stdout: string,
  path: string,
): Either<Problems<'restic-syntax' | 'input-invalid'>, ResticBackup> {
  return readOr<Either<Problems<'restic-syntax' | 'input-invalid'>, ResticBackup>>(left([unreadableInput]), () => {
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
    return right({
      snapshot: toSnapshot({}, path),
      fileErrors,
      warnings: [outputProblem('restic-no-summary', { message })],
    });
  });
}

/**
 * Reads the standard output of `restic forget --json`: the sums over all groups. restic prints the list on one line.
 * The lines around it, as the text of `--prune`, do not matter.
 *
 * Problems: `restic-syntax`, also for `null` and `[]`, which say nothing of any snapshot.
 */
export function readResticForget(stdout: string): Either<Problems<'restic-syntax' | 'input-invalid'>, ResticForget> {
  return readOr<Either<Problems<'restic-syntax' | 'input-invalid'>, ResticForget>>(left([unreadableInput]), () => {
    const json = parseJson(listIn(stdout));
    if (isLeft(json)) return left([refusal('restic forget --json', stdout, json.left.message)]);
    const groups: ReadonlyArray<unknown> = Array.isArray(json.right.value) ? json.right.value : [];
    return right({ kept: sumOf(groups, 'keep'), removed: sumOf(groups, 'remove') });
  });
}

/** True where the standard output of `restic check` has the line that calls the data of the repository sound. */
export function readResticCheck(stdout: string): boolean {
  return readOr(false, () => stdout.split('\n').some((line) => line.trim() === 'no errors were found'));
}

/**
 * Reads the standard output of `restic stats --json --mode raw-data`: the bytes that the repository holds.
 *
 * Problems: `restic-syntax`.
 */
export function readResticStats(stdout: string): Either<Problems<'restic-syntax' | 'input-invalid'>, number> {
  return readOr<Either<Problems<'restic-syntax' | 'input-invalid'>, number>>(left([unreadableInput]), () => {
    const stats = readObject(stdout, 'restic stats --json');
    return isLeft(stats) ? stats : right(numberIn(stats.right, 'total_size') ?? 0);
  });
}

/**
 * The reason why restic failed, from its standard error, on one line. It is the last 256 bytes, cut at the beginning of
 * a line where there is one. Stash's conditions and hosts have the same text.
 */
export function resticFailure(stderr: string): string {
  return readOr('', () => {
    const bytes = new TextEncoder().encode(stderr);
    const end = new TextDecoder().decode(bytes.slice(-longestFailure));
    const lineBreak = bytes.length > longestFailure ? end.trimEnd().indexOf('\n') : -1;
    return end
      .slice(lineBreak + 1)
      .trim()
      .split(/\r?\n/)
      .join(' ');
  });
}

type JsonObject = Readonly<Record<string, unknown>>;

const longestFailure = 256;

function toSnapshot(summary: JsonObject, path: string): SnapshotOutcome {
  const { snapshot_id: id } = summary;
  return {
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    path,
    bytes: numberIn(summary, 'total_bytes_processed') ?? 0,
    uploadedBytes: numberIn(summary, 'data_added') ?? 0,
    seconds: numberIn(summary, 'total_duration') ?? 0,
    files: present({
      total: numberIn(summary, 'total_files_processed'),
      new: numberIn(summary, 'files_new'),
      modified: numberIn(summary, 'files_changed'),
      unmodified: numberIn(summary, 'files_unmodified'),
    }),
  };
}

/** The text from the first `[{` of a line to its last `}]`, in the first line that has both. */
function listIn(stdout: string): string {
  for (const line of stdout.split('\n')) {
    const start = line.indexOf('[{');
    const end = line.lastIndexOf('}]');
    if (start >= 0 && end > start) return line.slice(start, end + 2);
  }
  return '';
}

function sumOf(groups: ReadonlyArray<unknown>, field: 'keep' | 'remove'): number {
  return groups.reduce<number>((total, group) => {
    const list = isObject(group) ? group[field] : undefined;
    return total + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

function fileError(message: JsonObject): string {
  const { error, item } = message;
  const text = isObject(error) && typeof error.message === 'string' ? error.message : 'it cannot be read';
  return typeof item === 'string' ? `${item}: ${text}` : text;
}

function readObject(text: string, what: string): Either<Problems<'restic-syntax'>, JsonObject> {
  const json = parseJson(text);
  if (isLeft(json)) return left([refusal(what, text, json.left.message)]);
  return isObject(json.right.value) ? right(json.right.value) : left([refusal(what, text, 'it is no object')]);
}

function refusal(what: string, text: string, reason: string): Problem<'restic-syntax'> {
  const [line = ''] = text.trim().split('\n');
  const shown = line.length > 120 ? `${line.slice(0, 120)}…` : line;
  return outputProblem('restic-syntax', {
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
