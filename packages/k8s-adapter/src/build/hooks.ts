import type { Handler } from '@stash-functions/core/decode';
import {
  createScope,
  escapeReferences,
  type HookType,
  hookScope,
  type ResolvedTask,
  type Scope,
} from '@stash-functions/templating';
import type { V1Container, V1VolumeMount } from '../kubernetes/container.ts';
import type { V1EnvVar } from '../kubernetes/env.ts';
import type { Origins } from '../origin/origins.ts';
import type { Made } from '../problem/problem.ts';
import { assembleContainer, type ContainerInput, mountAll, ownMounts, settingsOfInvoker } from './container.ts';
import { mergeContainerSettings } from './runtime-settings.ts';

/** The containers that run an invoker's hooks, before and after the steps of its Task. */
export interface HookContainers {
  /** The hook before the first step. */
  readonly before?: HookType | undefined;
  /** The hook after the last step. */
  readonly after?: HookType | undefined;
  /** The object that the hooks act on. */
  readonly target?: HookTarget | undefined;
}

/** The object that a hook acts on. */
export interface HookTarget {
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** The name of the container that runs the hook before the steps: the first init container. */
export const preHookContainerName = 'pre-task-hook';
/** The name of the container that runs the hook after the steps: the main container. */
export const postHookContainerName = 'post-task-hook';

/**
 * The container that runs a hook. It runs `run-hook` of the operator's image, which reads the hook from the invoker. It
 * has the mounts of the steps.
 */
export function hookContainer(
  name: string,
  hookType: HookType,
  task: ResolvedTask,
  target: HookTarget,
  input: ContainerInput,
  init: boolean,
  origins: Origins | undefined,
): Made<V1Container> {
  const scope = hookScope(task, hookType);
  const value = (variable: string): string => scope.get(variable)?.value ?? '';
  const builtins = scopeOfBuiltins(scope);
  const args: ReadonlyArray<Argument> = [
    { flag: 'backupsession', variable: 'BACKUP_SESSION', scope: builtins },
    { flag: 'invoker-kind', variable: 'INVOKER_KIND', scope: builtins },
    { flag: 'invoker-name', variable: 'INVOKER_NAME', scope: builtins },
    { flag: 'target-kind', text: target.kind },
    { flag: 'target-namespace', text: target.namespace },
    { flag: 'target-name', text: target.name },
    { flag: 'hook-type', variable: 'HOOK_TYPE', scope },
    { flag: 'hostname', variable: 'HOSTNAME', scope },
    { flag: 'output-dir', variable: 'outputDir', scope },
    { flag: 'metrics-enabled', text: 'true' },
    { flag: 'metrics-pushgateway-url', variable: 'PROMETHEUS_PUSHGATEWAY_URL', scope: builtins },
  ];
  const fields = {
    name,
    image: `${value('STASH_DOCKER_REGISTRY')}/${value('STASH_DOCKER_IMAGE')}:${value('STASH_IMAGE_TAG')}`,
    args: ['run-hook', ...args.map((argument) => `--${argument.flag}=${literal(task, textOf(argument))}`)],
  };
  if (origins !== undefined) {
    origins.field(fields, 'image', { rule, variables: imageParts.map(([variable]) => variable), scope });
    for (const [index, { variable, scope: within }] of args.entries()) {
      const variables = variable === undefined ? undefined : [variable];
      origins.field(fields.args, index + 1, { rule, variables, scope: within });
    }
  }
  const podName: V1EnvVar = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  for (const part of [fields, podName]) origins?.whole(part, { rule });
  const settings = mergeContainerSettings([settingsOfInvoker(input)], input.env, origins, [podName]);
  return assembleContainer(
    fields,
    settings,
    mountAll(mountsOf(task.steps, origins), input.volumeMounts, origins),
    init,
    origins,
  );
}

/** The parts of the image of a hook that no variable gives. */
export function missingImageParts(hookType: HookType, task: ResolvedTask): ReadonlyArray<string> {
  const scope = hookScope(task, hookType);
  return imageParts.filter(([variable]) => (scope.get(variable)?.value ?? '') === '').map(([, part]) => part);
}

/**
 * True for a hook that does something. A hook after the steps may have no action, but only the outcomes that it would
 * run after.
 */
export function hasAction(hook: Handler | undefined): boolean {
  return (hook?.exec ?? hook?.httpGet ?? hook?.httpPost ?? hook?.tcpSocket) !== undefined;
}

const imageParts = [
  ['STASH_DOCKER_REGISTRY', 'registry'],
  ['STASH_DOCKER_IMAGE', 'image'],
  ['STASH_IMAGE_TAG', 'tag'],
] as const;

/** An argument of the operator's command: the value of a variable, or a text. */
interface Argument {
  readonly flag: string;
  readonly variable?: string;
  readonly scope?: Scope;
  readonly text?: string | undefined;
}

function textOf({ variable, scope, text }: Argument): string {
  return (variable === undefined ? text : scope?.get(variable)?.value) ?? '';
}

/**
 * The variables as the resources give them, without params of the same names. The operator uses them to find the hook.
 */
function scopeOfBuiltins({ layers }: Scope): Scope {
  return createScope(layers.filter(({ name }) => name === 'built-in'));
}

const rule = 'hook-container';

/** A value as an argument that the kubelet hands on unchanged, unless references are left to the kubelet. */
function literal({ kubernetesReferences }: ResolvedTask, text: string): string {
  return kubernetesReferences === 'expand' ? text : escapeReferences([{ text, own: false }]);
}

/** The mounts of all steps. Where two have one path, the later one takes the place of the earlier. */
function mountsOf(steps: ResolvedTask['steps'], origins: Origins | undefined): Array<V1VolumeMount> {
  const mounts = steps.flatMap((fn) => ownMounts(fn, origins));
  return [...new Map(mounts.map((mount) => [mount.mountPath, mount])).values()];
}
