import { type JsonObject, textAt } from './json.ts';
import type { KindTable } from './kinds.ts';
import type { ObjectStore } from './object-store.ts';

/** Which object of a server. */
export interface ObjectAddress {
  /** `batch/v1` */
  readonly apiVersion: string;
  /** `Job` */
  readonly kind: string;
  /** Absent for what is cluster-scoped. */
  readonly namespace?: string | undefined;
  /** `metadata.name` */
  readonly name: string;
}

/** What a test does with the objects of a server, past its rules and faults. */
export interface StoredObjects {
  /**
   * Stores an object as it is, with a new resourceVersion; watches are told. A uid and a time of creation are given where it has
   * none.
   */
  readonly put: (object: object) => JsonObject;
  /** An object as it is stored. */
  readonly get: (address: ObjectAddress) => JsonObject | undefined;
  /** The objects of a kind, of one namespace or of all. */
  readonly list: (kind: Omit<ObjectAddress, 'name'>) => ReadonlyArray<JsonObject>;
  /** Takes an object away. */
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
