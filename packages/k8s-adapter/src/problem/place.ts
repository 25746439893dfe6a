import type { Path } from '../origin/origins.ts';

/**
 * Where a check is in an object: undefined at the root. Every field that is looked at has a place, and it becomes a path
 * only where something is found; so it is a link to the place that it stands in, which takes no list for each.
 */
export type Place = FieldPlace | undefined;

interface FieldPlace {
  readonly parent: Place;
  readonly field: string | number;
}

/** A field of what stands at a place. */
export function below(parent: Place, field: string | number): Place {
  return { parent, field };
}

/** The names and indexes from the root to a place. */
export function pathTo(place: Place): Path {
  const path: Array<string | number> = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.field);
  return path.reverse();
}
