import type { ContainerRuntimeSettings, VolumeMount } from '@stash-functions/core/decode';
import type { ResolvedFunction } from '@stash-functions/templating';
import { concealSecrets } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Container, V1VolumeMount } from '../kubernetes/container.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  type FieldSource,
  type Findings,
  findingsInto,
  finish,
  type OnWarning,
} from '../problem/problem.ts';
import { traceContainer } from '../problem/trace-container.ts';
import { checkContainer } from '../validity/container.ts';
import { containerName } from './names.ts';
import { type ContainerSettings, mergeContainerSettings } from './runtime-settings.ts';
import { wrapCommand } from './scheduling.ts';
import { mount, tmpMountPath, tmpVolumeName } from './volumes.ts';
import { toWire } from './wire.ts';

/** How containers are made, whatever Function they are made of. */
export interface ContainerStyle {
  /** When the image is pulled; `IfNotPresent` where it is absent. */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * How nice and ionice reach the process. `environment`, the default: as `NICE_ADJUSTMENT`, `IONICE_CLASS` and
   * `IONICE_CLASS_DATA`, for tools that read these. `wrapper`: as the programs nice(1) and ionice(1) before a Function's
   * own command, for images that hold the two; a Function without a command keeps the variables, with a warning.
   */
  readonly scheduling?: 'environment' | 'wrapper';
}

/** What a container is made with, besides its Function; in a pod all containers have it in common. */
export interface ContainerInput extends ContainerStyle {
  /** Settings over those of the Function: those of an invoker, `spec.runtimeSettings.container`. */
  readonly runtimeSettings?: ContainerRuntimeSettings;
  /** Where runtimeSettings were read, so that a Problem in them points there. */
  readonly runtimeSettingsFrom?: FieldSource;
  /** Mounts over those of the Function: each takes the place of one at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** Environment variables over all others. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What {@link toContainer} makes a container with, besides its Function. */
export interface ContainerOptions extends ContainerInput {
  /** The name; that of the Function, with `-` for `.`, and the step where it is absent. At most 63 characters. */
  readonly name?: string;
  /** The place among the steps of a Task, from 0, which the name then ends in. */
  readonly step?: number;
  /** Whether it is an init container, which can have neither probes nor lifecycle hooks: they are left out. */
  readonly init?: boolean;
  /** Is called with each warning: a setting that cannot apply is left out. */
  readonly onWarning?: OnWarning;
}

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
  const problems: Array<AdapterProblem> = [];
  const container = buildContainer(fn, options, options.step);
  const findings = findingsInto({ problems, base: [] }, traceContainer(container, fn, options));
  runWithPriority(container, fn, options, findings, []);
  if (options.init === true) leaveOutProbes(container, findings, []);
  if (options.name !== undefined) container.name = options.name;
  checkContainer(container, [], findings);
  return finish(container, concealSecrets(problems, [fn]), options.onWarning);
}

/** The container as the Function and the settings say, not yet checked; its fields stand in the order of the API. */
export function buildContainer(fn: ResolvedFunction, input: ContainerInput, step: number | undefined): V1Container {
  const { image, command, args, workingDir, ports, volumeDevices, runtimeSettings } = fn.spec;
  const container: V1Container = { name: containerName(fn.name, step) };
  if (image !== undefined) container.image = image;
  if (command !== undefined && command.length > 0) container.command = [...command];
  if (args !== undefined && args.length > 0) container.args = [...args];
  if (workingDir) container.workingDir = workingDir;
  if (ports !== undefined && ports.length > 0) container.ports = ports.map((port) => toWire('ContainerPort', port));
  const parts: ContainerParts = { volumeMounts: mountAll(ownMounts(fn), input.volumeMounts) };
  if (volumeDevices !== undefined && volumeDevices.length > 0) {
    parts.volumeDevices = volumeDevices.map((device) => toWire('VolumeDevice', device));
  }
  parts.imagePullPolicy = input.imagePullPolicy ?? 'IfNotPresent';
  return completeContainer(container, mergeContainerSettings([runtimeSettings, input.runtimeSettings], input), parts);
}

/** The fields of a container that stand between its settings. */
export type ContainerParts = Pick<V1Container, 'volumeMounts' | 'volumeDevices' | 'imagePullPolicy'>;

/** Gives a container all that follows its ports. */
export function completeContainer(
  container: V1Container,
  settings: ContainerSettings,
  { volumeMounts, volumeDevices, imagePullPolicy }: ContainerParts,
): V1Container {
  if (settings.envFrom !== undefined) container.envFrom = settings.envFrom;
  if (settings.env !== undefined) container.env = settings.env;
  if (settings.resources !== undefined) container.resources = settings.resources;
  if (volumeMounts !== undefined) container.volumeMounts = volumeMounts;
  if (volumeDevices !== undefined) container.volumeDevices = volumeDevices;
  if (settings.livenessProbe !== undefined) container.livenessProbe = settings.livenessProbe;
  if (settings.readinessProbe !== undefined) container.readinessProbe = settings.readinessProbe;
  if (settings.lifecycle !== undefined) container.lifecycle = settings.lifecycle;
  if (imagePullPolicy !== undefined) container.imagePullPolicy = imagePullPolicy;
  if (settings.securityContext !== undefined) container.securityContext = settings.securityContext;
  return container;
}

/** What a Function mounts, the temporary directory with it. */
export function ownMounts(fn: ResolvedFunction): Array<V1VolumeMount> {
  const mounts = fn.spec.volumeMounts?.map((volumeMount) => toWire('VolumeMount', volumeMount));
  return mount(mounts, { name: tmpVolumeName, mountPath: tmpMountPath });
}

/** Mounts, with further ones over those at their paths. */
export function mountAll(mounts: Array<V1VolumeMount>, further: ContainerInput['volumeMounts']): Array<V1VolumeMount> {
  if (further === undefined) return mounts;
  return further.reduce((all, each) => mount(all, toWire('VolumeMount', each)), mounts);
}

/** Puts nice and ionice before the command, where that is asked for. */
export function runWithPriority(
  container: V1Container,
  fn: ResolvedFunction,
  input: ContainerInput,
  findings: Findings,
  path: ReadonlyArray<string | number>,
): void {
  if (input.scheduling === 'wrapper') {
    wrapCommand(container, [fn.spec.runtimeSettings, input.runtimeSettings], findings, path);
  }
}

/** Takes away what the API forbids in an init container, with a warning for each. */
export function leaveOutProbes(container: V1Container, findings: Findings, path: ReadonlyArray<string | number>): void {
  for (const field of ['livenessProbe', 'readinessProbe', 'lifecycle'] as const) {
    if (container[field] === undefined) continue;
    delete container[field];
    findings.warning(
      'ignored-in-init-container',
      [...path, field],
      `${field} is left out of the container ${container.name}, because an init container can have none`,
      'every step of a Task but the last runs as an init container; nothing is lost if the last step is meant',
    );
  }
}
