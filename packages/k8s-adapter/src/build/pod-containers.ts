import type { HookType, ResolvedTask } from '@stash-functions/templating';
import type { V1Container } from '../kubernetes/container.ts';
import type { Origins } from '../origin/origins.ts';
import { placeOwnFindings } from '../problem/place-findings.ts';
import { type Made, made } from '../problem/problem.ts';
import { type ContainerInput, leaveOutProbes, leaveOutStopSignal, stepContainer } from './container.ts';
import { hookContainer, postHookContainerName, preHookContainerName } from './hooks.ts';
import { mountLocalBackend } from './local-backend.ts';
import { inInvoker, type PodOptions } from './pod-options.ts';
import { interimMountPath, interimVolumeName } from './volumes.ts';

/**
 * The containers of the pod of a Task, in the order in which they run: a hook, the steps, and another hook. Each has its
 * own findings, and those of its fields that a setting gave are Problems already.
 */
export function podContainers(
  task: ResolvedTask,
  options: PodOptions,
  origins: Origins | undefined,
): ReadonlyArray<Made<V1Container>> {
  const { before, after, target = {} } = options.hooks ?? {};
  const input = containerInput(options, origins);
  const lastStep = after === undefined ? task.steps.length - 1 : task.steps.length;
  const hook = (name: string, hookType: HookType, within: Origins | undefined): V1Container =>
    hookContainer(name, hookType, task, target, input, within);
  const all: Array<Made<V1Container>> = [];
  if (before !== undefined) {
    all.push(placeOwnFindings((within) => asInitContainer(hook(preHookContainerName, before, within)), origins));
  }
  task.steps.forEach((fn, step) => {
    const place = { step, init: step < lastStep };
    all.push(placeOwnFindings((within) => stepContainer(fn, input, place, within), origins));
  });
  if (after !== undefined) {
    all.push(placeOwnFindings((within) => asLastContainer(hook(postHookContainerName, after, within)), origins));
  }
  if (options.repository !== undefined) {
    for (const { value } of all) mountLocalBackend(value, options.repository, origins);
  }
  return all;
}

/** The settings of a pod, in the form that each container takes them. */
function containerInput(options: PodOptions, origins: Origins | undefined): ContainerInput {
  const { imagePullPolicy, scheduling, runtimeSettings, env } = options;
  return {
    imagePullPolicy,
    scheduling,
    runtimeSettings: runtimeSettings?.container,
    runtimeSettingsFrom: inInvoker(options, ['runtimeSettings', 'container']),
    volumeMounts: mountsOfAll(options, origins),
    env,
  };
}

/** The mounts of every container besides those of its Function. */
function mountsOfAll(options: PodOptions, origins: Origins | undefined): ContainerInput['volumeMounts'] {
  const { interimClaim, volumeMounts } = options;
  const ofInvoker = volumeMounts === undefined ? undefined : [...volumeMounts];
  if (ofInvoker !== undefined) origins?.whole(ofInvoker, inInvoker(options, ['target', 'volumeMounts']));
  if (interimClaim === undefined) return ofInvoker;
  const interim = { name: interimVolumeName, mountPath: interimMountPath };
  const all = [interim, ...(ofInvoker ?? [])];
  origins?.field(all, 0, { rule: 'interim-volume' });
  for (const index of ofInvoker?.keys() ?? []) origins?.field(all, index + 1, origins.of(ofInvoker ?? [], index));
  return all;
}

function asInitContainer(container: V1Container): Made<V1Container> {
  return made(container, leaveOutProbes(container));
}

function asLastContainer(container: V1Container): Made<V1Container> {
  return made(container, leaveOutStopSignal(container));
}
