import type { Handler } from '@stash-functions/core/decode';
import { escapeReferences, type HookType, hookScope, type ResolvedTask } from '@stash-functions/templating';
import type { V1Container, V1VolumeMount } from '../kubernetes/container.ts';
import type { Findings } from '../problem/problem.ts';
import { type ContainerInput, completeContainer, mountAll, ownMounts } from './container.ts';
import { mergeContainerSettings } from './runtime-settings.ts';

/** The containers that run an invoker's hooks, around the steps of its Task. */
export interface HookContainers {
  /** The hook before the first step. */
  readonly before?: HookType;
  /** The hook after the last step. */
  readonly after?: HookType;
  /** The object that the hooks act on. */
  readonly target?: HookTarget;
}

/** The object that a hook acts on. */
export interface HookTarget {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The name of the container that runs the hook before the steps; it is the first init container. */
export const preHookContainerName = 'pre-task-hook';
/** The name of the container that runs the hook after the steps; it is the main container. */
export const postHookContainerName = 'post-task-hook';

/**
 * The container that runs a hook: the operator's image with its command `run-hook`, which reads the hook itself from
 * the invoker. It mounts what the steps mount.
 */
export function hookContainer(
  name: string,
  hookType: HookType,
  task: ResolvedTask,
  target: HookTarget,
  input: ContainerInput,
): V1Container {
  const value = valuesOf(task, hookType);
  const argument = (flag: string, text: string | undefined): string => `--${flag}=${literal(task, text ?? '')}`;
  const container: V1Container = {
    name,
    image: `${value('STASH_DOCKER_REGISTRY')}/${value('STASH_DOCKER_IMAGE')}:${value('STASH_IMAGE_TAG')}`,
    args: [
      'run-hook',
      argument('backupsession', value('BACKUP_SESSION')),
      argument('invoker-kind', value('INVOKER_KIND')),
      argument('invoker-name', value('INVOKER_NAME')),
      argument('target-kind', target.kind),
      argument('target-namespace', target.namespace),
      argument('target-name', target.name),
      argument('hook-type', value('HOOK_TYPE')),
      argument('hostname', value('HOSTNAME')),
      argument('output-dir', value('outputDir')),
      '--metrics-enabled=true',
      argument('metrics-pushgateway-url', value('PROMETHEUS_PUSHGATEWAY_URL')),
    ],
  };
  const podName = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  const settings = mergeContainerSettings([input.runtimeSettings], input, [podName]);
  const volumeMounts = mountAll(mountsOf(task.steps), input.volumeMounts);
  return completeContainer(container, settings, { volumeMounts });
}

/** Problem `operator-image-missing` where the variables do not say which image runs a hook. */
export function checkHook(hookType: HookType, task: ResolvedTask, findings: Findings): void {
  const value = valuesOf(task, hookType);
  if (['STASH_DOCKER_REGISTRY', 'STASH_DOCKER_IMAGE', 'STASH_IMAGE_TAG'].every((name) => value(name) !== '')) return;
  findings.error(
    'operator-image-missing',
    ['hooks', hookType],
    `the hook ${hookType} is run by the operator's image, and no operatorImage is given`,
    'give operatorImage, with the registry, the name and the tag of the Stash operator that runs in the cluster',
  );
}

/** Whether a hook does something: one after the steps may hold nothing but the outcomes that it would run after. */
export function hasAction(hook: Handler | undefined): boolean {
  return (hook?.exec ?? hook?.httpGet ?? hook?.httpPost ?? hook?.tcpSocket) !== undefined;
}

/** What the variables of a hook say; empty for one that is absent. */
function valuesOf(task: ResolvedTask, hookType: HookType): (variable: string) => string {
  const scope = hookScope(task, hookType);
  return (variable) => scope.get(variable)?.value ?? '';
}

/** A value as an argument that the kubelet hands on as it is, unless values are left to it. */
function literal({ kubernetesReferences }: ResolvedTask, text: string): string {
  return kubernetesReferences === 'expand' ? text : escapeReferences([{ text, own: false }]);
}

/** The mounts of all steps: of two at one path the later one, in the place of the first. */
function mountsOf(steps: ResolvedTask['steps']): Array<V1VolumeMount> {
  return [...new Map(steps.flatMap(ownMounts).map((mount) => [mount.mountPath, mount])).values()];
}
