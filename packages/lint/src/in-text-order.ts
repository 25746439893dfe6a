import type { Manifests, Problem } from '@stash-functions/core/decode';
import { identityOf } from './found.ts';

/**
 * Sorts Problems in the order of the text: by file, in the order in which files were loaded, and by place. For
 * resources that were made in code, the order is that of the resources and of their fields.
 */
export function inTextOrder<P extends Problem>(problems: ReadonlyArray<P>, manifests: Manifests): ReadonlyArray<P> {
  if (problems.length < 2) return problems;
  const positions = positionsOf(manifests);
  const ranked = problems.map((problem) => ({ problem, ...rankOf(problem, positions) }));
  const groups = new Map<string, number>();
  for (const { group, position } of ranked) groups.set(group, Math.min(position, groups.get(group) ?? position));
  return ranked
    .sort(
      (a, b) =>
        (groups.get(a.group) ?? 0) - (groups.get(b.group) ?? 0) ||
        a.offset - b.offset ||
        a.position - b.position ||
        comparePaths(a.fields, b.fields),
    )
    .map(({ problem }) => problem);
}

interface Rank {
  /** The group that is sorted by offset: a file, or a resource without a file. */
  readonly group: string;
  readonly position: number;
  readonly offset: number;
  /** For each key of the path, its number among the fields of its object. */
  readonly fields: ReadonlyArray<number>;
}

interface Position {
  readonly index: number;
  readonly subject: object;
}

function positionsOf({ all, others }: Manifests): ReadonlyMap<string, Position> {
  const subjects = [...all, ...others];
  return new Map(
    subjects
      .map((subject, index): [string, Position] => {
        const { kind, metadata } = identityOf(subject);
        return [keyOf(kind, metadata?.namespace, metadata?.name), { index, subject }];
      })
      .reverse(),
  );
}

function rankOf({ resource, source, path }: Problem, positions: ReadonlyMap<string, Position>): Rank {
  const position = positions.get(keyOf(resource?.kind, resource?.namespace, resource?.name));
  const index = position?.index ?? Number.MAX_SAFE_INTEGER;
  if (source !== undefined)
    return { group: `file ${source.file ?? ''}`, position: index, offset: source.start.offset, fields: [] };
  return { group: `resource ${index}`, position: index, offset: 0, fields: fieldsOf(position?.subject, path) };
}

function keyOf(kind = '', namespace = '', name = ''): string {
  return `${kind} ${namespace} ${name}`;
}

function fieldsOf(subject: unknown, path: ReadonlyArray<string | number>): ReadonlyArray<number> {
  let value = subject;
  return path.map((key) => {
    if (typeof value !== 'object' || value === null) return Number.MAX_SAFE_INTEGER;
    const index = Object.keys(value).indexOf(String(key));
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  });
}

function comparePaths(a: ReadonlyArray<number>, b: ReadonlyArray<number>): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
