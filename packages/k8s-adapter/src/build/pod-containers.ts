import type { HookType, ResolvedFunction, ResolvedTask } from '@stash-functions/templating';
import type { V1Container } from '../kubernetes/container.ts';
import type { Origins } from '../origin/origins.ts';
import type { Made } from '../problem/problem.ts';
import { type ContainerInput, stepContainer } from './container.ts';
import { hookContainer, postHookContainerName, preHookContainerName } from './hooks.ts';
import { mountLocalBackend } from './local-backend.ts';
import { inInvoker, type PodOptions } from './pod-options.ts';
import { interimMountPath, interimVolumeName } from './volumes.ts';

/** A container of a pod, which can be made once more with Origins that tell where its fields come from. */
export interface PodContainer extends Made<V1Container> {
  readonly again: (origins: Origins) => V1Container;
}

/** The containers of the pod of a Task, in the order in which they run: a hook, the steps, and another hook. */
export function podContainers(
  task: ResolvedTask,
  options: PodOptions,
  origins: Origins | undefined,
): ReadonlyArray<PodContainer> {
  const { before, after, target = {} } = options.hooks ?? {};
  const last = after === undefined ? task.steps.length - 1 : task.steps.length;
  const hook =
    (name: string, hookType: HookType, init: boolean): Maker =>
    (input, within) =>
      hookContainer(name, hookType, task, target, input, init, within);
  const step = (fn: ResolvedFunction, index: number): Maker => {
    const place = { step: index, init: index < last };
    return (input, within) => stepContainer(fn, input, place, within);
  };
  const makers = task.steps.map(step);
  if (before !== undefined) makers.unshift(hook(preHookContainerName, before, true));
  if (after !== undefined) makers.push(hook(postHookContainerName, after, false));
  const input = containerInput(options, origins);
  return makers.map((make) => {
    const { value, findings, problems } = makeContainer(make, input, options, origins);
    const again = (within: Origins): V1Container =>
      makeContainer(make, containerInput(options, within), options, within).value;
    return { value, findings, problems, again };
  });
}

type Maker = (input: ContainerInput, origins: Origins | undefined) => Made<V1Container>;

function makeContainer(
  make: Maker,
  input: ContainerInput,
  { repository }: PodOptions,
  origins: Origins | undefined,
): Made<V1Container> {
  const container = make(input, origins);
  if (repository !== undefined) mountLocalBackend(container.value, repository, origins);
  return container;
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
