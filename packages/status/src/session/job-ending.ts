import { readOr } from '@stash-functions/core/decode';
/** The end of a Job, from any source: the outcome of a run fits, and so does the result of `readJobEnding`. */
export interface JobEnding {
  /** The outcome. An `aborted` run is one that nobody follows any longer; its Job may go on. */
  readonly status: 'succeeded' | 'failed' | 'timed-out' | 'aborted';
  /** One sentence for people. */
  readonly message?: string | undefined;
  /** The container that ended the Job. */
  readonly step?: string | undefined;
  /** The exit code of that container. */
  readonly exitCode?: number | undefined;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines?: ReadonlyArray<string> | undefined;
}

/** The part of a Job (`batch/v1`) that is read. */
export interface EndedJob {
  /** The status of the Job. */
  readonly status?: { readonly conditions?: ReadonlyArray<JobCondition> | undefined };
}

/** One condition of a Job. */
export interface JobCondition {
  /** The type of the condition. */
  readonly type: string;
  /** The status of the condition. */
  readonly status: string;
  /** The reason, as one word. */
  readonly reason?: string | undefined;
  /** The reason for people. */
  readonly message?: string | undefined;
}

/** The part of a pod that is read. */
export interface EndedPod {
  /** The time of its creation. */
  readonly metadata?: { readonly creationTimestamp?: unknown };
  /** The status of the pod. */
  readonly status?: {
    /** The reason, as one word. */
    readonly reason?: string | undefined;
    /** The reason for people. */
    readonly message?: string | undefined;
    /** The statuses of the init containers. */
    readonly initContainerStatuses?: ReadonlyArray<EndedContainer> | undefined;
    /** The statuses of the containers. */
    readonly containerStatuses?: ReadonlyArray<EndedContainer> | undefined;
  };
}

/** The part of a container's status that is read. */
export interface EndedContainer {
  /** The container’s name. */
  readonly name: string;
  /** The present state. */
  readonly state?: ContainerState | undefined;
  /** The state before the last restart. */
  readonly lastState?: ContainerState | undefined;
}

/** The state of a container that waits or has ended. */
export interface ContainerState {
  /** Present while it waits. */
  readonly waiting?: { readonly reason?: string | undefined; readonly message?: string | undefined } | undefined;
  /** Present once it has ended. */
  readonly terminated?: { readonly exitCode: number; readonly reason?: string | undefined } | undefined;
}

/**
 * The end of a Job, from the Job and its pods as the API has them.
 *
 * @param job - absent where somebody has deleted it
 * @param pods - the pods of the Job; the newest counts
 * @param lastLines - of the container that ended it, where the caller has read its log
 * @returns undefined while the Job goes on
 */
export function readJobEnding(
  job: EndedJob | undefined,
  pods: ReadonlyArray<EndedPod> = [],
  lastLines?: ReadonlyArray<string>,
): JobEnding | undefined {
  return readOr(undefined, () => {
    if (job === undefined) return { status: 'failed', message: 'the Job was deleted', lastLines };
    const conditions = job.status?.conditions ?? [];
    const end = conditions.find(({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'));
    if (end === undefined) return undefined;
    if (end.type === 'Complete') return { status: 'succeeded' };
    const pod = pods.toSorted((one, other) => createdAt(other) - createdAt(one))[0];
    const container = containersOf(pod).find(
      (candidate) => exitCodeOf(candidate) !== 0 && exitCodeOf(candidate) !== undefined,
    );
    const message = pod?.status?.message ?? stuckMessage(pod) ?? end.message ?? end.reason ?? 'the Job has failed';
    return { status: 'failed', message, step: container?.name, exitCode: exitCodeOf(container), lastLines };
  });
}

function containersOf(pod: EndedPod | undefined): ReadonlyArray<EndedContainer> {
  return [...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])];
}

function exitCodeOf(container: EndedContainer | undefined): number | undefined {
  return (container?.state?.terminated ?? container?.lastState?.terminated)?.exitCode;
}

/** The reason of a container that never ran. */
function stuckMessage(pod: EndedPod | undefined): string | undefined {
  for (const { name, state } of containersOf(pod)) {
    if (state?.waiting?.reason === undefined || state.waiting.reason === 'PodInitializing') continue;
    return `the step ${name} did not start: ${state.waiting.reason}`;
  }
  return undefined;
}

function createdAt({ metadata }: EndedPod): number {
  const created = metadata?.creationTimestamp;
  const milliseconds = created instanceof Date ? created.getTime() : Date.parse(String(created));
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}
