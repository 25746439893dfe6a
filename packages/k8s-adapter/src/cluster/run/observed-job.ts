import { fieldAt, type JsonObject, listAt, numberAt, textAt } from '../json.ts';

/** What a run reads of a Job, `batch/v1`. */
export interface ObservedJob {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The containers of its own template, init containers first; a pod may have others, which something has added. */
  readonly containers: ReadonlyArray<string>;
  /** Whether a pod that failed for good can't be followed by another one. */
  readonly isSingleAttempt: boolean;
  /** Whether it runs one pod at a time, so that a second pod is a replacement. */
  readonly isSequential: boolean;
  /** How many pods have to succeed. */
  readonly completions: number;
  /** Whether it makes no pods until somebody resumes it. */
  readonly isSuspended: boolean;
  /** The controller that it is left to, where it is not the Job controller of Kubernetes. */
  readonly managedBy?: string;
  /** Whether somebody has deleted it and its finalizers still hold it. */
  readonly isBeingDeleted: boolean;
  /** How many of its pods have ended, as far as its controller has counted. */
  readonly endedPods: number;
  /** How it has ended, or will once its last pods are gone. */
  readonly end?: JobEnd;
}

/** How a Job ends. */
export interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  /** Whether it has ended; false while its verdict stands (FailureTarget, SuccessCriteriaMet) and pods of it still go down. */
  readonly isFinal: boolean;
  /** `BackoffLimitExceeded`, `DeadlineExceeded`, ... */
  readonly reason: string;
  readonly message: string;
}

/** Reads a Job as the API server gives it; whatever is missing reads as its default. */
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

/** The conditions that tell a Job's end, the ones that tell it for good first. */
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
