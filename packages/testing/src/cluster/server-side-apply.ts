import { isDeepStrictEqual } from 'node:util';
import { fieldAt, isJsonObject, type JsonObject } from './json.ts';
import type { Refusal } from './status.ts';

/** The managers of the fields of objects. */
export interface FieldOwners {
  /**
   * The object after an apply, or a conflict with another manager. Objects are merged, and lists are replaced. A field
   * that the manager named before and names no more is removed.
   */
  readonly apply: (
    key: string,
    before: JsonObject | undefined,
    applied: JsonObject,
    manager: string,
    options: Options,
  ) => Result;
  /** Notes the manager that made an object. */
  readonly note: (key: string, object: JsonObject, manager: string) => void;
  readonly forget: (key: string) => void;
}

interface Options {
  readonly force: boolean;
  readonly dryRun: boolean;
}

type Result = { readonly object: JsonObject } | { readonly refusal: Refusal };

/** No owners yet. */
export function fieldOwners(): FieldOwners {
  const owners = new Map<string, Map<string, ReadonlySet<string>>>();
  const of = (key: string): Map<string, ReadonlySet<string>> => owners.get(key) ?? new Map();
  return {
    apply: (key, before, applied, manager, { force, dryRun }) => {
      const known = of(key);
      const paths = leaves(applied);
      const others = [...known].filter(([name]) => name !== manager);
      const conflicts = paths.flatMap((path) =>
        others
          .filter(([, held]) => held.has(path) && !isDeepStrictEqual(at(before, path), at(applied, path)))
          .map(([name]) => ({ path, name })),
      );
      const [first] = conflicts;
      if (first !== undefined && !force) return { refusal: conflictOf(conflicts) };
      const kept = before ?? {};
      const dropped = [...(known.get(manager) ?? [])].filter(
        (path) => !paths.includes(path) && !others.some(([, held]) => held.has(path)),
      );
      const cleaned = dropped.reduce((object, path) => without(object, path.split('\0')), kept);
      if (!dryRun) {
        const next = new Map(known).set(manager, new Set(paths));
        if (force)
          for (const [name, held] of others) next.set(name, new Set([...held].filter((path) => !paths.includes(path))));
        owners.set(key, next);
      }
      return { object: merge(cleaned, applied) };
    },
    note: (key, object, manager) => owners.set(key, new Map([[manager, new Set(leaves(object))]])),
    forget: (key) => owners.delete(key),
  };
}

/** Merges objects field by field. Any other value of the second replaces that of the first. */
export function merge(before: JsonObject, after: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(after)) {
    const known = merged[name];
    if (value === null) delete merged[name];
    else merged[name] = isJsonObject(known) && isJsonObject(value) ? merge(known, value) : value;
  }
  return merged;
}

function conflictOf(conflicts: ReadonlyArray<{ readonly path: string; readonly name: string }>): Refusal {
  return {
    code: 409,
    reason: 'Conflict',
    message: `Apply failed with ${conflicts.length} conflict`,
    causes: conflicts.map(({ path, name }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with "${name}"`,
      field: `.${path.split('\0').join('.')}`,
    })),
  };
}

const identity: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata\0name', 'metadata\0namespace']);

function leaves(object: JsonObject, prefix = ''): ReadonlyArray<string> {
  return Object.entries(object).flatMap(([name, value]) => {
    const path = prefix === '' ? name : `${prefix}\0${name}`;
    if (isJsonObject(value)) return leaves(value, path);
    return identity.has(path) ? [] : [path];
  });
}

function at(object: JsonObject | undefined, path: string): unknown {
  return fieldAt(object, ...path.split('\0'));
}

function without(object: JsonObject, [name = '', ...rest]: ReadonlyArray<string>): JsonObject {
  const { [name]: value, ...others } = object;
  if (rest.length === 0) return others;
  return isJsonObject(value) ? { ...others, [name]: without(value, rest) } : object;
}
