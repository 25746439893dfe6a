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
  noFindings,
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

/** The choices about containers that hold for every Function. */
export interface ContainerStyle {
  /** The rule for pulling the image; by default `IfNotPresent`. */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /**
   * The way in which nice and ionice reach the process.
   *
   * - `environment`, the default: as `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA`, for tools that read
   *   these.
   * - `wrapper`: the programs nice(1) and ionice(1) run the Function's command, for images that hold both. A Function
   *   without a command keeps the variables, with a warning.
   */
  readonly scheduling?: 'environment' | 'wrapper' | undefined;
}

/** The parts of a container that are not in its Function. In a pod all containers share them. */
export interface ContainerInput extends ContainerStyle {
  /** Settings that win over those of the Function: `spec.runtimeSettings.container` of an invoker. */
  readonly runtimeSettings?: ContainerRuntimeSettings | undefined;
  /** The place that runtimeSettings were read from, so that their Problems point there. */
  readonly runtimeSettingsFrom?: FieldSource | undefined;
  /** Mounts that win over those of the Function: each replaces the one at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount> | undefined;
  /** Environment variables that win over all others. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** The options of {@link toContainer}: everything in a container that is not in its Function. */
export interface ContainerOptions extends ContainerInput {
  /** The name, at most 63 characters. By default it is the name of the Function with `-` for `.`, and the step. */
  readonly name?: string | undefined;
  /** The place among the steps of a Task, from 0. The default name ends in it. */
  readonly step?: number | undefined;
  /** True for an init container. The API allows it neither probes nor lifecycle hooks, so these are left out. */
  readonly init?: boolean | undefined;
  /** Called with each warning about a setting that cannot apply and is left out. */
  readonly onWarning?: OnWarning | undefined;
}

/** The options of {@link ContainerStyle}, and the values that each may have. */
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
 * Every rule of the API for a single container is checked. Each Problem names the field of the Function or of the
 * settings that causes it. {@link toPodSpec} checks the rules of the whole pod, as that mounted volumes exist.
 *
 * The container has the form that an API server gives back. So `service` of a gRPC probe is null where it is not given,
 * although its type, like that of client-node, has no null.
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
        joinFindings(
          findings,
          collect((report) => checkContainer(value, undefined, report)),
        ),
        checkUserOf(value),
      ),
    );
  };
  const given = { options, rules: containerRules };
  return guarded(given, () => resultOf(make, undefined, [fn], options.onWarning));
}

/** The container of a step, not yet checked. Settings that cannot apply are left out, with a warning. */
export function stepContainer(
  fn: ResolvedFunction,
  input: ContainerInput,
  place: { readonly step: number | undefined; readonly init: boolean },
  origins: Origins | undefined,
): Made<V1Container> {
  const layers = [settingsOfFunction(fn), settingsOfInvoker(input)];
  const own = ownFields(fn, place.step, input, origins);
  const volumeMounts = mountAll(ownMounts(fn, origins), input.volumeMounts, origins);
  const settings = mergeContainerSettings(layers, input.env, origins);
  const { value, findings } = assembleContainer(own, settings, volumeMounts, place.init, origins);
  const unwrapped = input.scheduling === 'wrapper' ? wrapCommand(value, layers, origins) : noFindings;
  return made(value, joinFindings(unwrapped, findings));
}

/** The fields of a container that no settings can change. */
export type OwnFields = Pick<V1Container, 'name'> &
  Partial<
    Pick<V1Container, 'image' | 'command' | 'args' | 'workingDir' | 'ports' | 'volumeDevices' | 'imagePullPolicy'>
  >;

/**
 * Puts a container together; its fields stand in the order of the API. Fields that the API forbids are left
 * out, with a warning: probes and lifecycle hooks of an init container, the stop signal of another.
 */
export function assembleContainer(
  own: OwnFields,
  settings: ContainerSettings,
  volumeMounts: Array<V1VolumeMount>,
  init: boolean,
  origins: Origins | undefined,
): Made<V1Container> {
  const forbidden = init ? fieldsOfMain.filter((field) => settings[field] !== undefined) : noFields;
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
    livenessProbe: init ? undefined : settings.livenessProbe,
    readinessProbe: init ? undefined : settings.readinessProbe,
    lifecycle: init ? undefined : settings.lifecycle,
    imagePullPolicy: own.imagePullPolicy,
    securityContext: settings.securityContext,
  });
  origins?.inherit(container, own, settings);
  if (!init) return made(container, leaveOutStopSignal(container));
  return made(
    container,
    forbidden.map((field) => ignoredInInit(field, own.name)),
  );
}

/** The fields that a container which runs before others cannot have. */
const fieldsOfMain = ['livenessProbe', 'readinessProbe', 'lifecycle'] as const;

const noFields: ReadonlyArray<(typeof fieldsOfMain)[number]> = [];

/** A field of a Function's spec. Its strings are templates. */
function inFunction(fn: ResolvedFunction, path: Path): FieldRecord {
  return { resource: fn.source, path: ['spec', ...path], scope: fn.scope };
}

/** The invoker's settings, which win over those of all Functions. */
export function settingsOfInvoker(input: ContainerInput): SettingsLayer<ContainerRuntimeSettings> {
  const { runtimeSettings, runtimeSettingsFrom: from } = input;
  return {
    settings: runtimeSettings,
    at: (path) => from && { resource: from.resource, path: [...from.path, ...path] },
  };
}

/** The mounts of a Function, and the temporary directory. */
export function ownMounts(fn: ResolvedFunction, origins: Origins | undefined): Array<V1VolumeMount> {
  const mounts = (fn.spec.volumeMounts ?? []).map((each, index) =>
    toWire('VolumeMount', each, origins, origins && inFunction(fn, ['volumeMounts', index])),
  );
  return mount(mounts, tmpMount(origins));
}

/** Adds mounts to others; each replaces the one at its path. */
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

/** The fields of the container that come from the Function itself, without empty text and lists. */
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

/** The API takes a stop signal only where the pod names its operating system. A Task cannot do so. */
function leaveOutStopSignal(container: V1Container): ReadonlyArray<Finding> {
  const { lifecycle } = container;
  if (lifecycle?.stopSignal === undefined) return noFindings;
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

function ignoredInInit(field: string, container: string): Finding {
  return {
    code: 'ignored-in-init-container',
    severity: 'warning',
    path: [field],
    message: `${field} is left out of the container ${container}, because an init container can have none`,
    hint: 'every step of a Task but the last runs as an init container; nothing is lost if the last step is meant',
  };
}
