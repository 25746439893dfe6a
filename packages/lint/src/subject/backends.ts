import {
  type Backend,
  type BackendName,
  type BackupBlueprint,
  backendsOf,
  type FoundBackend,
  type Repository,
} from '@stash-functions/core/decode';

/** The backend of a Repository or blueprint, the kinds that it names, and its place. */
export interface PlacedBackend {
  readonly backend: Backend;
  /** The kinds, in the order in which they count. */
  readonly found: ReadonlyArray<FoundBackend<BackendName>>;
  readonly path: ReadonlyArray<string>;
}

/** The backend of a Repository or blueprint, if it has one. */
export function backendOf({ spec }: Repository | BackupBlueprint): PlacedBackend | undefined {
  const backend = spec?.backend;
  return backend === undefined ? undefined : { backend, found: backendsOf(backend), path: ['spec', 'backend'] };
}

/** One text of the settings of a backend, such as `bucket`, if it has that field. */
export function settingOf(
  { backend }: PlacedBackend,
  { name }: FoundBackend<BackendName>,
  field: string,
): string | undefined {
  const settings: object | undefined = backend[name];
  const value: unknown = settings === undefined ? undefined : Object.getOwnPropertyDescriptor(settings, field)?.value;
  return typeof value === 'string' ? value : undefined;
}
