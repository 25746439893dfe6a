import type {
  ContainerRuntimeSettings,
  EmptyDirSettings,
  ResourceReference,
  RuntimeSettings,
} from '@stash-functions/core/decode';
import type { Member } from '../member.ts';
import { asText, constant, fieldsOf, type Read } from '../variable-row.ts';

/** The fields of an invoker's target that {@link settingsVariables} reads. */
export interface Settings {
  readonly tempDir?: EmptyDirSettings;
  /** Only its presence matters. */
  readonly interimVolumeTemplate?: object;
  readonly runtimeSettings?: RuntimeSettings;
}

/** Variables of the directories that a Job works in. */
export const settingsVariables = {
  ENABLE_CACHE: {
    meaning: 'Flag: the driver may use a cache',
    source: 'not tempDir.disableCaching of the invoker',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'true',
    read: ({ invoker, path, spec: { tempDir } }: Member<Settings>): Read =>
      tempDir?.disableCaching === undefined
        ? constant('true')
        : fieldsOf(invoker, path)(asText(!tempDir.disableCaching), 'tempDir', 'disableCaching'),
  },
  INTERIM_DATA_DIR: {
    meaning: 'Directory for data on its way to or from the backend',
    source:
      '/stash-interim-volume/data where the invoker has an interimVolumeTemplate, else /stash-tmp/stash-interim-volume/data',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '/stash-interim-volume/data',
    read: ({ invoker, path, spec: { interimVolumeTemplate } }: Member<Settings>): Read =>
      interimVolumeTemplate === undefined
        ? constant('/stash-tmp/stash-interim-volume/data')
        : fieldsOf(invoker, path)('/stash-interim-volume/data', 'interimVolumeTemplate'),
  },
} as const;

/** Settings of a container: those of an invoker, or those of a Function below them. */
export interface PrioritySource {
  readonly resource: ResourceReference;
  /** The path of the settings in the resource. */
  readonly path: ReadonlyArray<string | number>;
  readonly settings: ContainerRuntimeSettings | undefined;
}

/** Variables of the priority of a process. */
export const priorityVariables = {
  NICE_ADJUSTMENT: {
    meaning: 'CPU scheduling priority of the process, from -20 (first) to 19 (last)',
    source: 'nice.adjustment of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '5',
    read: ({ resource, path, settings }: PrioritySource): Read =>
      fieldsOf(resource, path)(asText(settings?.nice?.adjustment), 'nice', 'adjustment'),
  },
  IONICE_CLASS: {
    meaning: 'I/O scheduling class of the process',
    source: 'ionice.class of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '2',
    read: ({ resource, path, settings }: PrioritySource): Read =>
      fieldsOf(resource, path)(asText(settings?.ionice?.class), 'ionice', 'class'),
  },
  IONICE_CLASS_DATA: {
    meaning: 'Priority inside the I/O scheduling class',
    source: 'ionice.classData of the container settings of the invoker, else of the Function',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is set',
    example: '4',
    read: ({ resource, path, settings }: PrioritySource): Read =>
      fieldsOf(resource, path)(asText(settings?.ionice?.classData), 'ionice', 'classData'),
  },
} as const;

/** The container settings of an invoker. */
export function prioritySource({ invoker, path, spec }: Member<Settings>): PrioritySource {
  const settings = spec.runtimeSettings?.container;
  return { resource: invoker, path: [...path, 'runtimeSettings', 'container'], settings };
}
