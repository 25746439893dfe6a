import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import type { Struct } from '../codec/struct.ts';

/**
 * The places at which an object of a codec has a field of this name: `spec.runtimeSettings.env`, `spec.steps[].params`.
 * A field at a wrong place is often meant for one of these.
 *
 * @returns the paths of the least depth; there may be many, since `name` is everywhere
 */
export function fieldPlaces(codec: t.Mixed, name: string): ReadonlyArray<string> {
  return indexOf(codec).get(name) ?? [];
}

const indexes = new WeakMap<t.Mixed, ReadonlyMap<string, ReadonlyArray<string>>>();

/** The nearest places of every field, found once for each codec. */
function indexOf(codec: t.Mixed): ReadonlyMap<string, ReadonlyArray<string>> {
  const known = indexes.get(codec);
  if (known !== undefined) return known;
  const index = new Map<string, Array<string>>();
  let level: ReadonlyArray<Place> = [{ path: '', codec }];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const fields = level.flatMap(fieldsOf);
    const added = new Map<string, Array<string>>();
    for (const { name, path } of fields) {
      if (!index.has(name)) added.set(name, [...(added.get(name) ?? []), path]);
    }
    for (const [name, paths] of added) index.set(name, paths);
    level = fields;
  }
  indexes.set(codec, index);
  return index;
}

/** Deep enough for the settings of a member of a batch. */
const deepest = 6;

interface Place {
  readonly path: string;
  readonly codec: t.Mixed;
}

function fieldsOf({ path, codec }: Place): ReadonlyArray<Place & { readonly name: string }> {
  if (isStruct(codec)) {
    const fields: ReadonlyArray<[string, t.Mixed]> = Object.entries({ ...codec.required, ...codec.optional });
    return fields.map(([name, field]) => ({ name, path: path === '' ? name : `${path}.${name}`, codec: field }));
  }
  // A map also has a codec at every key, but no map of a kind holds objects.
  const items = codec instanceof Codec ? codec.child(0) : undefined;
  return items === undefined ? [] : fieldsOf({ path: `${path}[]`, codec: items });
}

function isStruct(codec: t.Mixed): codec is Struct<object> {
  return 'required' in codec && 'optional' in codec;
}
