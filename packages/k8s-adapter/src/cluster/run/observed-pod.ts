import { fieldAt, type JsonObject, listAt, numberAt, textAt } from '../json.ts';
import { mayRestart, restartsAfter } from './restart-policy.ts';

/** The part of a Pod (`v1`) that a run reads. */
export interface ObservedPod {
  readonly name: string;
  readonly uid: string;
  /** The time in RFC 3339, with whole seconds. */
  readonly createdAt: string;
  /** The node; absent until the pod is scheduled. */
  readonly node?: string;
  /** One of `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
  readonly phase: string;
  /**
   * The reason why the pod failed as a whole, and not by one of its containers: `Evicted`, `DeadlineExceeded`,
   * `OutOfcpu`.
   */
  readonly reason?: string;
  readonly message?: string;
  /** The time at which somebody asked for its deletion, in milliseconds since the epoch. */
  readonly deletedAt?: number;
  /** Its condition DisruptionTarget: who takes the pod away, and why. */
  readonly disruption?: string;
  /** The reason why it has no node: something holds it back from the scheduler, or the scheduler finds none. */
  readonly unscheduled?: Unscheduled;
  /** True once its volumes are mounted and its sandbox is made; undefined in a cluster that does not say. */
  readonly isReadyToStart?: boolean;
  /** The containers in the order of the spec, init containers first. */
  readonly containers: ReadonlyArray<ObservedContainer>;
}

/** The reason why a pod has no node. */
export interface Unscheduled {
  /** The reason, as `Unschedulable` or `SchedulingGated`; empty where no scheduler has given one. */
  readonly reason: string;
  readonly message: string;
}

/** One container of a pod. */
export interface ObservedContainer {
  readonly name: string;
  readonly isInit: boolean;
  /** True for an init container that runs beside the others and is stopped with them. */
  readonly isSidecar: boolean;
  /** The number of restarts. */
  readonly restarts: number;
  /** True where the container may be restarted. */
  readonly canRestart: boolean;
  /** The limit `resources.limits.memory`, as `16Mi`. */
  readonly memoryLimit?: string;
  readonly state: ContainerState;
  /**
   * The end of the instance before this one. While the container waits for a restart, it is the end of the current one.
   */
  readonly lastEnd?: ContainerEnd;
}

/** The state of a container. The field `type` tells the kinds apart. */
export type ContainerState =
  | { readonly type: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly type: 'running'; readonly startedAt?: string }
  | { readonly type: 'ended'; readonly end: ContainerEnd };

/** The end of an instance of a container. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
  /** The time of the start; absent too for a container that could not be started. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** True where the kubelet will start the container again. */
  readonly willRestart: boolean;
}

/** Reads a Pod as the API server gives it. A container without a status is waiting. */
export function readPod(object: JsonObject): ObservedPod {
  const status = fieldAt(object, 'status');
  const conditions = listAt(status, 'conditions');
  const node = textAt(object, 'spec', 'nodeName');
  const reason = textAt(status, 'reason');
  const message = textAt(status, 'message');
  const deletedAt = readDeletion(object);
  const disruption = readDisruption(conditions);
  const unscheduled = node === undefined ? readUnscheduled(conditions) : undefined;
  const ready = conditionOf(conditions, 'PodReadyToStartContainers');
  return {
    name: textAt(object, 'metadata', 'name') ?? '',
    uid: textAt(object, 'metadata', 'uid') ?? '',
    createdAt: textAt(object, 'metadata', 'creationTimestamp') ?? '',
    phase: textAt(status, 'phase') ?? 'Pending',
    containers: [
      ...readContainers(object, 'initContainers', 'initContainerStatuses', true),
      ...readContainers(object, 'containers', 'containerStatuses', false),
    ],
    ...(node === undefined ? {} : { node }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
    ...(disruption === undefined ? {} : { disruption }),
    ...(unscheduled === undefined ? {} : { unscheduled }),
    ...(ready === undefined ? {} : { isReadyToStart: textAt(ready, 'status') === 'True' }),
  };
}

// The timestamp of a deletion is the time at which its grace period ends.
function readDeletion(object: JsonObject): number | undefined {
  const time = timeOf(textAt(object, 'metadata', 'deletionTimestamp'));
  return time === undefined
    ? undefined
    : time - 1000 * (numberAt(object, 'metadata', 'deletionGracePeriodSeconds') ?? 0);
}

function readDisruption(conditions: ReadonlyArray<unknown>): string | undefined {
  const found = conditionOf(conditions, 'DisruptionTarget');
  if (found === undefined || textAt(found, 'status') !== 'True') return undefined;
  const parts = [textAt(found, 'reason'), textAt(found, 'message')].filter((part) => part !== undefined);
  return parts.length === 0 ? 'DisruptionTarget' : parts.join(': ');
}

function readUnscheduled(conditions: ReadonlyArray<unknown>): Unscheduled {
  const found = conditionOf(conditions, 'PodScheduled');
  if (found === undefined || textAt(found, 'status') !== 'False') return { reason: '', message: '' };
  return { reason: textAt(found, 'reason') ?? '', message: textAt(found, 'message') ?? '' };
}

function readContainers(
  pod: JsonObject,
  specs: string,
  statuses: string,
  isInit: boolean,
): ReadonlyArray<ObservedContainer> {
  const known = listAt(pod, 'status', statuses);
  const podPolicy = textAt(pod, 'spec', 'restartPolicy') ?? 'Never';
  return listAt(pod, 'spec', specs).map((spec) => {
    const name = textAt(spec, 'name') ?? '';
    const status = known.find((one) => textAt(one, 'name') === name);
    const willRestart = (exitCode: number): boolean => restartsAfter(spec, podPolicy, isInit, exitCode);
    const lastEnd = readContainerEnd(fieldAt(status, 'lastState', 'terminated'), willRestart);
    const memoryLimit = textAt(spec, 'resources', 'limits', 'memory');
    return {
      name,
      isInit,
      isSidecar: isInit && textAt(spec, 'restartPolicy') === 'Always',
      restarts: numberAt(status, 'restartCount') ?? 0,
      canRestart: mayRestart(spec, podPolicy),
      state: readState(fieldAt(status, 'state'), willRestart),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(lastEnd === undefined ? {} : { lastEnd }),
    };
  });
}

function readState(state: unknown, willRestart: (exitCode: number) => boolean): ContainerState {
  const end = readContainerEnd(fieldAt(state, 'terminated'), willRestart);
  if (end !== undefined) return { type: 'ended', end };
  if (fieldAt(state, 'running') !== undefined) {
    const startedAt = readTime(state, 'running', 'startedAt');
    return { type: 'running', ...(startedAt === undefined ? {} : { startedAt }) };
  }
  return {
    type: 'waiting',
    reason: textAt(state, 'waiting', 'reason') ?? '',
    message: textAt(state, 'waiting', 'message') ?? '',
  };
}

function readContainerEnd(terminated: unknown, willRestart: (exitCode: number) => boolean): ContainerEnd | undefined {
  const exitCode = numberAt(terminated, 'exitCode');
  if (exitCode === undefined) return undefined;
  const message = textAt(terminated, 'message');
  const startedAt = readTime(terminated, 'startedAt');
  const finishedAt = readTime(terminated, 'finishedAt');
  return {
    exitCode,
    reason: textAt(terminated, 'reason') ?? (exitCode === 0 ? 'Completed' : 'Error'),
    willRestart: willRestart(exitCode),
    ...(message === undefined ? {} : { message }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}

// A container that never started has 1970 as its start.
function readTime(value: unknown, ...path: ReadonlyArray<string>): string | undefined {
  const text = textAt(value, ...path);
  return text?.startsWith('1970-01-01T00:00:00') === true ? undefined : text;
}

function timeOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function conditionOf(conditions: ReadonlyArray<unknown>, type: string): unknown {
  return conditions.find((one) => textAt(one, 'type') === type);
}
