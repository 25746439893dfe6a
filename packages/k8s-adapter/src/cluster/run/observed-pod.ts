import { fieldAt, type JsonObject, listAt, numberAt, textAt } from '../json.ts';

/** What a run reads of a Pod, `v1`. */
export interface ObservedPod {
  readonly name: string;
  readonly uid: string;
  /** RFC 3339; whole seconds. */
  readonly createdAt: string;
  /** Absent until it is scheduled. */
  readonly node?: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
  readonly phase: string;
  /** `Evicted` and the like. */
  readonly reason?: string;
  readonly message?: string;
  /** What the scheduler says while it finds no node. */
  readonly unschedulable?: string;
  /** Whether a container that has ended may be started again. */
  readonly canRestart: boolean;
  /** Init containers first, in the order of the spec. */
  readonly containers: ReadonlyArray<ObservedContainer>;
}

/** One container of a pod. */
export interface ObservedContainer {
  readonly name: string;
  readonly isInit: boolean;
  /** Whether it is an init container that runs beside the others and is stopped with them. */
  readonly isSidecar: boolean;
  /** How often it has been restarted. */
  readonly restarts: number;
  readonly state: ContainerState;
  /** How the instance before this one ended; while the container waits for a restart, how the current one did. */
  readonly lastEnd?: ContainerEnd;
}

/** The state of a container, discriminated by `type`. */
export type ContainerState =
  | { readonly type: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly type: 'running'; readonly startedAt?: string }
  | { readonly type: 'ended'; readonly end: ContainerEnd };

/** How an instance of a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** Reads a Pod as the API server gives it; a container without a status is waiting. */
export function readPod(object: JsonObject): ObservedPod {
  const status = fieldAt(object, 'status');
  const node = textAt(object, 'spec', 'nodeName');
  const reason = textAt(status, 'reason');
  const message = textAt(status, 'message');
  const unschedulable = readUnschedulable(status);
  return {
    name: textAt(object, 'metadata', 'name') ?? '',
    uid: textAt(object, 'metadata', 'uid') ?? '',
    createdAt: textAt(object, 'metadata', 'creationTimestamp') ?? '',
    phase: textAt(status, 'phase') ?? 'Pending',
    canRestart: textAt(object, 'spec', 'restartPolicy') !== 'Never',
    containers: [
      ...readContainers(object, 'initContainers', 'initContainerStatuses', true),
      ...readContainers(object, 'containers', 'containerStatuses', false),
    ],
    ...(node === undefined ? {} : { node }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(unschedulable === undefined ? {} : { unschedulable }),
  };
}

function readUnschedulable(status: unknown): string | undefined {
  const condition = listAt(status, 'conditions').find(
    (one) =>
      textAt(one, 'type') === 'PodScheduled' &&
      textAt(one, 'status') === 'False' &&
      textAt(one, 'reason') === 'Unschedulable',
  );
  return condition === undefined ? undefined : (textAt(condition, 'message') ?? 'no node takes the pod');
}

function readContainers(
  pod: JsonObject,
  specs: string,
  statuses: string,
  isInit: boolean,
): ReadonlyArray<ObservedContainer> {
  const known = listAt(pod, 'status', statuses);
  return listAt(pod, 'spec', specs).map((spec) => {
    const name = textAt(spec, 'name') ?? '';
    const status = known.find((one) => textAt(one, 'name') === name);
    const lastEnd = readContainerEnd(fieldAt(status, 'lastState', 'terminated'));
    return {
      name,
      isInit,
      isSidecar: isInit && textAt(spec, 'restartPolicy') === 'Always',
      restarts: numberAt(status, 'restartCount') ?? 0,
      state: readState(fieldAt(status, 'state')),
      ...(lastEnd === undefined ? {} : { lastEnd }),
    };
  });
}

function readState(state: unknown): ContainerState {
  const end = readContainerEnd(fieldAt(state, 'terminated'));
  if (end !== undefined) return { type: 'ended', end };
  if (fieldAt(state, 'running') !== undefined) {
    const startedAt = textAt(state, 'running', 'startedAt');
    return { type: 'running', ...(startedAt === undefined ? {} : { startedAt }) };
  }
  return {
    type: 'waiting',
    reason: textAt(state, 'waiting', 'reason') ?? '',
    message: textAt(state, 'waiting', 'message') ?? '',
  };
}

function readContainerEnd(terminated: unknown): ContainerEnd | undefined {
  const exitCode = numberAt(terminated, 'exitCode');
  if (exitCode === undefined) return undefined;
  const message = textAt(terminated, 'message');
  const startedAt = textAt(terminated, 'startedAt');
  const finishedAt = textAt(terminated, 'finishedAt');
  return {
    exitCode,
    reason: textAt(terminated, 'reason') ?? (exitCode === 0 ? 'Completed' : 'Error'),
    ...(message === undefined ? {} : { message }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}
