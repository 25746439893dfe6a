/** How a Job ended, of whatever source: the outcome of a run fits, and so does what `readJobEnding` makes of a Job. */
export interface JobEnding {
  /** `aborted` is a run that nobody follows any longer; its Job may go on. */
  readonly status: 'succeeded' | 'failed' | 'timed-out' | 'aborted';
  /** One sentence for people. */
  readonly message?: string | undefined;
  /** The container that it is about. */
  readonly step?: string | undefined;
  /** Of that container. */
  readonly exitCode?: number | undefined;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines?: ReadonlyArray<string> | undefined;
}

/** What is read of a Job, `batch/v1`. */
export interface EndedJob {
  /** Its state. */
  readonly status?: { readonly conditions?: ReadonlyArray<JobCondition> | undefined };
}

/** One condition of a Job. */
export interface JobCondition {
  /** What is observed. */
  readonly type: string;
  /** Its state. */
  readonly status: string;
  /** Why, as one word. */
  readonly reason?: string | undefined;
  /** Why, for people. */
  readonly message?: string | undefined;
}

/** What is read of a pod. */
export interface EndedPod {
  /** When it was made. */
  readonly metadata?: { readonly creationTimestamp?: unknown };
  /** Its state. */
  readonly status?: {
    /** Why, as one word. */
    readonly reason?: string | undefined;
    /** Why, for people. */
    readonly message?: string | undefined;
    /** The containers that run before the others. */
    readonly initContainerStatuses?: ReadonlyArray<EndedContainer> | undefined;
    /** The containers. */
    readonly containerStatuses?: ReadonlyArray<EndedContainer> | undefined;
  };
}

/** What is read of the status of a container. */
export interface EndedContainer {
  /** The container’s name. */
  readonly name: string;
  /** What it does now. */
  readonly state?: ContainerState | undefined;
  /** What it did before its last restart. */
  readonly lastState?: ContainerState | undefined;
}

/** Whether a container waits or has ended. */
export interface ContainerState {
  /** Present while it waits. */
  readonly waiting?: { readonly reason?: string | undefined; readonly message?: string | undefined } | undefined;
  /** Present once it has ended. */
  readonly terminated?: { readonly exitCode: number; readonly reason?: string | undefined } | undefined;
}

/**
 * How a Job ended, from it and its pods as the API has them.
 *
 * @param job - absent where somebody has deleted it
 * @param pods - those of the Job; the newest counts
 * @param lastLines - of the container that ended it, where the caller has read its log
 * @returns undefined while the Job goes on
 */
export function readJobEnding(
  job: EndedJob | undefined,
  pods: ReadonlyArray<EndedPod> = [],
  lastLines?: ReadonlyArray<string>,
): JobEnding | undefined {
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
}

function containersOf(pod: EndedPod | undefined): ReadonlyArray<EndedContainer> {
  return [...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])];
}

function exitCodeOf(container: EndedContainer | undefined): number | undefined {
  return (container?.state?.terminated ?? container?.lastState?.terminated)?.exitCode;
}

/** A container that never came to run tells why. */
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
