import {
  type ActionResults,
  type PostBackupAction,
  type RepositoryFigures,
  readResticCheck,
  readResticForget,
  readResticStats,
} from '@stash-functions/status';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { UpdateStatusPorts } from './ports.ts';
import type { ResticFiles } from './request.ts';

/** The results of the actions after a backup, as far as files have them. */
export interface ReadActions {
  readonly results: ActionResults;
  readonly figures?: RepositoryFigures | undefined;
  /** The actions that no file mentions. */
  readonly missing: ReadonlyArray<PostBackupAction>;
}

/** Reads the output of restic for the actions that are due. The first one that failed ends the list. */
export async function readActionResults(
  due: ReadonlyArray<PostBackupAction>,
  { forget, check, stats }: ResticFiles,
  readText: UpdateStatusPorts['readText'],
): Promise<ReadActions> {
  const missing = due.filter(
    (action) =>
      (action === 'ApplyRetentionPolicy' && forget === undefined) ||
      (action === 'VerifyRepositoryIntegrity' && check === undefined),
  );
  const retention =
    due.includes('ApplyRetentionPolicy') && forget !== undefined ? await readForget(forget, readText) : undefined;
  const hasFailed = retention !== undefined && 'error' in retention;
  const isChecked = due.includes('VerifyRepositoryIntegrity') && check !== undefined && !hasFailed;
  const integrity = isChecked ? await readCheck(check, stats, readText) : undefined;
  if (retention === undefined && integrity === undefined) return { results: {}, missing };
  const figures: RepositoryFigures = {
    ...(retention !== undefined && 'kept' in retention
      ? { snapshots: retention.kept, removed: retention.removed }
      : {}),
    ...(integrity !== undefined && 'sound' in integrity ? { integrity: integrity.sound, bytes: integrity.bytes } : {}),
  };
  return { results: { retention, integrity }, figures, missing };
}

async function readForget(file: string, readText: UpdateStatusPorts['readText']): Promise<ActionResults['retention']> {
  const text = await readText(file);
  if (isLeft(text)) return { error: text.left };
  const forget = readResticForget(text.right);
  return isLeft(forget) ? { error: forget.left[0].message } : forget.right;
}

async function readCheck(
  checkFile: string,
  statsFile: string | undefined,
  readText: UpdateStatusPorts['readText'],
): Promise<ActionResults['integrity']> {
  const check = await readText(checkFile);
  if (isLeft(check)) return { error: check.left };
  const sound = readResticCheck(check.right);
  if (statsFile === undefined) return { sound };
  const text = await readText(statsFile);
  if (isLeft(text)) return { sound };
  const bytes = readResticStats(text.right);
  return isLeft(bytes) ? { sound } : { sound, bytes: bytes.right };
}
