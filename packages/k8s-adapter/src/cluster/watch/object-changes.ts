import type { JsonObject } from '../json.ts';
import { textAt } from '../json.ts';

/** A change of an object. */
export interface ObjectChanged {
  /** The sort of change. Objects that are there when a reader begins are `added` too. */
  readonly type: 'added' | 'modified' | 'deleted';
  /** The object as it is now; for `deleted`, as it was last seen. */
  readonly object: JsonObject;
}

/**
 * The changes that a reader has not read yet: the latest one of each object. So a slow reader misses steps, but never
 * the state. The number of objects limits the number of waiting changes.
 */
export interface UnreadChanges {
  readonly push: (change: ObjectChanged) => void;
  /** Takes out the change that has waited longest. */
  readonly shift: () => ObjectChanged | undefined;
  readonly size: () => number;
}

/** No changes wait yet. */
export function unreadChanges(): UnreadChanges {
  const unread = new Map<string, ObjectChanged>();
  return {
    size: () => unread.size,
    push: (change) => {
      const key = keyOf(change.object);
      const before = unread.get(key);
      // An object that came and went unseen needs no change at all.
      if (before?.type === 'added' && change.type === 'deleted') unread.delete(key);
      else
        unread.set(key, before?.type === 'added' && change.type === 'modified' ? { ...change, type: 'added' } : change);
    },
    shift: () => {
      const [first] = unread;
      if (first === undefined) return undefined;
      unread.delete(first[0]);
      return first[1];
    },
  };
}

/** A key that no other object has, not even an earlier one of the same name. */
export function keyOf(object: JsonObject): string {
  return (
    textAt(object, 'metadata', 'uid') ??
    `${textAt(object, 'metadata', 'namespace') ?? ''}/${textAt(object, 'metadata', 'name') ?? ''}`
  );
}
