import type { Problems } from '@stash-functions/core/decode';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';

/** Something that happened to a Job that is run. Discriminated by `type`; the last one is always `job-finished`. */
export type JobEvent =
  | JobCreated
  | PodScheduled
  | PodReplaced
  | StepStarted
  | LogLine
  | StepFinished
  | KubeletWarning
  | ConnectionRetried
  | JobFinished;

/** The Job is on the cluster. The first event of a run that gets so far. */
export interface JobCreated {
  readonly type: 'job-created';
  readonly job: JobReference;
  /** Whether it was there before with the same content, and is followed from now on. */
  readonly adopted: boolean;
}

/** A pod of the Job has a node. */
export interface PodScheduled {
  readonly type: 'pod-scheduled';
  /** The pod's name. */
  readonly pod: string;
  /** The node's name. */
  readonly node: string;
}

/** The Job has another pod, because the one before it failed, was evicted or was deleted. */
export interface PodReplaced {
  readonly type: 'pod-replaced';
  /** The new pod's name. */
  readonly pod: string;
  /** The name of the one before it. */
  readonly previous: string;
}

/** Which instance of which container: the subject of the events of a step. */
export interface StepInstance {
  /** The container's name. */
  readonly step: string;
  /** Its place among the containers of the Job's own template, init containers first, from 0. */
  readonly index: number;
  /** The pod's name. */
  readonly pod: string;
  /** How often the container has been restarted in this pod; 0 for its first instance. */
  readonly restarts: number;
}

/** A container runs. Once an instance. */
export interface StepStarted extends StepInstance {
  readonly type: 'step-started';
  /** RFC 3339. */
  readonly startedAt?: string;
}

/** A line of a container's log: in order, each once, between the step's start and its finish. */
export interface LogLine extends StepInstance {
  readonly type: 'log-line';
  /** When it was written: RFC 3339 with nanoseconds, by the node's clock. */
  readonly time: string;
  /** Without its line end. */
  readonly text: string;
  /** Present when the line was longer than `maxLineLength` and its end was left out. */
  readonly truncated?: true;
}

/** A container has ended. Once an instance, behind all lines of its log. */
export interface StepFinished extends StepInstance {
  readonly type: 'step-finished';
  /** Absent when the pod was lost before it was known. */
  readonly exitCode?: number;
  /** `Completed`, `Error`, `OOMKilled`, ...; `PodLost` when the pod is gone, `Unknown` when a restart or the run's end hid it. */
  readonly reason: string;
  /** What Kubernetes adds to the reason. */
  readonly message?: string;
  /** RFC 3339. */
  readonly startedAt?: string;
  /** RFC 3339. */
  readonly finishedAt?: string;
}

/**
 * A Warning event of Kubernetes about the Job or a pod of it, or of the run itself. Once for each reason and message, ids in
 * the message aside; five messages of one reason about one object at most.
 */
export interface KubeletWarning {
  readonly type: 'warning';
  /**
   * `FailedMount`, `BackOff`, `FailedCreate`, ...; from the run itself come `ApiWarning` (a warning of the API server about
   * the Job), `ContainerRunsOn`, `EventsDropped`, `EventsForbidden`, `ForeignContainer`, `JobManagedElsewhere`,
   * `JobStillThere`, `JobSuspended`, `LogIncomplete`, `LogUnreadable` and `SchedulingGated`: docs/guides/cluster.md.
   */
  readonly reason: string;
  readonly message: string;
  /** The kind of the object that it is about. */
  readonly kind: 'Job' | 'Pod';
  /** The name of the object that it is about. */
  readonly name: string;
}

/** A connection to the API server broke or was refused, and will be made again. Nothing is lost by it. */
export interface ConnectionRetried {
  readonly type: 'connection-retried';
  /** What it was for. */
  readonly purpose: 'job' | 'pods' | 'warnings' | 'log' | 'create';
  /** How many attempts have failed in a row, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next one. */
  readonly delay: number;
  /** Why. */
  readonly message: string;
}

/** The end of the run. Exactly once, and the last event. */
export interface JobFinished {
  readonly type: 'job-finished';
  readonly outcome: JobOutcome;
}

/** Which Job. */
export interface JobReference {
  readonly namespace: string;
  readonly name: string;
  /** Absent while the Job does not exist. */
  readonly uid?: string;
}

/** How a run ended; discriminated by `status`. */
export type JobOutcome = JobSucceeded | JobFailed | JobTimedOut | JobAborted;

/** What every outcome tells. */
export interface OutcomeBase {
  readonly job: JobReference;
  /** The containers of the last pod in their order, as far as they are known. */
  readonly steps: ReadonlyArray<StepResult>;
  /** Milliseconds from the call of `runJob`. */
  readonly duration: number;
  /** Why the Job is still there although it was to be cleaned up. */
  readonly cleanUpProblems?: Problems<ClusterProblemCode>;
}

/** The Job is complete, or all that its own template has is done. */
export interface JobSucceeded extends OutcomeBase {
  readonly status: 'succeeded';
  /**
   * The containers that were added to the Job's pod and run on, so that the Job itself never completes: it is still there
   * unless it was to be cleaned up. Absent as a rule.
   */
  readonly runningOn?: ReadonlyArray<string>;
}

/** The Job has failed, or can't come to anything. */
export interface JobFailed extends OutcomeBase {
  readonly status: 'failed';
  readonly reason: FailureReason;
  /** One sentence for people, without a full stop. */
  readonly message: string;
  /** The container that it is about, where it is about one. */
  readonly step?: string;
  /** Of that container. */
  readonly exitCode?: number;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines: ReadonlyArray<string>;
  /** What the API server refused, for `not-created` and `connection-lost`. */
  readonly problems?: Problems<ClusterProblemCode>;
}

/** The run took longer than its `timeout`. The Job goes on, unless it was to be cleaned up. */
export interface JobTimedOut extends OutcomeBase {
  readonly status: 'timed-out';
  /** The `timeout`, in milliseconds. */
  readonly timeout: number;
  /** The container that was running. */
  readonly step?: string;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines: ReadonlyArray<string>;
}

/** The run's signal was aborted. The Job goes on, unless it was to be cleaned up. */
export interface JobAborted extends OutcomeBase {
  readonly status: 'aborted';
  /** The signal's reason. */
  readonly cause: unknown;
}

/**
 * Why a Job failed. Closed.
 *
 * - `step-failed`: a container ended with another exit code than 0; see `step`, `exitCode`, `lastLines`
 * - `pod-lost`: its pod was evicted, preempted or deleted, and no other came
 * - `deadline-exceeded`: the `activeDeadlineSeconds` of the Job, or of its pod
 * - `job-failed`: for another reason, which the message tells
 * - `image-not-pulled`: an image can't be pulled
 * - `container-not-created`: a ConfigMap or Secret that a container or a volume names is missing, a volume or the sandbox
 *   can't be had, or the like
 * - `unschedulable`: no node takes the pod
 * - `pod-not-created`: the API server refuses the pod (a quota, a policy, a missing ServiceAccount), or nobody makes it
 * - `job-deleted`: someone deleted the Job
 * - `not-created`: the API server refused the Job; see `problems`
 * - `connection-lost`: the API server was out of reach, or refused to answer, for too long; see `problems`
 */
export type FailureReason =
  | 'step-failed'
  | 'pod-lost'
  | 'deadline-exceeded'
  | 'job-failed'
  | 'image-not-pulled'
  | 'container-not-created'
  | 'unschedulable'
  | 'pod-not-created'
  | 'job-deleted'
  | 'not-created'
  | 'connection-lost';

/** A container of a pod, at the end of a run. */
export interface StepResult {
  /** The container's name. */
  readonly name: string;
  /** Of its last instance. */
  readonly status: 'waiting' | 'running' | 'finished';
  /** Present for `finished` where it is known. */
  readonly exitCode?: number;
  /** RFC 3339. */
  readonly startedAt?: string;
  /** RFC 3339. */
  readonly finishedAt?: string;
}
