import type { Handler } from '@stash-functions/core/decode';
import { type HookType, hookScope, type ResolvedTask } from '@stash-functions/templating';
import type { V1Container } from './kubernetes/container.ts';
import type { Findings } from './problem.ts';

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
 *
 * Problem `operator-image-missing` where the variables do not say which image that is.
 */
export function hookContainer(
  name: string,
  hookType: HookType,
  task: ResolvedTask,
  target: HookTarget,
  steps: ReadonlyArray<V1Container>,
  findings: Findings,
): V1Container {
  const scope = hookScope(task, hookType);
  const value = (variable: string): string => scope.get(variable)?.value ?? '';
  const parts = ['STASH_DOCKER_REGISTRY', 'STASH_DOCKER_IMAGE', 'STASH_IMAGE_TAG'].map(value);
  if (parts.includes('')) {
    findings.error(
      'operator-image-missing',
      ['hooks', hookType],
      `the hook ${hookType} is run by the operator's image, and no operatorImage is given`,
      'give operatorImage, with the registry, the name and the tag of the Stash operator that runs in the cluster',
    );
  }
  const [registry, image, tag] = parts;
  return {
    name,
    image: `${registry}/${image}:${tag}`,
    args: [
      'run-hook',
      `--backupsession=${value('BACKUP_SESSION')}`,
      `--invoker-kind=${value('INVOKER_KIND')}`,
      `--invoker-name=${value('INVOKER_NAME')}`,
      `--target-kind=${target.kind ?? ''}`,
      `--target-namespace=${target.namespace ?? ''}`,
      `--target-name=${target.name ?? ''}`,
      `--hook-type=${value('HOOK_TYPE')}`,
      `--hostname=${value('HOSTNAME')}`,
      `--output-dir=${value('outputDir')}`,
      '--metrics-enabled=true',
      `--metrics-pushgateway-url=${value('PROMETHEUS_PUSHGATEWAY_URL')}`,
    ],
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    volumeMounts: mountsOf(steps),
  };
}

/** Whether a hook does something: one after the steps may hold nothing but the outcomes that it would run after. */
export function hasAction(hook: Handler | undefined): boolean {
  return (hook?.exec ?? hook?.httpGet ?? hook?.httpPost ?? hook?.tcpSocket) !== undefined;
}

/** The mounts of all containers: of two at one path the later one, in the place of the first. */
function mountsOf(containers: ReadonlyArray<V1Container>): NonNullable<V1Container['volumeMounts']> {
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
  return [...new Map(mounts.map((mount) => [mount.mountPath, { ...mount }])).values()];
}
