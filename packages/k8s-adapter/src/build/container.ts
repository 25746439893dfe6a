import type { ContainerRuntimeSettings, RulesFor, VolumeMount } from '@stash-functions/core/decode';
import type { ResolvedFunction } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Container, V1VolumeMount } from '../kubernetes/container.ts';
import type { FieldRecord, FieldSource, Origins, Path } from '../origin/origins.ts';
import { guarded } from '../problem/guarded.ts';
import { resultOf } from '../problem/place-findings.ts';
import {
  type AdapterProblems,
  collect,
  type Finding,
  joinFindings,
  type Made,
  made,
  type OnWarning,
} from '../problem/problem.ts';
import { checkContainer } from '../validity/container.ts';
import { checkUserOf } from './check-user.ts';
import { containerName } from './names.ts';
import { wrapCommand } from './nice-and-ionice.ts';
import { type ContainerSettings, mergeContainerSettings } from './runtime-settings.ts';
import type { SettingsLayer } from './settings-layer.ts';
import { mount, tmpMount } from './volumes.ts';
import { toWire } from './wire.ts';
import { withoutUndefined } from './without-undefined.ts';

/** How containers are made, whatever Function they are made of. */
export interface ContainerStyle {
  /** When the image is pulled; `IfNotPresent` where it is absent. */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /**
   * How nice and ionice reach the process. `environment`, the default: as `NICE_ADJUSTMENT`, `IONICE_CLASS` and
   * `IONICE_CLASS_DATA`, for tools that read these. `wrapper`: as the programs nice(1) and ionice(1) before a Function's
   * own command, for images that hold the two; a Function without a command keeps the variables, with a warning.
   */
  readonly scheduling?: 'environment' | 'wrapper' | undefined;
}

/** What a container is made with, besides its Function; in a pod all containers have it in common. */
export interface ContainerInput extends ContainerStyle {
  /** Settings over those of the Function: those of an invoker, `spec.runtimeSettings.container`. */
  readonly runtimeSettings?: ContainerRuntimeSettings | undefined;
  /** Where runtimeSettings were read, so that a Problem in them points there. */
  readonly runtimeSettingsFrom?: FieldSource | undefined;
  /** Mounts over those of the Function: each takes the place of one at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount> | undefined;
  /** Environment variables over all others. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** What {@link toContainer} makes a container with, besides its Function. */
export interface ContainerOptions extends ContainerInput {
  /** The name; that of the Function, with `-` for `.`, and the step where it is absent. At most 63 characters. */
  readonly name?: string | undefined;
  /** The place among the steps of a Task, from 0, which the name then ends in. */
  readonly step?: number | undefined;
  /** Whether it is an init container, which can have neither probes nor lifecycle hooks: they are left out. */
  readonly init?: boolean | undefined;
  /** Is called with each warning: a setting that cannot apply is left out. */
  readonly onWarning?: OnWarning | undefined;
}

/** What the options of {@link ContainerStyle} may be. */
export const styleRules: RulesFor<ContainerStyle> = {
  imagePullPolicy: { oneOf: ['Always', 'IfNotPresent', 'Never'] },
  scheduling: { oneOf: ['environment', 'wrapper'] },
};

const containerRules: RulesFor<ContainerOptions> = {
  ...styleRules,
  env: 'object',
  init: 'boolean',
  name: 'text',
  onWarning: 'function',
  runtimeSettings: 'object',
  runtimeSettingsFrom: 'object',
  step: 'number',
  volumeMounts: 'list',
};

/**
 * The container that a Function describes, with the temporary directory `stash-tmp-dir` mounted at `/stash-tmp`.
 *
 * What the API demands of a container alone is checked, each Problem with the field of the Function or of the settings
 * that causes it. That mounted volumes exist is checked where the pod is made, by {@link toPodSpec}.
 *
 * The container is what an API server gives back, so `service` of a gRPC probe is null where it is not given, although
 * its type, like that of client-node, has no null.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
 */
export function toContainer(
  fn: ResolvedFunction,
  options: ContainerOptions = {},
): Either<AdapterProblems, V1Container> {
  const make = (origins: Origins | undefined): Made<V1Container> => {
    const { value, findings } = stepContainer(
      fn,
      options,
      { step: options.step, init: options.init ?? false },
      origins,
    );
    if (options.name !== undefined) value.name = options.name;
    return made(
      value,
      joinFindings(
        findings,
        collect((report) => checkContainer(value, [], report)),
        checkUserOf(value),
      ),
    );
  };
  const given = { options, rules: containerRules, resources: () => [templateOf(fn)] };
  return guarded(given, () => resultOf(make, undefined, [fn], options.onWarning));
}

/** A Function as its resolved spec says, to be decoded where something is wrong with it. */
export function templateOf(fn: ResolvedFunction): unknown {
  return { ...fn.source, spec: fn.spec };
}

/** The container of a step, not yet checked; what cannot apply is left out, with a warning. */
export function stepContainer(
  fn: ResolvedFunction,
  input: ContainerInput,
  place: { readonly step: number | undefined; readonly init: boolean },
  origins: Origins | undefined,
): Made<V1Container> {
  const layers = [settingsOfFunction(fn), settingsOfInvoker(input)];
  const own = ownFields(fn, place.step, input, origins);
  const volumeMounts = mountAll(ownMounts(fn, origins), input.volumeMounts, origins);
  const container = assembleContainer(own, mergeContainerSettings(layers, input.env, origins), volumeMounts, origins);
  const unwrapped = input.scheduling === 'wrapper' ? wrapCommand(container, layers, origins) : [];
  return made(
    container,
    joinFindings(unwrapped, place.init ? leaveOutProbes(container) : leaveOutStopSignal(container)),
  );
}

/** The fields of a container that no settings decide. */
export type OwnFields = Pick<V1Container, 'name'> &
  Partial<
    Pick<V1Container, 'image' | 'command' | 'args' | 'workingDir' | 'ports' | 'volumeDevices' | 'imagePullPolicy'>
  >;

/** A container of its parts; its fields stand in the order of the API. */
export function assembleContainer(
  own: OwnFields,
  settings: ContainerSettings,
  volumeMounts: Array<V1VolumeMount>,
  origins: Origins | undefined,
): V1Container {
  const container: V1Container = withoutUndefined({
    name: own.name,
    image: own.image,
    command: own.command,
    args: own.args,
    workingDir: own.workingDir,
    ports: own.ports,
    envFrom: settings.envFrom,
    env: settings.env,
    resources: settings.resources,
    volumeMounts,
    volumeDevices: own.volumeDevices,
    livenessProbe: settings.livenessProbe,
    readinessProbe: settings.readinessProbe,
    lifecycle: settings.lifecycle,
    imagePullPolicy: own.imagePullPolicy,
    securityContext: settings.securityContext,
  });
  return origins?.inherit(container, own, settings) ?? container;
}

/** A field of a Function's spec, whose strings are templates. */
function inFunction(fn: ResolvedFunction, path: Path): FieldRecord {
  return { resource: fn.source, path: ['spec', ...path], scope: fn.scope };
}

/** The settings over those of all Functions. */
export function settingsOfInvoker(input: ContainerInput): SettingsLayer<ContainerRuntimeSettings> {
  const { runtimeSettings, runtimeSettingsFrom: from } = input;
  return {
    settings: runtimeSettings,
    at: (path) => from && { resource: from.resource, path: [...from.path, ...path] },
  };
}

/** What a Function mounts, the temporary directory with it. */
export function ownMounts(fn: ResolvedFunction, origins: Origins | undefined): Array<V1VolumeMount> {
  const mounts = (fn.spec.volumeMounts ?? []).map((each, index) =>
    toWire('VolumeMount', each, origins, origins && inFunction(fn, ['volumeMounts', index])),
  );
  return mount(mounts, tmpMount(origins));
}

/** Mounts, with further ones over those at their paths. */
export function mountAll(
  mounts: Array<V1VolumeMount>,
  further: ContainerInput['volumeMounts'],
  origins: Origins | undefined,
): Array<V1VolumeMount> {
  if (further === undefined) return mounts;
  return further.reduce((all, each, index) => {
    return mount(all, toWire('VolumeMount', each, origins, origins?.of(further, index)));
  }, mounts);
}

function settingsOfFunction(fn: ResolvedFunction): SettingsLayer<ContainerRuntimeSettings> {
  return { settings: fn.spec.runtimeSettings, at: (path) => inFunction(fn, ['runtimeSettings', ...path]) };
}

/** What the Function itself says of its container; text and lists that are empty are left out. */
function ownFields(
  fn: ResolvedFunction,
  step: number | undefined,
  input: ContainerInput,
  origins: Origins | undefined,
): OwnFields {
  const { image, command, args, workingDir, ports, volumeDevices } = fn.spec;
  const own = withoutUndefined({
    name: containerName(fn.name, step),
    image,
    command: isFilled(command) ? [...command] : undefined,
    args: isFilled(args) ? [...args] : undefined,
    workingDir: workingDir === '' ? undefined : workingDir,
    ports: isFilled(ports) ? ports.map((port) => toWire('ContainerPort', port)) : undefined,
    volumeDevices: isFilled(volumeDevices) ? volumeDevices.map((device) => toWire('VolumeDevice', device)) : undefined,
    imagePullPolicy: input.imagePullPolicy ?? 'IfNotPresent',
  });
  if (origins === undefined) return own;
  origins.whole(own, inFunction(fn, []));
  origins.field(own, 'name', { resource: fn.source, path: ['metadata', 'name'], rule: 'container-name' });
  const given = input.imagePullPolicy !== undefined;
  origins.field(own, 'imagePullPolicy', given ? { option: 'imagePullPolicy' } : { rule: 'image-pull-policy' });
  return own;
}

function isFilled<A>(list: ReadonlyArray<A> | undefined): list is ReadonlyArray<A> {
  return list !== undefined && list.length > 0;
}

/** A signal is taken only where the pod says its operating system, which a Task cannot. */
export function leaveOutStopSignal(container: V1Container): ReadonlyArray<Finding> {
  const { lifecycle } = container;
  if (lifecycle?.stopSignal === undefined) return [];
  delete lifecycle.stopSignal;
  if (Object.keys(lifecycle).length === 0) delete container.lifecycle;
  return [
    {
      code: 'ignored-stop-signal',
      severity: 'warning',
      path: ['lifecycle', 'stopSignal'],
      message: `stopSignal is left out of the container ${container.name}: it needs the operating system of the pod`,
      hint: 'set STOPSIGNAL in the image, or let the program end on SIGTERM',
    },
  ];
}

/** Takes away what the API forbids in an init container, with a warning for each. */
export function leaveOutProbes(container: V1Container): ReadonlyArray<Finding> {
  const found: Array<Finding> = [];
  for (const field of ['livenessProbe', 'readinessProbe', 'lifecycle'] as const) {
    if (container[field] === undefined) continue;
    delete container[field];
    found.push({
      code: 'ignored-in-init-container',
      severity: 'warning',
      path: [field],
      message: `${field} is left out of the container ${container.name}, because an init container can have none`,
      hint: 'every step of a Task but the last runs as an init container; nothing is lost if the last step is meant',
    });
  }
  return found;
}
