import type * as t from 'io-ts';

/** What is asked of the entry of a kind of items: its name, the map that holds them, and their codec. */
export interface Collected {
  readonly kind: string;
  readonly collection: string;
  readonly codec: t.Mixed;
}

/** A map by key for each entry, under the name of its collection. */
export type MapsOf<Entries extends ReadonlyArray<Collected>> = {
  readonly [Entry in Entries[number] as Entry['collection']]: ReadonlyMap<string, t.TypeOf<Entry['codec']>>;
};

/** An item whose key one before it has. */
export interface Duplicate<Item> {
  readonly item: Item;
  readonly first: Item;
}

/**
 * Items of several kinds, each in the map of its kind, by its key. Of two with one key the first one counts; items of
 * other kinds are in no map.
 */
export function mapsOf<
  const Entries extends ReadonlyArray<Collected>,
  Item extends { readonly kind: Entries[number]['kind'] },
>(
  entries: Entries,
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): { readonly maps: MapsOf<Entries>; readonly duplicates: ReadonlyArray<Duplicate<Item>> } {
  const byKind = new Map<string, Map<string, Item>>();
  const maps: Record<string, ReadonlyMap<string, Item>> = {};
  for (const { kind, collection } of entries) {
    const map = new Map<string, Item>();
    byKind.set(kind, map);
    maps[collection] = map;
  }
  const duplicates: Array<Duplicate<Item>> = [];
  for (const item of items) {
    const map = byKind.get(item.kind);
    if (map === undefined) continue;
    const key = keyOf(item);
    const first = map.get(key);
    if (first === undefined) map.set(key, item);
    else duplicates.push({ item, first });
  }
  return { maps: maps as unknown as MapsOf<Entries>, duplicates };
}
