import { isError, type Problem } from '@stash-functions/core';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { writeLine } from '../terminal.ts';
import { chooseInvokers } from './choose-invokers.ts';
import { type PlannedInvoker, planInvoker } from './plan-invoker.ts';
import type { PlanFlags } from './plan-options.ts';
import { readForPlan, worthAWord } from './read-for-plan.ts';
import { checkSecretFlags } from './secrets-among.ts';

/** Options of {@link planFiles}. */
export interface PlanFilesOptions extends PlanFlags {
  /** Chooses the invokers to plan. Default: those that the flags name, or all. */
  readonly choose?: typeof chooseInvokers;
  /** The current time, for a made-up session that must be a new one each time. */
  readonly now?: Date;
}

/** The plans of the invokers of some files. */
export interface PlannedFiles {
  /** The plan of each chosen invoker; none where the files could not be read. */
  readonly planned: ReadonlyArray<PlannedInvoker>;
  /** All errors and warnings of the files and the plans. */
  readonly problems: ReadonlyArray<Problem>;
}

/**
 * Reads manifests and plans the invokers that the flags choose. It reports everything that it made up on stderr.
 *
 * @throws CannotDo where there is nothing to read, and where the requested invoker does not exist
 */
export async function planFiles(
  paths: ReadonlyArray<string>,
  { choose = chooseInvokers, now, ...flags }: PlanFilesOptions,
  terminal: Terminal,
): Promise<PlannedFiles> {
  if (flags.fromCluster === true) return planOfCluster([...paths, ...(flags.filename ?? [])], flags, now, terminal);
  const { manifests, problems: unread } = await readForPlan(paths, flags, terminal);
  if (!unread.some(isError)) checkSecretFlags([manifests], flags);
  const chosen = unread.some(isError) ? [] : choose(manifests, flags);
  return together(
    chosen.map((invoker) => planInvoker(manifests, invoker, flags, now)),
    unread,
    terminal,
  );
}

async function planOfCluster(
  paths: ReadonlyArray<string>,
  flags: PlanFlags,
  now: Date | undefined,
  terminal: Terminal,
): Promise<PlannedFiles> {
  if (paths.length > 0) {
    throw new CannotDo('a plan is made either from files or from a cluster', 'leave out one of them');
  }
  // Loaded on demand, with everything that talks to a cluster.
  const { planRead, readFromCluster } = await import('./plan-from-cluster.ts');
  const { input, problems } = await readFromCluster(flags);
  if (input !== undefined) checkSecretFlags([input.manifests], flags);
  return together(input === undefined ? [] : [planRead(input, flags, now)], problems, terminal);
}

/** Reports what was made up, and gathers the problems. */
function together(
  planned: ReadonlyArray<PlannedInvoker>,
  unread: ReadonlyArray<Problem>,
  { stderr }: Terminal,
): PlannedFiles {
  for (const { madeUp } of planned) for (const sentence of madeUp) writeLine(stderr, `note: ${sentence}`);
  const found = planned.flatMap(({ result }) => (isLeft(result) ? result.left : result.right.warnings));
  return { planned, problems: [...unread, ...found].filter(worthAWord) };
}
