import type {
  BackupBlueprint,
  ContainerRuntimeSettings,
  EnvFromSource,
  EnvVar,
  FunctionResource,
  Invoker,
  PodRuntimeSettings,
  RuntimeSettings,
} from '@stash-functions/core/decode';
import { targetsOf } from '@stash-functions/core/decode';
import { type Placed, present } from './placed.ts';

/** The runtimeSettings of an invoker, of each of its members, or of a blueprint. */
function runtimeSettingsOf(resource: Invoker | BackupBlueprint): ReadonlyArray<Placed<RuntimeSettings>> {
  const { spec } = resource;
  const own = spec !== undefined && 'runtimeSettings' in spec ? spec.runtimeSettings : undefined;
  const whole = { value: own, path: ['spec', 'runtimeSettings'] };
  if (resource.kind !== 'BackupBatch' && resource.kind !== 'RestoreBatch') return present([whole]);
  const members = targetsOf(resource).map((target) => ({
    value: target.spec.runtimeSettings,
    path: [...target.path, 'runtimeSettings'],
  }));
  return present([whole, ...members]);
}

/** The settings that a Function, an invoker or a blueprint gives its containers. */
export function containerSettingsOf(
  resource: FunctionResource | Invoker | BackupBlueprint,
): ReadonlyArray<Placed<ContainerRuntimeSettings>> {
  if (resource.kind === 'Function') {
    return present([{ value: resource.spec?.runtimeSettings, path: ['spec', 'runtimeSettings'] }]);
  }
  return present(
    runtimeSettingsOf(resource).map(({ value, path }) => ({ value: value.container, path: [...path, 'container'] })),
  );
}

/** The settings that an invoker or a blueprint gives its pods. */
export function podSettingsOf(resource: Invoker | BackupBlueprint): ReadonlyArray<Placed<PodRuntimeSettings>> {
  return present(runtimeSettingsOf(resource).map(({ value, path }) => ({ value: value.pod, path: [...path, 'pod'] })));
}

/** The environment that such settings give containers. */
export interface PlacedEnvironment {
  readonly env: ReadonlyArray<EnvVar>;
  readonly envFrom: ReadonlyArray<EnvFromSource>;
  /** The path of `env`. */
  readonly path: ReadonlyArray<string | number>;
}

/** The environments that a Function, an invoker or a blueprint gives its containers. */
export function environmentsOf(
  resource: FunctionResource | Invoker | BackupBlueprint,
): ReadonlyArray<PlacedEnvironment> {
  return containerSettingsOf(resource).map(({ value: { env = [], envFrom = [] }, path }) => ({
    env,
    envFrom,
    path: [...path, 'env'],
  }));
}
