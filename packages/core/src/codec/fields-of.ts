import type * as t from 'io-ts';

/** The part of a field's entry that codecs need: its name and its codec. */
export interface FieldEntry {
  readonly name: string;
  readonly codec: t.Mixed;
}

/** The type of {@link fieldsOf}: the codec of each entry, under the name of its field. */
export type FieldsOf<Entries extends ReadonlyArray<FieldEntry>> = {
  readonly [Entry in Entries[number] as Entry['name']]: t.Type<t.TypeOf<Entry['codec']>>;
};

/** Makes the fields that `struct` takes from the entries of fields. */
export function fieldsOf<const Entries extends ReadonlyArray<FieldEntry>>(entries: Entries): FieldsOf<Entries> {
  return Object.fromEntries(entries.map(({ name, codec }) => [name, codec])) as FieldsOf<Entries>;
}

/**
 * The value of an entry's field in an object. The entries make up the object's interface, so the value is of the type
 * that the entry's codec decodes.
 */
export function fieldIn<A>(
  object: object,
  { name }: { readonly name: string; readonly codec: t.Type<A> },
): A | undefined {
  return Reflect.get(object, name) as A | undefined;
}
