import { type JsonObject, textAt } from './json.ts';
import type { KindTable } from './kinds.ts';
import type { ObjectStore } from './object-store.ts';

/** The identity of an object of a server. */
export interface ObjectAddress {
  /** The version of the API, as `batch/v1`. */
  readonly apiVersion: string;
  /** The kind, as `Job`. */
  readonly kind: string;
  /** The namespace; absent for a cluster-scoped object. */
  readonly namespace?: string | undefined;
  /** The name of the object. */
  readonly name: string;
}

/** The objects of a server, for a test that changes them without its rules and faults. */
export interface StoredObjects {
  /**
   * Stores an object unchanged, with a new resourceVersion, and tells all watches. It adds a uid and a time of creation
   * where there are none.
   */
  readonly put: (object: object) => JsonObject;
  /** An object as it is stored. */
  readonly get: (address: ObjectAddress) => JsonObject | undefined;
  /** The objects of a kind, of one namespace or of all. */
  readonly list: (kind: Omit<ObjectAddress, 'name'>) => ReadonlyArray<JsonObject>;
  /** Deletes an object. */
  readonly remove: (address: ObjectAddress) => JsonObject | undefined;
}

/** The objects of a store by apiVersion and kind. */
export function storedObjects(store: ObjectStore, kinds: KindTable): StoredObjects {
  const placeOf = (apiVersion: string, kind: string): string => `${apiVersion}/${kinds.pluralOf(apiVersion, kind)}`;
  return {
    put: (object) => {
      const stored: JsonObject = { ...object };
      return store.put(placeOf(textAt(stored, 'apiVersion') ?? '', textAt(stored, 'kind') ?? ''), stored);
    },
    get: ({ apiVersion, kind, namespace = '', name }) => store.get(placeOf(apiVersion, kind), namespace, name),
    list: ({ apiVersion, kind, namespace }) => store.list(placeOf(apiVersion, kind), namespace),
    remove: ({ apiVersion, kind, namespace = '', name }) => store.remove(placeOf(apiVersion, kind), namespace, name),
  };
}
