import type { Path } from '../origin/origins.ts';

/**
 * The place of a check in an object; undefined at the root. Each checked field has a place, but a path is made only
 * where something is found. So a place is just a link to the place around it, and needs no list.
 */
export type Place = FieldPlace | undefined;

interface FieldPlace {
  readonly parent: Place;
  readonly field: string | number;
}

/** A field within a place. */
export function below(parent: Place, field: string | number): Place {
  return { parent, field };
}

/** The names and indexes from the root to a place. */
export function pathTo(place: Place): Path {
  const path: Array<string | number> = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.field);
  return path.reverse();
}
