import type * as t from 'io-ts';

/** The part of an entry that a collection needs: its name, the map that holds its items, and their codec. */
export interface Collected {
  readonly kind: string;
  readonly collection: string;
  readonly codec: t.Mixed;
}

/** A map by key for each entry, under the name of its collection. */
export type MapsOf<Entries extends ReadonlyArray<Collected>> = {
  readonly [Entry in Entries[number] as Entry['collection']]: ReadonlyMap<string, t.TypeOf<Entry['codec']>>;
};

/** An item with the same key as an earlier one. */
export interface Duplicate<Item> {
  readonly item: Item;
  readonly first: Item;
}

/**
 * Puts items of several kinds into one map a kind, by their keys. The first of two items with one key counts. Items of
 * other kinds go into no map.
 *
 * @param rest - the fields that stand beside the maps
 */
export function mapsOf<
  const Entries extends ReadonlyArray<Collected>,
  Item extends { readonly kind: Entries[number]['kind'] },
  Rest extends object,
>(
  entries: Entries,
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  rest: Rest,
): { readonly maps: Rest & MapsOf<Entries>; readonly duplicates: ReadonlyArray<Duplicate<Item>> } {
  // Set one by one: for a small file, a spread of both would take as long as all the rest.
  const maps: Record<string, unknown> = { ...emptyMaps(entries) };
  for (const [name, value] of Object.entries(rest)) maps[name] = value;
  const filled = new Map<string, Map<string, Item>>();
  const duplicates: Array<Duplicate<Item>> = [];
  for (const item of items) {
    const collection = entries.find(({ kind }) => kind === item.kind)?.collection;
    if (collection === undefined) continue;
    const map = filled.get(collection) ?? new Map<string, Item>();
    if (map.size === 0) {
      filled.set(collection, map);
      maps[collection] = map;
    }
    const key = keyOf(item);
    const first = map.get(key);
    if (first === undefined) map.set(key, item);
    else duplicates.push({ item, first });
  }
  return { maps: maps as unknown as Rest & MapsOf<Entries>, duplicates };
}

/**
 * Maps without items, made once for each list of entries. Most of a file's maps stay so: it has resources of one or two
 * kinds.
 */
function emptyMaps(entries: ReadonlyArray<Collected>): Readonly<Record<string, ReadonlyMap<string, never>>> {
  const known = emptyMapsOf.get(entries);
  if (known !== undefined) return known;
  const made = Object.fromEntries(entries.map(({ collection }) => [collection, none]));
  emptyMapsOf.set(entries, made);
  return made;
}

const emptyMapsOf = new WeakMap<ReadonlyArray<Collected>, Readonly<Record<string, ReadonlyMap<string, never>>>>();

/** One map for all kinds without items. */
const none: ReadonlyMap<string, never> = new Map<string, never>();
