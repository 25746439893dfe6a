import type { JsonObject } from '../json.ts';
import { textAt } from '../json.ts';

/** What has become of an object. */
export interface ObjectChanged {
  /** `added` also for each object that is there when a reader begins. */
  readonly type: 'added' | 'modified' | 'deleted';
  /** The object as it is now; as it was last seen, for `deleted`. */
  readonly object: JsonObject;
}

/**
 * What a reader has not read yet, one change for each object: the latest. A reader that is slow therefore misses steps and
 * never the state, and what waits for it is bounded by the number of objects.
 */
export interface UnreadChanges {
  readonly push: (change: ObjectChanged) => void;
  /** Takes out the change that has waited for longest. */
  readonly shift: () => ObjectChanged | undefined;
  readonly size: () => number;
}

/** Nothing is unread. */
export function unreadChanges(): UnreadChanges {
  const unread = new Map<string, ObjectChanged>();
  return {
    size: () => unread.size,
    push: (change) => {
      const key = keyOf(change.object);
      const before = unread.get(key);
      // What came and went unseen was never there.
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

/** What tells an object from every other, also from one of its name that was there before. */
export function keyOf(object: JsonObject): string {
  return (
    textAt(object, 'metadata', 'uid') ??
    `${textAt(object, 'metadata', 'namespace') ?? ''}/${textAt(object, 'metadata', 'name') ?? ''}`
  );
}
