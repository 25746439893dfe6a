import type * as t from 'io-ts';

/** What is asked of the entry of a field: its name and its codec. */
export interface FieldEntry {
  readonly name: string;
  readonly codec: t.Mixed;
}

/** The codecs of some entries, each under the name of its field. */
export type FieldsOf<Entries extends ReadonlyArray<FieldEntry>> = {
  readonly [Entry in Entries[number] as Entry['name']]: t.Type<t.TypeOf<Entry['codec']>>;
};

/** The codecs of some entries as the fields that `struct` takes. */
export function fieldsOf<const Entries extends ReadonlyArray<FieldEntry>>(entries: Entries): FieldsOf<Entries> {
  return Object.fromEntries(entries.map(({ name, codec }) => [name, codec])) as FieldsOf<Entries>;
}

/**
 * The field of an object that an entry is about. The object is one of the interface that the entries make up, so that
 * its field is what the codec of the entry decodes.
 */
export function fieldIn<A>(
  object: object,
  { name }: { readonly name: string; readonly codec: t.Type<A> },
): A | undefined {
  return Reflect.get(object, name) as A | undefined;
}
