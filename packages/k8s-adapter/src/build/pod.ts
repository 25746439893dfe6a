import type {
  EmptyDirSettings,
  PodSecurityContext,
  Repository,
  RuntimeSettings,
  VolumeMount,
} from '@stash-functions/core/decode';
import type { ResolvedFunction, ResolvedTask } from '@stash-functions/templating';
import { concealSecrets } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  type FieldSource,
  type Findings,
  findingsInto,
  finish,
  type OnWarning,
  type Sink,
} from '../problem/problem.ts';
import { tracePod } from '../problem/trace-pod.ts';
import { checkPodSpec } from '../validity/pod.ts';
import {
  buildContainer,
  type ContainerInput,
  type ContainerStyle,
  leaveOutProbes,
  runWithPriority,
} from './container.ts';
import { checkHook, type HookContainers, hookContainer, postHookContainerName, preHookContainerName } from './hooks.ts';
import { checkLocalBackend, localVolume, mountLocalBackend } from './local-backend.ts';
import type { Mutable } from './mutable.ts';
import { applyPodSettings } from './runtime-settings.ts';
import { claimVolume, interimMountPath, interimVolumeName, tmpVolumeName, withTmpVolume } from './volumes.ts';
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
  /** Where data is stored: a local backend is mounted in every container that mounts nothing at its path. */
  readonly repository?: Repository;
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
 * The pod; its fields stand in the order of the API.
 *
 * @param sink - takes everything that is found on the way
 */
export function buildPod(task: ResolvedTask, options: PodOptions, sink: Sink): V1PodSpec {
  const input = containerInput(options);
  const containers = buildContainers(task, input, options.hooks);
  const last = containers.length - 1;
  const volumes = volumesOf(task, options);
  const main = containers.slice(Math.max(last, 0));
  const pod: V1PodSpec =
    last > 0 ? { volumes, initContainers: containers.slice(0, last), containers: main } : { volumes, containers: main };
  pod.restartPolicy = 'Never';
  applyPodSettings(pod, options.runtimeSettings?.pod, options);
  const local = options.repository?.spec?.backend?.local;
  if (local !== undefined && localVolume(local) !== undefined) {
    for (const container of containers) mountLocalBackend(container, local);
  }

  const functions = functionsOf(task, options.hooks);
  const findings = findingsInto(sink, tracePod(pod, functions, task, options, input));
  checkTask(task, options.hooks, findings);
  containers.forEach((container, index) => {
    const path = index === last ? ['containers', 0] : ['initContainers', index];
    const fn = functions[index];
    if (fn !== undefined) runWithPriority(container, fn, input, findings, path);
    if (index < last) leaveOutProbes(container, findings, path);
  });
  checkPodSpec(pod, [], findings);
  if (options.repository !== undefined) sink.problems.push(...checkLocalBackend(options.repository, pod));
  return pod;
}

/** What the settings of a pod mean for each of its containers. */
function containerInput(options: PodOptions): ContainerInput {
  const { imagePullPolicy, scheduling, runtimeSettings, from, interimClaim, volumeMounts, env } = options;
  const input: Mutable<ContainerInput> = {};
  if (imagePullPolicy !== undefined) input.imagePullPolicy = imagePullPolicy;
  if (scheduling !== undefined) input.scheduling = scheduling;
  if (runtimeSettings?.container !== undefined) input.runtimeSettings = runtimeSettings.container;
  if (from !== undefined) {
    input.runtimeSettingsFrom = { resource: from.resource, path: [...from.path, 'runtimeSettings', 'container'] };
  }
  if (interimClaim === undefined) {
    if (volumeMounts !== undefined) input.volumeMounts = volumeMounts;
  } else {
    input.volumeMounts = [{ name: interimVolumeName, mountPath: interimMountPath }, ...(volumeMounts ?? [])];
  }
  if (env !== undefined) input.env = env;
  return input;
}

/** The Function of each container, in their order; a hook has none. */
function functionsOf(task: ResolvedTask, hooks: HookContainers = {}): ReadonlyArray<ResolvedFunction | undefined> {
  if (hooks.before === undefined && hooks.after === undefined) return task.steps;
  return [
    ...(hooks.before === undefined ? [] : [undefined]),
    ...task.steps,
    ...(hooks.after === undefined ? [] : [undefined]),
  ];
}

function buildContainers(
  task: ResolvedTask,
  input: ContainerInput,
  { before, after, target = {} }: HookContainers = {},
): ReadonlyArray<V1Container> {
  const containers = task.steps.map((fn, step) => buildContainer(fn, input, step));
  if (before !== undefined) containers.unshift(hookContainer(preHookContainerName, before, task, target, input));
  if (after !== undefined) containers.push(hookContainer(postHookContainerName, after, task, target, input));
  return containers;
}

function volumesOf(task: ResolvedTask, options: PodOptions): Array<V1Volume> {
  const { tempDir, interimClaim, claims, repository } = options;
  const volumes = task.volumes.map((volume) => toWire('Volume', volume));
  const all = otherSourceOfTmp(task) === undefined ? withTmpVolume(volumes, tempDir) : volumes;
  if (interimClaim !== undefined) all.push(claimVolume(interimVolumeName, interimClaim));
  for (const [name, claimName] of Object.entries(claims ?? {})) all.push(claimVolume(name, claimName));
  const { local } = repository?.spec?.backend ?? {};
  const stored = local && localVolume(local);
  if (stored !== undefined) all.push(stored);
  return all;
}

/** What is wrong with the Task itself, and with what its hooks need. */
function checkTask(task: ResolvedTask, { before, after }: HookContainers = {}, findings: Findings): void {
  if (task.steps.length === 0)
    findings.error('no-steps', [], `Task ${task.name} has no steps`, 'give it one step at least');
  if (before !== undefined) checkHook(before, task, findings);
  if (after !== undefined) checkHook(after, task, findings);
  const other = otherSourceOfTmp(task);
  if (other === undefined) return;
  findings.error(
    'tmp-volume-not-empty-dir',
    ['volumes', task.volumes.findIndex(({ name }) => name === tmpVolumeName), other],
    `the volume ${tmpVolumeName} of Task ${task.name} is a ${other}, and it must be an emptyDir`,
    'give the volume another name: this one is the temporary directory that all containers share',
  );
}

/** What the Task's own volume for temporary data is, if it is no emptyDir. */
function otherSourceOfTmp({ volumes }: ResolvedTask): string | undefined {
  const tmp = volumes.find(({ name }) => name === tmpVolumeName);
  return tmp && Object.keys(tmp).find((field) => field !== 'name' && field !== 'emptyDir');
}
