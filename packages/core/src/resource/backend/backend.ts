import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { readOr } from '../../input/read-or.ts';
import type { BackendLocation, FoundBackend } from './backend-kind.ts';
import { type AnyBackend, type BackendName, type BackendSettings, backendCodecs, backends } from './backends.ts';

/** The kinds of backend, each in a field of its own. */
export type BackendFields = { readonly [Entry in AnyBackend as Entry['name']]?: BackendSettings<Entry> };

/** The place of backed up data: exactly one of `local`, `s3`, `gcs`, `azure`, `swift`, `b2` and `rest`. */
export interface Backend extends BackendFields {
  /** The Secret, in the namespace of the Repository, with the credentials of the backend and the encryption password. */
  readonly storageSecretName?: string;
}

/** The codec of {@link Backend:type}. */
export const Backend: Struct<Backend> = struct('Backend', {}, { storageSecretName: string, ...backendCodecs });

/**
 * The backends that a Repository has, in the order in which they count. The first one is used; more than one is a
 * mistake.
 */
export function backendsOf(backend: Backend | undefined): ReadonlyArray<FoundBackend<BackendName>> {
  return readOr([], () => {
    if (backend === undefined) return [];
    return backends.flatMap((entry): ReadonlyArray<FoundBackend<BackendName>> => {
      const found = entry.find(backend);
      return found === undefined ? [] : [found];
    });
  });
}

/** The names of all kinds of backend, in the order in which they count. */
export const backendNames: ReadonlyArray<BackendName> = backends.map(({ name }) => name);

/**
 * Names the fields that give a setting, for documents: `s3|gcs|b2.bucket, azure|swift.container`. Backends without the
 * setting are left out.
 */
export function settingPlaces(setting: keyof BackendLocation): string {
  return readOr('', () => {
    const byField = new Map<string, Array<string>>();
    for (const { name, example, find } of backends) {
      // The example may leave out the setting, which then gets some value.
      const location = find({ [name]: { [setting]: 1, ...example } })?.location;
      const field = location === undefined || 'message' in location ? undefined : location[setting]?.path?.join('.');
      if (field !== undefined) byField.set(field, [...(byField.get(field) ?? []), name]);
    }
    return [...byField].map(([field, names]) => `${names.join('|')}.${field}`).join(', ');
  });
}
