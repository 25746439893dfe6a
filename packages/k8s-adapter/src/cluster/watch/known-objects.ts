import type { JsonObject } from '../json.ts';
import { textAt } from '../json.ts';
import { keyOf, type ObjectChanged } from './object-changes.ts';

/** The objects of a collection, as far as they have been seen. */
export interface KnownObjects {
  readonly all: () => ReadonlyArray<JsonObject>;
  /** Takes in all objects at one moment. Any other known object is gone. */
  readonly replace: (objects: ReadonlyArray<JsonObject>) => ReadonlyArray<ObjectChanged>;
  /** Takes in one event of a watch. */
  readonly change: (type: string, object: JsonObject) => ReadonlyArray<ObjectChanged>;
}

/** No objects are known yet. */
export function knownObjects(): KnownObjects {
  const known = new Map<string, JsonObject>();
  const put = (object: JsonObject): ReadonlyArray<ObjectChanged> => {
    const key = keyOf(object);
    const before = known.get(key);
    known.set(key, object);
    if (before === undefined) return [{ type: 'added', object }];
    return versionOf(before) === versionOf(object) ? [] : [{ type: 'modified', object }];
  };
  const remove = (key: string, object: JsonObject): ReadonlyArray<ObjectChanged> => {
    return known.delete(key) ? [{ type: 'deleted', object }] : [];
  };
  return {
    all: () => [...known.values()],
    replace: (objects) => {
      const present = new Set(objects.map(keyOf));
      const gone = [...known].filter(([key]) => !present.has(key));
      return [...gone.flatMap(([key, object]) => remove(key, object)), ...objects.flatMap(put)];
    },
    change: (type, object) => (type === 'DELETED' ? remove(keyOf(object), object) : put(object)),
  };
}

function versionOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'resourceVersion');
}
