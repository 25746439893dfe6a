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
 *
 * @param rest - what stands beside the maps
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
  // Set one by one: a spread of both takes as long as all else that is done for a small file.
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

/** The maps of no items, made once for each list of entries: a file has resources of one or two kinds. */
function emptyMaps(entries: ReadonlyArray<Collected>): Readonly<Record<string, ReadonlyMap<string, never>>> {
  const known = emptyMapsOf.get(entries);
  if (known !== undefined) return known;
  const made = Object.fromEntries(entries.map(({ collection }) => [collection, none]));
  emptyMapsOf.set(entries, made);
  return made;
}

const emptyMapsOf = new WeakMap<ReadonlyArray<Collected>, Readonly<Record<string, ReadonlyMap<string, never>>>>();

/** One for all that have no items: a file has resources of one or two kinds. */
const none: ReadonlyMap<string, never> = new Map<string, never>();
