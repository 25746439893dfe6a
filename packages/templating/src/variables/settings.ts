import type {
  ContainerRuntimeSettings,
  EmptyDirSettings,
  ResourceReference,
  RuntimeSettings,
} from '@stash-functions/core/decode';
import type { Member } from './member.ts';
import { constant, type Reading, readerOf } from './reading.ts';

/** `ENABLE_CACHE` and `INTERIM_DATA_DIR`, and what the container settings of the invoker give: {@link niceReadings}. */
export function settingsReadings(member: Member<Settings>): ReadonlyArray<Reading> {
  const { tempDir, interimVolumeTemplate, runtimeSettings } = member.spec;
  const at = readerOf(member.invoker, member.path);
  return [
    tempDir?.disableCaching === undefined
      ? constant('ENABLE_CACHE', 'true')
      : at('ENABLE_CACHE', String(!tempDir.disableCaching), ['tempDir', 'disableCaching']),
    interimVolumeTemplate === undefined
      ? constant('INTERIM_DATA_DIR', '/stash-tmp/stash-interim-volume/data')
      : at('INTERIM_DATA_DIR', '/stash-interim-volume/data', ['interimVolumeTemplate']),
    ...niceReadings(member.invoker, [...member.path, 'runtimeSettings', 'container'], runtimeSettings?.container),
  ];
}

/** The fields of an invoker's target that {@link settingsReadings} reads. */
export interface Settings {
  readonly tempDir?: EmptyDirSettings;
  /** Only whether it is there is asked for. */
  readonly interimVolumeTemplate?: object;
  readonly runtimeSettings?: RuntimeSettings;
}

/** `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA` of an invoker or of a Function. */
export function niceReadings(
  resource: ResourceReference,
  path: ReadonlyArray<string | number>,
  settings: ContainerRuntimeSettings | undefined,
): ReadonlyArray<Reading> {
  const at = readerOf(resource, path);
  const { nice, ionice } = settings ?? {};
  return [
    at('NICE_ADJUSTMENT', text(nice?.adjustment), ['nice', 'adjustment']),
    at('IONICE_CLASS', text(ionice?.class), ['ionice', 'class']),
    at('IONICE_CLASS_DATA', text(ionice?.classData), ['ionice', 'classData']),
  ];
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
