import { locateProblem, type Problem, type Problems } from '@stash-functions/core/decode';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { BackupContext, RestoreContext } from './context.ts';
import type { ScopeProblemCode } from './scope-problem-code.ts';

/** Adds to Problems the lines of the manifests that the resources of a context were read from, if there are any. */
export function locateProblems(
  problems: Problems<ScopeProblemCode>,
  context: BackupContext | RestoreContext,
): Problems<ScopeProblemCode> {
  const { invoker, repository, appBindings = [] } = context;
  const session = 'session' in context ? context.session : undefined;
  const resources = [invoker, repository, session, ...appBindings];
  return map((problem: Problem<ScopeProblemCode>) => locateProblem(problem, resources))(problems);
}
