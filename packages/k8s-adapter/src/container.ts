import type { ContainerRuntimeSettings, VolumeMount } from '@stash-functions/core/decode';
import type { ResolvedFunction } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { concealSecrets } from './conceal.ts';
import type { V1Container } from './kubernetes/container.ts';
import { containerName } from './names.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  type FieldSource,
  type Findings,
  findingsInto,
  finish,
  type OnWarning,
} from './problem.ts';
import { applyContainerSettings, setEnv } from './runtime-settings.ts';
import { wrapCommand } from './scheduling.ts';
import { traceContainer } from './trace.ts';
import { checkContainer } from './validity/container.ts';
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

/** What a container is made with by {@link buildContainer}. */
export interface ContainerInput extends ContainerStyle {
  /** Settings over those of the Function: those of an invoker, `spec.runtimeSettings.container`. */
  readonly runtimeSettings?: ContainerRuntimeSettings;
  /** Where runtimeSettings were read, so that a Problem in them points there. */
  readonly runtimeSettingsFrom?: FieldSource;
}

/** What a container is made with, besides its Function. */
export interface ContainerOptions extends ContainerInput {
  /** The name; that of the Function, with `-` for `.`, and the step where it is absent. At most 63 characters. */
  readonly name?: string;
  /** The place among the steps of a Task, from 0, which the name then ends in. */
  readonly step?: number;
  /** Whether it is an init container, which can have neither probes nor lifecycle hooks: they are left out. */
  readonly init?: boolean;
  /** Mounts over those of the Function: each takes the place of one at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** Environment variables over all others. */
  readonly env?: Readonly<Record<string, string>>;
  /** Is called with each warning: a setting that cannot apply is left out. */
  readonly onWarning?: OnWarning;
}

/**
 * The container that a Function describes, with the temporary directory `stash-tmp-dir` mounted at `/stash-tmp`.
 *
 * What the API demands of a container alone is checked, each Problem with the field of the Function or of the settings
 * that causes it. That mounted volumes exist is checked where the pod is made, by {@link toPodSpec}.
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
  for (const volumeMount of options.volumeMounts ?? []) {
    container.volumeMounts = mount(container.volumeMounts, toWire('VolumeMount', volumeMount));
  }
  setEnv(
    container,
    Object.entries(options.env ?? {}).map(([name, value]) => ({ name, value })),
  );
  if (options.name !== undefined) container.name = options.name;
  checkContainer(container, [], findings);
  return finish(container, concealSecrets(problems, [fn]), options.onWarning);
}

/** The container as the Function and the settings say, not yet checked. */
export function buildContainer(fn: ResolvedFunction, input: ContainerInput, step: number | undefined): V1Container {
  const { image, command, args, workingDir, ports, volumeMounts, volumeDevices, runtimeSettings } = fn.spec;
  const container: V1Container = { name: containerName(fn.name, step) };
  if (image !== undefined) container.image = image;
  if (command !== undefined && command.length > 0) container.command = [...command];
  if (args !== undefined && args.length > 0) container.args = [...args];
  if (workingDir) container.workingDir = workingDir;
  if (ports !== undefined && ports.length > 0) container.ports = ports.map((port) => toWire('ContainerPort', port));
  applyContainerSettings(container, runtimeSettings);
  const mounts = volumeMounts?.map((volumeMount) => toWire('VolumeMount', volumeMount));
  container.volumeMounts = mount(mounts, { name: tmpVolumeName, mountPath: tmpMountPath });
  if (volumeDevices !== undefined && volumeDevices.length > 0) {
    container.volumeDevices = volumeDevices.map((device) => toWire('VolumeDevice', device));
  }
  container.imagePullPolicy = input.imagePullPolicy ?? 'IfNotPresent';
  applyContainerSettings(container, input.runtimeSettings);
  return container;
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
