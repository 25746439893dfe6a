import { fieldAt, isJsonObject, type JsonObject, textAt } from './json.ts';

/** The place of objects of one kind: `batch/v1/jobs`. */
export type Kind = string;

/** A change of an object, as a watch shows it. */
export interface Change {
  readonly version: number;
  readonly kind: Kind;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: JsonObject;
  /** The object before the change, for watches whose selector it may leave or enter. */
  readonly before?: JsonObject;
}

/**
 * The work of etcd and the watch cache for an API server: objects with resource versions, the changes after a version,
 * and compaction, after which old versions are gone.
 */
export interface ObjectStore {
  readonly version: () => number;
  readonly get: (kind: Kind, namespace: string, name: string) => JsonObject | undefined;
  readonly list: (kind: Kind, namespace: string | undefined) => ReadonlyArray<JsonObject>;
  /** Stores an object under a new version. Gives it with uid, creation time and version. */
  readonly put: (kind: Kind, object: JsonObject) => JsonObject;
  readonly remove: (kind: Kind, namespace: string, name: string) => JsonObject | undefined;
  /** The changes after a version; undefined where they are compacted. */
  readonly since: (version: number) => ReadonlyArray<Change> | undefined;
  /** Forgets every change up to now. */
  readonly compact: () => void;
  /** Calls the listener with every change. Gives the function that ends it. */
  readonly subscribe: (listener: (change: Change) => void) => () => void;
}

/**
 * An empty store.
 *
 * @param now - milliseconds since the epoch, for the time of creation
 */
export function objectStore(now: () => number = Date.now): ObjectStore {
  const objects = new Map<string, JsonObject>();
  const listeners = new Set<(change: Change) => void>();
  let changes: Array<Change> = [];
  let compacted = 1;
  let version = 1;

  const record = (change: Change): void => {
    changes.push(change);
    for (const listener of [...listeners]) listener(change);
  };
  return {
    version: () => version,
    get: (kind, namespace, name) => objects.get(keyOf(kind, namespace, name)),
    list: (kind, namespace) =>
      [...objects]
        .filter(
          ([key, object]) =>
            key.startsWith(`${kind} `) && (namespace === undefined || namespaceOf(object) === namespace),
        )
        .map(([, object]) => object),
    put: (kind, object) => {
      version += 1;
      const key = keyOf(kind, namespaceOf(object), nameOf(object));
      const before = objects.get(key);
      const metadata = isJsonObject(object.metadata) ? object.metadata : {};
      const stored: JsonObject = {
        ...object,
        metadata: {
          ...metadata,
          uid: fieldAt(before, 'metadata', 'uid') ?? textAt(metadata, 'uid') ?? `uid-${version}`,
          creationTimestamp:
            fieldAt(before, 'metadata', 'creationTimestamp') ??
            textAt(metadata, 'creationTimestamp') ??
            `${new Date(now()).toISOString().slice(0, 19)}Z`,
          resourceVersion: String(version),
        },
      };
      objects.set(key, stored);
      record({
        version,
        kind,
        type: before === undefined ? 'ADDED' : 'MODIFIED',
        object: stored,
        ...(before && { before }),
      });
      return stored;
    },
    remove: (kind, namespace, name) => {
      const key = keyOf(kind, namespace, name);
      const before = objects.get(key);
      if (before === undefined) return undefined;
      version += 1;
      objects.delete(key);
      const metadata = isJsonObject(before.metadata) ? before.metadata : {};
      const last = { ...before, metadata: { ...metadata, resourceVersion: String(version) } };
      record({ version, kind, type: 'DELETED', object: last, before });
      return last;
    },
    since: (from) => (from < compacted ? undefined : changes.filter((change) => change.version > from)),
    compact: () => {
      version += 1;
      compacted = version;
      changes = [];
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keyOf(kind: Kind, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

function namespaceOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'namespace') ?? '';
}

function nameOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'name') ?? '';
}
