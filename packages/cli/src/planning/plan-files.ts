import { isError, type Problem } from '@stash-functions/core';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Terminal } from '../terminal.ts';
import { writeLine } from '../terminal.ts';
import { chooseInvokers } from './choose-invokers.ts';
import { type PlannedInvoker, planInvoker } from './plan-invoker.ts';
import type { PlanFlags } from './plan-options.ts';
import { readForPlan, worthAWord } from './read-for-plan.ts';

/** What {@link planFiles} is asked for. */
export interface PlanFilesOptions extends PlanFlags {
  /** Which invokers are planned; those that the flags name, or all, where it is absent. */
  readonly choose?: typeof chooseInvokers;
  /** When it is, where a made-up session must be another one each time. */
  readonly now?: Date;
}

/** The plans of the invokers of some files. */
export interface PlannedFiles {
  /** One for each invoker that was chosen; none where the files could not be read. */
  readonly planned: ReadonlyArray<PlannedInvoker>;
  /** Everything that is wrong with the files and the plans, and what they warn of. */
  readonly problems: ReadonlyArray<Problem>;
}

/**
 * Reads manifests and plans the invokers that the flags choose. What was made up is said on stderr.
 *
 * @throws CannotDo where there is nothing to read, and where the invoker that is asked for is not there
 */
export async function planFiles(
  paths: ReadonlyArray<string>,
  { choose = chooseInvokers, now, ...flags }: PlanFilesOptions,
  terminal: Terminal,
): Promise<PlannedFiles> {
  const { manifests, problems: unread } = await readForPlan(paths, flags, terminal);
  const chosen = unread.some(isError) ? [] : choose(manifests, flags);
  const planned = chosen.map((invoker) => planInvoker(manifests, invoker, flags, now));
  for (const { madeUp } of planned) for (const sentence of madeUp) writeLine(terminal.stderr, `note: ${sentence}`);
  const found = planned.flatMap(({ result }) => (isLeft(result) ? result.left : result.right.warnings));
  return { planned, problems: [...unread, ...found].filter(worthAWord) };
}
