import type { Problem } from '@stash-functions/core/decode';
import { field } from './read-request.ts';

/** The Problems after a change: those that it brought, and those that were there. */
export interface ComparedProblems {
  readonly brought: ReadonlyArray<Problem>;
  /** The Problems that were there before, at fields that the change left alone. */
  readonly left: ReadonlyArray<Problem>;
}

/**
 * Tells the Problems that a change brought from those that were there before. Two Problems are the same where code,
 * message, field and value are. The index of a list item may differ.
 */
export function compareProblems(
  before: { readonly object: unknown; readonly problems: ReadonlyArray<Problem> },
  after: { readonly object: unknown; readonly problems: ReadonlyArray<Problem> },
): ComparedProblems {
  const known = new Map<string, number>();
  for (const problem of before.problems) {
    const key = keyOf(problem, before.object);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const brought: Array<Problem> = [];
  const left: Array<Problem> = [];
  for (const problem of after.problems) {
    const key = keyOf(problem, after.object);
    const count = known.get(key) ?? 0;
    if (count > 0) known.set(key, count - 1);
    (count > 0 ? left : brought).push(problem);
  }
  return { brought, left };
}

function keyOf({ code, message, path, resource }: Problem, object: unknown): string {
  const value = path.reduce<unknown>((parent, key) => field(parent, String(key)), object);
  const scalar = typeof value === 'object' ? undefined : value;
  const place = path.map((key) => (typeof key === 'number' ? '#' : key));
  return JSON.stringify([code, message, place, resource?.kind, resource?.namespace, resource?.name, scalar]);
}
