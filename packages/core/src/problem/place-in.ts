import { readOr } from '../input/read-or.ts';
import { type LocateOptions, locate } from '../manifest/locate.ts';
import { type Identifiable, referenceTo } from '../resource/reference-to.ts';
import type { Fix, Problem, SourceSpan } from './problem.ts';

/** The place of a Problem: the resource, the field, and the range in the text that the resource was read from. */
export type ProblemPlace = Pick<Problem, 'resource' | 'path' | 'source'>;

/**
 * The place of a field of a resource, or of a range in its text. Spread it into a Problem:
 * `problem('unknown-volume', { ...placeIn(task, ['spec', 'volumes', 0]), message })`.
 */
export function placeIn(
  resource: Identifiable,
  path: ReadonlyArray<string | number>,
  range?: LocateOptions,
): ProblemPlace {
  return readOr<ProblemPlace>({ path: [], resource: { kind: '' } }, () => {
    const source = locate(resource, path, range);
    const reference = referenceTo(resource);
    return source === undefined ? { resource: reference, path } : { resource: reference, path, source };
  });
}

/**
 * Adds the line of the source to a Problem that names a resource and a path, if that resource is given and was read
 * from a text. A Problem that has a source keeps it.
 */
export function locateProblem<P extends Problem>(problem: P, resources: Iterable<Identifiable | undefined>): P {
  return readOr(problem, () => {
    if (problem.source !== undefined || problem.resource === undefined) return problem;
    for (const resource of resources) {
      if (resource === undefined || !isAbout(problem, resource)) continue;
      const source = locate(resource, problem.path);
      if (source !== undefined) return { ...problem, source };
    }
    return problem;
  });
}

/**
 * Makes the edit that replaces a range of a field's text, or all of it.
 *
 * @param edit - `was` is the text to replace, as it is read. There is no fix where the source spells it another way,
 * such as with escapes or over several lines
 * @returns undefined where the resource was not read from a text
 */
export function fixIn(
  resource: object,
  path: ReadonlyArray<string | number>,
  edit: LocateOptions & { readonly was: string; readonly text: string },
): Fix | undefined {
  return readOr(undefined, () => {
    const { was, text, ...range } = edit;
    const span = locate(resource, path, range);
    return span !== undefined && textOf(span) === was ? { span, text } : undefined;
  });
}

/** The text of a range within one line; undefined for a range of several lines. */
function textOf({ start, end, excerpt }: SourceSpan): string | undefined {
  if (start.line !== end.line) return undefined;
  return excerpt.lines[start.line - excerpt.firstLine]?.slice(start.column - 1, end.column - 1);
}

function isAbout({ resource }: Problem, { kind, metadata }: Identifiable): boolean {
  return resource?.kind === kind && resource.name === metadata?.name && resource.namespace === metadata?.namespace;
}
