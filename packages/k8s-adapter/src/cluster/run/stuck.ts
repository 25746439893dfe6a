import type { FailureReason } from './job-event.ts';
import { type StandstillRule, silentStart, startReasons, waitingReasons } from './kubernetes-reasons.ts';
import type { StuckLimits } from './limits.ts';
import type { ObservedJob } from './observed-job.ts';
import type { ObservedContainer, ObservedPod } from './observed-pod.ts';
import type { ObservedWarning } from './warning-log.ts';

/** The reason why a pod cannot go on. */
export interface Stuck {
  readonly reason: FailureReason;
  readonly message: string;
  /** The container, where it is one of the Job's own. */
  readonly step?: string;
  /** Milliseconds that it may stay so; 0 where nothing can help. */
  readonly limit: number;
}

/** The facts about a pod that are not in its own status. */
export interface StuckContext {
  readonly job: ObservedJob;
  readonly limits: StuckLimits;
  /** The Warning events about it, the latest last. */
  readonly warnings: ReadonlyArray<ObservedWarning>;
}

/** The reason why a pod stands still in a way that its Job does not notice; undefined where it goes on. */
export function stuckReason(pod: ObservedPod, context: StuckContext): Stuck | undefined {
  if (pod.deletedAt !== undefined || pod.phase === 'Failed' || pod.phase === 'Succeeded') return undefined;
  if (pod.node === undefined) return withoutNode(pod, context);
  for (const container of pod.containers) {
    const found = waitingFor(container, pod, context);
    if (found !== undefined) return found;
  }
  return notStarted(pod, context);
}

/** The reason why a Job without a pod stands still: its controller's Warning event says that the pod cannot be made. */
export function podNotCreated(message: string, limits: StuckLimits): Stuck {
  return { reason: 'pod-not-created', message: `the pod can not be made: ${message}`, limit: limits.podCreate };
}

/** The reason why a Job stands still for which nobody makes a pod: it is held back, or its controller does not work. */
export function withoutPod(job: ObservedJob, limits: StuckLimits): Stuck {
  const stuck = (message: string, limit: number): Stuck => ({ reason: 'pod-not-created', message, limit });
  if (job.isSuspended) return stuck('the Job is suspended: somebody has to resume it', limits.held);
  if (job.managedBy !== undefined) {
    return stuck(`the Job is left to the controller "${job.managedBy}", which makes no pod for it`, limits.held);
  }
  return stuck('the Job controller of the cluster makes no pod for it, and says nothing', limits.podCreate);
}

/** True for a pod that scheduling gates hold back. */
export function isGated(pod: ObservedPod): boolean {
  return pod.unscheduled?.reason === 'SchedulingGated';
}

function withoutNode(pod: ObservedPod, { limits }: StuckContext): Stuck {
  const { reason, message } = pod.unscheduled ?? { reason: '', message: '' };
  const said = message === '' ? reason : message;
  if (isGated(pod)) {
    return { reason: 'unschedulable', message: `scheduling gates hold the pod back: ${said}`, limit: limits.held };
  }
  const why = said === '' ? 'no scheduler has said anything of it; see its `schedulerName`' : said;
  return { reason: 'unschedulable', message: `no node takes the pod: ${why}`, limit: limits.unschedulable };
}

function waitingFor(
  { name, isInit, state }: ObservedContainer,
  pod: ObservedPod,
  { job, limits }: StuckContext,
): Stuck | undefined {
  if (state.type !== 'waiting' || !Object.hasOwn(waitingReasons, state.reason)) return undefined;
  const rule = waitingReasons[state.reason];
  const isOwn = isOwnContainer(job, name);
  // A container that runs beside the Job's own does not keep them from their work.
  if (rule === undefined || (!isOwn && !isInit)) return undefined;
  const detail = state.message === '' ? state.reason : `${state.reason}: ${state.message}`;
  const subject = isOwn ? `the step "${name}"` : `"${name}", which something has added to the pod "${pod.name}",`;
  const what =
    rule.failure === 'image-not-pulled'
      ? `the image of ${subject} can not be pulled`
      : `the container of ${subject} can not be created`;
  return { ...stuckBy(rule, `${what}: ${detail}`, limits), ...(isOwn ? { step: name } : {}) };
}

// Volumes and sandbox come before the first container. Until then a pod's status says nothing.
function notStarted(pod: ObservedPod, { limits, warnings }: StuckContext): Stuck | undefined {
  const isUntouched = pod.containers.every(
    ({ state, lastEnd, restarts }) =>
      state.type === 'waiting' && quietReasons.has(state.reason) && lastEnd === undefined && restarts === 0,
  );
  if (!isUntouched || pod.isReadyToStart === true) return undefined;
  const warning = warnings.findLast(({ reason }) => Object.hasOwn(startReasons, reason));
  if (warning === undefined) {
    // A cluster may not tell when volumes and sandbox are ready. It may then be pulling an image, which takes longer.
    const isTold = pod.isReadyToStart === false || pod.containers.every(({ state }) => isUnsaid(state));
    const silent = stuckBy(silentStart, `the node "${pod.node}" does not start the pod, and no event says why`, limits);
    return isTold ? silent : { ...silent, limit: silent.limit * untoldPatience };
  }
  const rules = startReasons[warning.reason] ?? [];
  const rule = rules.find(({ text }) => text === undefined || text.test(warning.message)) ?? silentStart;
  return stuckBy(rule, `the pod can not be started: ${warning.reason}: ${warning.message}`, limits);
}

/** The factor by which the wait is longer in a cluster that does not tell. */
const untoldPatience = 6;

const quietReasons: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

function isUnsaid(state: ObservedContainer['state']): boolean {
  return state.type === 'waiting' && state.reason === '';
}

function stuckBy({ failure, limit }: StandstillRule, message: string, limits: StuckLimits): Stuck {
  return { reason: failure, message, limit: limit === 'none' ? 0 : limits[limit] };
}

/** True for a container of the Job's template. Without a template every container is. */
export function isOwnContainer(job: ObservedJob, name: string): boolean {
  return job.containers.length === 0 || job.containers.includes(name);
}
