import { locate, type Problem, type Problems, type Resource } from '@stash-functions/core/decode';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { BackupContext, RestoreContext } from './context.ts';
import type { ScopeProblemCode } from './scope-problem-code.ts';

/** Problems with the lines of the manifests that the resources of a context were read from, where they were. */
export function locateProblems(
  problems: Problems<ScopeProblemCode>,
  context: BackupContext | RestoreContext,
): Problems<ScopeProblemCode> {
  const { invoker, repository, appBindings = [] } = context;
  const session = 'session' in context ? context.session : undefined;
  const resources = [invoker, repository, session, ...appBindings];
  return map((problem: Problem<ScopeProblemCode>) => {
    const resource = resources.find((candidate) => candidate !== undefined && isAbout(problem, candidate));
    const source = resource === undefined ? undefined : locate(resource, problem.path);
    return source === undefined ? problem : { ...problem, source };
  })(problems);
}

function isAbout({ resource }: Problem, { kind, metadata }: Resource): boolean {
  return resource?.kind === kind && resource.name === metadata.name && resource.namespace === metadata.namespace;
}
