import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { FunctionResource, TaskResource } from '@stash-functions/core';
import type { TemplateRun } from '../scenario/template-run.ts';
import { type Coverage, type CoverageRecord, mergeRecords, recordsOf } from './coverage.ts';

/**
 * The variable with the folder of the journal. The tests of a run are in many processes and threads, and each writes a
 * file of its own into this folder. The process that started them reads them all. The environment reaches every one of
 * them.
 */
const variable = 'STASH_FUNCTIONS_COVERAGE';

/** Makes the folder, and tells it to all workers that start from now on. */
export function openJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-coverage-'));
  process.env[variable] = folder;
  return folder;
}

/** Adds the points of `sources` that some runs reached, where there is a journal. */
export function recordRuns(
  runs: ReadonlyArray<TemplateRun>,
  sources: ReadonlyArray<FunctionResource | TaskResource>,
): void {
  const folder = process.env[variable];
  if (folder === undefined || folder === '') return;
  const file = join(folder, `${process.pid}-${threadId}.jsonl`);
  // Another run has begun in this process.
  if (!existsSync(file)) written.clear();
  const news = recordsOf(runs, sources).flatMap((record) => withoutKnown(record));
  if (news.length === 0) return;
  const lines = news.map((record) => `${JSON.stringify(record)}\n`).join('');
  appendFileSync(file, lines);
}

/** The coverage that the workers have written. */
export function readJournal(folder: string): Coverage {
  return mergeRecords(
    readdirSync(folder)
      .sort()
      .flatMap((file) => recordsIn(join(folder, file))),
  );
}

/** Deletes all records, for another run. */
export function clearJournal(folder: string): void {
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
}

/** Deletes the folder. */
export function closeJournal(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  delete process.env[variable];
}

/** Most runs reach only points that others have reached before. */
function withoutKnown(record: CoverageRecord): ReadonlyArray<CoverageRecord> {
  const key = `${record.kind} ${record.name} ${record.file ?? ''}`;
  const known = written.get(key) ?? new Set();
  written.set(key, known);
  const points = record.points.filter(({ id }) => !known.has(`point ${id}`));
  const reached = record.reached.filter((id) => !known.has(id));
  for (const { id } of points) known.add(`point ${id}`);
  for (const id of reached) known.add(id);
  return points.length + reached.length === 0 ? [] : [{ ...record, points, reached }];
}

const written = new Map<string, Set<string>>();

function recordsIn(file: string): ReadonlyArray<CoverageRecord> {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): CoverageRecord => JSON.parse(line));
}
