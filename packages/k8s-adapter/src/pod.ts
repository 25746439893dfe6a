import type { EmptyDirSettings, PodSecurityContext, RuntimeSettings, VolumeMount } from '@stash-functions/core/decode';
import type { ResolvedFunction, ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { concealSecrets } from './conceal.ts';
import {
  buildContainer,
  type ContainerInput,
  type ContainerStyle,
  leaveOutProbes,
  runWithPriority,
} from './container.ts';
import { type HookContainers, hookContainer, postHookContainerName, preHookContainerName } from './hooks.ts';
import type { V1Container } from './kubernetes/container.ts';
import type { V1PodSpec } from './kubernetes/pod.ts';
import type { V1Volume } from './kubernetes/volume.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  type FieldSource,
  type Findings,
  findingsInto,
  finish,
  type OnWarning,
  type Sink,
} from './problem.ts';
import { applyContainerSettings, applyPodSettings, setEnv } from './runtime-settings.ts';
import { tracePod } from './trace-pod.ts';
import { checkPodSpec } from './validity/pod.ts';
import { claimVolume, interimMountPath, interimVolumeName, mount, tmpVolumeName, withTmpVolume } from './volumes.ts';
import { toWire } from './wire.ts';

/** What a pod is made with, besides its Task. */
export interface PodOptions extends ContainerStyle {
  /** Settings of an invoker, over those of the Functions. */
  readonly runtimeSettings?: RuntimeSettings;
  /**
   * Where runtimeSettings, tempDir and hooks were read: the spec of an invoker, or that of a member of its batch, so that
   * Problems in them point there.
   */
  readonly from?: FieldSource;
  /** The medium and the size of the temporary directory that all containers share. */
  readonly tempDir?: EmptyDirSettings;
  /** User and groups under those of runtimeSettings, which replace them. */
  readonly securityContext?: PodSecurityContext;
  /** The ServiceAccount, unless runtimeSettings name one. */
  readonly serviceAccountName?: string;
  /** Secrets, in the pod's namespace, that images are pulled with, besides those of runtimeSettings. */
  readonly imagePullSecrets?: ReadonlyArray<string>;
  /** The claim that is mounted at `/stash-interim-volume` in every container. */
  readonly interimClaim?: string;
  /** Claims that are volumes of the pod, by the name of the volume. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Mounts for every container, each over what is mounted at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** Environment variables for every container, over all others. */
  readonly env?: Readonly<Record<string, string>>;
  /** The hooks that run before and after the steps. */
  readonly hooks?: HookContainers;
  /** Is called with each warning: a setting that cannot apply is left out. */
  readonly onWarning?: OnWarning;
}

/**
 * The pod that runs a Task: every step but the last as an init container, in order, and the last as the container.
 *
 * A pod that comes back is accepted by an API server: names, mounts, volumes, resources, probes and everything else that
 * it validates were checked. What is wrong comes back as Problems, all of them at once, each with the field of the
 * Function, the Task or the settings that causes it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export function toPodSpec(task: ResolvedTask, options: PodOptions = {}): Either<AdapterProblems, V1PodSpec> {
  const problems: Array<AdapterProblem> = [];
  const pod = buildPod(task, options, { problems, base: [] });
  return finish(pod, concealSecrets(problems, [task, ...task.steps]), options.onWarning);
}

/**
 * The pod.
 *
 * @param sink - takes everything that is found on the way
 */
export function buildPod(task: ResolvedTask, options: PodOptions, sink: Sink): V1PodSpec {
  const pod: V1PodSpec = { containers: [] };
  const input = containerInput(options);
  const functions = functionsOf(task, options);
  const findings = findingsInto(sink, tracePod(pod, functions, task, options, input));
  if (task.steps.length === 0)
    findings.error('no-steps', [], `Task ${task.name} has no steps`, 'give it one step at least');

  const containers = buildContainers(task, input, options, findings);
  const last = containers.length - 1;
  pod.containers = containers.slice(Math.max(last, 0));
  if (last > 0) pod.initContainers = containers.slice(0, last);
  pod.volumes = volumesOf(task, options, findings);
  pod.restartPolicy = 'Never';
  if (options.serviceAccountName) pod.serviceAccountName = options.serviceAccountName;
  if (options.securityContext !== undefined)
    pod.securityContext = toWire('PodSecurityContext', options.securityContext);
  applyPodSettings(pod, { imagePullSecrets: options.imagePullSecrets?.map((name) => ({ name })) ?? [] });
  applyPodSettings(pod, options.runtimeSettings?.pod);

  containers.forEach((container, index) => {
    const path = index === last ? ['containers', 0] : ['initContainers', index];
    const fn = functions[index];
    if (fn !== undefined) runWithPriority(container, fn, input, findings, path);
    if (index < last) leaveOutProbes(container, findings, path);
  });
  checkPodSpec(pod, [], findings);
  return pod;
}

/** How the settings of a pod's containers reach each of them. */
function containerInput(options: PodOptions): ContainerInput {
  const { imagePullPolicy, scheduling, runtimeSettings, from } = options;
  return {
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(scheduling === undefined ? {} : { scheduling }),
    ...(runtimeSettings?.container === undefined ? {} : { runtimeSettings: runtimeSettings.container }),
    ...(from === undefined
      ? {}
      : { runtimeSettingsFrom: { resource: from.resource, path: [...from.path, 'runtimeSettings', 'container'] } }),
  };
}

/** The Function of each container, in their order; a hook has none. */
function functionsOf(task: ResolvedTask, { hooks }: PodOptions): ReadonlyArray<ResolvedFunction | undefined> {
  return [
    ...(hooks?.before === undefined ? [] : [undefined]),
    ...task.steps,
    ...(hooks?.after === undefined ? [] : [undefined]),
  ];
}

function buildContainers(
  task: ResolvedTask,
  input: ContainerInput,
  options: PodOptions,
  findings: Findings,
): ReadonlyArray<V1Container> {
  const steps = task.steps.map((fn, step) => buildContainer(fn, input, step));
  const { before, after, target = {} } = options.hooks ?? {};
  const containers = [...steps];
  if (before !== undefined) {
    containers.unshift(hookContainer(preHookContainerName, before, task, target, steps, findings));
  }
  if (after !== undefined) containers.push(hookContainer(postHookContainerName, after, task, target, steps, findings));
  const variables = Object.entries(options.env ?? {});
  for (const container of containers) {
    if (!steps.includes(container)) applyContainerSettings(container, input.runtimeSettings);
    if (options.interimClaim !== undefined) {
      container.volumeMounts = mount(container.volumeMounts, { name: interimVolumeName, mountPath: interimMountPath });
    }
    for (const volumeMount of options.volumeMounts ?? []) {
      container.volumeMounts = mount(container.volumeMounts, toWire('VolumeMount', volumeMount));
    }
    setEnv(
      container,
      variables.map(([name, value]) => ({ name, value })),
    );
  }
  return containers;
}

function volumesOf(task: ResolvedTask, options: PodOptions, findings: Findings): Array<V1Volume> {
  const volumes = task.volumes.map((volume) => toWire('Volume', volume));
  const tmp = volumes.findIndex(({ name }) => name === tmpVolumeName);
  const other = Object.keys(volumes[tmp] ?? {}).find((field) => field !== 'name' && field !== 'emptyDir');
  if (other !== undefined) {
    findings.error(
      'tmp-volume-not-empty-dir',
      ['volumes', tmp, other],
      `the volume ${tmpVolumeName} of Task ${task.name} is a ${other}, and it must be an emptyDir`,
      'give the volume another name: this one is the temporary directory that all containers share',
    );
  }
  const all = other === undefined ? withTmpVolume(volumes, options.tempDir) : volumes;
  if (options.interimClaim !== undefined) all.push(claimVolume(interimVolumeName, options.interimClaim));
  for (const [name, claimName] of Object.entries(options.claims ?? {})) all.push(claimVolume(name, claimName));
  return all;
}
