import { fieldAt, type JsonObject, listAt, numberAt, textAt } from '../json.ts';

/** What a run reads of a Job, `batch/v1`. */
export interface ObservedJob {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Whether a pod that failed for good can't be followed by another one. */
  readonly isSingleAttempt: boolean;
  /** Whether it runs one pod at a time, so that a second pod is a replacement. */
  readonly isSequential: boolean;
  /** Whether it makes no pods until somebody resumes it. */
  readonly isSuspended: boolean;
  /** Its condition Complete or Failed, once it has one. */
  readonly end?: JobEnd;
}

/** The terminal condition of a Job. */
export interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  /** `BackoffLimitExceeded`, `DeadlineExceeded`, ... */
  readonly reason: string;
  readonly message: string;
}

/** Reads a Job as the API server gives it; whatever is missing reads as its default. */
export function readJob(object: JsonObject): ObservedJob {
  const spec = fieldAt(object, 'spec');
  const end = listAt(object, 'status', 'conditions')
    .map(readEnd)
    .find((found) => found !== undefined);
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
    uid: textAt(object, 'metadata', 'uid') ?? '',
    isSingleAttempt:
      numberAt(spec, 'backoffLimit') === 0 &&
      fieldAt(spec, 'podFailurePolicy') === undefined &&
      textAt(spec, 'template', 'spec', 'restartPolicy') === 'Never',
    isSuspended: fieldAt(spec, 'suspend') === true,
    isSequential: (numberAt(spec, 'completions') ?? 1) <= 1 && (numberAt(spec, 'parallelism') ?? 1) <= 1,
    ...(end === undefined ? {} : { end }),
  };
}

function readEnd(condition: unknown): JobEnd | undefined {
  const type = textAt(condition, 'type');
  if (textAt(condition, 'status') !== 'True' || (type !== 'Complete' && type !== 'Failed')) return undefined;
  return { type, reason: textAt(condition, 'reason') ?? '', message: textAt(condition, 'message') ?? '' };
}
