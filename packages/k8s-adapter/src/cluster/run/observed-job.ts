import { fieldAt, type JsonObject, listAt, numberAt, textAt } from '../json.ts';

/** The part of a Job (`batch/v1`) that a run reads. */
export interface ObservedJob {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The containers of its own template, init containers first. A pod may have others, which someone else added. */
  readonly containers: ReadonlyArray<string>;
  /** True where no other pod can follow one that failed for good. */
  readonly isSingleAttempt: boolean;
  /** True for a Job that runs one pod at a time, so that a second pod is a replacement. */
  readonly isSequential: boolean;
  /** The number of pods that have to succeed. */
  readonly completions: number;
  /** True where the Job makes no pods until somebody resumes it. */
  readonly isSuspended: boolean;
  /** The controller of the Job, where it is not the Job controller of Kubernetes. */
  readonly managedBy?: string;
  /** True where somebody has deleted the Job and its finalizers still hold it. */
  readonly isBeingDeleted: boolean;
  /** The number of its pods that have ended, as its controller counts them. */
  readonly endedPods: number;
  /** The end of the Job, also where its last pods still have to go. */
  readonly end?: JobEnd;
}

/** The end of a Job. */
export interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  /**
   * True once the Job has ended. It is false while its verdict stands (FailureTarget, SuccessCriteriaMet) and its pods
   * still go down.
   */
  readonly isFinal: boolean;
  /** The reason, as `BackoffLimitExceeded` or `DeadlineExceeded`. */
  readonly reason: string;
  readonly message: string;
}

/** Reads a Job as the API server gives it. A missing field reads as its default. */
export function readJob(object: JsonObject): ObservedJob {
  const spec = fieldAt(object, 'spec');
  const managedBy = textAt(spec, 'managedBy');
  const isSuspended = fieldAt(spec, 'suspend') === true;
  const end = readEnd(listAt(object, 'status', 'conditions'));
  const isManagedElsewhere = managedBy !== undefined && managedBy !== 'kubernetes.io/job-controller';
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
    uid: textAt(object, 'metadata', 'uid') ?? '',
    containers: [...namesOf(spec, 'initContainers'), ...namesOf(spec, 'containers')],
    isSingleAttempt:
      numberAt(spec, 'backoffLimit') === 0 &&
      fieldAt(spec, 'podFailurePolicy') === undefined &&
      textAt(spec, 'template', 'spec', 'restartPolicy') === 'Never' &&
      !isManagedElsewhere,
    isSequential: (numberAt(spec, 'completions') ?? 1) <= 1 && (numberAt(spec, 'parallelism') ?? 1) <= 1,
    completions: numberAt(spec, 'completions') ?? 1,
    isSuspended,
    isBeingDeleted: textAt(object, 'metadata', 'deletionTimestamp') !== undefined,
    endedPods: (numberAt(object, 'status', 'failed') ?? 0) + (numberAt(object, 'status', 'succeeded') ?? 0),
    ...(isManagedElsewhere ? { managedBy } : {}),
    ...(end === undefined ? {} : { end }),
  };
}

/** The conditions that tell the end of a Job; the final ones come first. */
const endConditions: ReadonlyArray<readonly [string, JobEnd['type'], boolean]> = [
  ['Complete', 'Complete', true],
  ['Failed', 'Failed', true],
  ['SuccessCriteriaMet', 'Complete', false],
  ['FailureTarget', 'Failed', false],
];

function readEnd(conditions: ReadonlyArray<unknown>): JobEnd | undefined {
  for (const [name, type, isFinal] of endConditions) {
    const found = conditions.find((one) => textAt(one, 'type') === name && textAt(one, 'status') === 'True');
    if (found === undefined) continue;
    return { type, isFinal, reason: textAt(found, 'reason') ?? '', message: textAt(found, 'message') ?? '' };
  }
  return undefined;
}

function namesOf(spec: unknown, field: string): ReadonlyArray<string> {
  return listAt(spec, 'template', 'spec', field).map((container) => textAt(container, 'name') ?? '');
}
