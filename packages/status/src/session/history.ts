import type { BackupSession, Problem } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { isFinal } from './session-phase.ts';
import { sessionProblem } from './session-problem-code.ts';
import { readTime } from './time.ts';

/**
 * The sessions of one invoker to delete by its history limit. They are the finished ones after the first `limit`
 * sessions, newest first. The newest that succeeded or failed stays while the limit is above 0.
 *
 * A negative limit removes nothing. Warnings: `invalid-history-limit`.
 *
 * @param limit - 1 by default in Stash
 */
export function sessionsToRemove(
  sessions: ReadonlyArray<BackupSession>,
  limit = 1,
): {
  readonly remove: ReadonlyArray<BackupSession>;
  readonly warnings: ReadonlyArray<Problem<'invalid-history-limit'>>;
} {
  return readOr({ remove: [], warnings: [] }, () => {
    if (!(limit >= 0)) {
      const message = `${limit} is no number of sessions to keep, so that none is removed`;
      const path = ['spec', 'backupHistoryLimit'];
      return {
        remove: [],
        warnings: [sessionProblem('invalid-history-limit', { message, path, hint: 'write 0 or more' })],
      };
    }
    const newestFirst = sessions.toSorted((one, other) => createdAt(other) - createdAt(one));
    const kept = limit > 0 ? newestFirst.find(({ status }) => isCompleted(status?.phase)) : undefined;
    const remove = newestFirst.slice(limit).filter((session) => session !== kept && isFinal(session.status?.phase));
    return { remove, warnings: [] };
  });
}

function createdAt({ metadata }: BackupSession): number {
  return readTime(metadata.creationTimestamp) ?? 0;
}

function isCompleted(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
