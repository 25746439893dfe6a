import type { Problems } from '@stash-functions/core/decode';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';

/** An event in the run of a Job. The field `type` tells the kinds apart. The last event is always `job-finished`. */
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

/** The Job exists in the cluster. It is the first event of every run that gets so far. */
export interface JobCreated {
  readonly type: 'job-created';
  readonly job: JobReference;
  /** True where the Job existed before, with the same content. */
  readonly adopted: boolean;
}

/** A pod of the Job has a node. */
export interface PodScheduled {
  readonly type: 'pod-scheduled';
  /** The name of the pod. */
  readonly pod: string;
  /** The name of the node. */
  readonly node: string;
}

/** The Job has another pod, because the one before it failed, was evicted or was deleted. */
export interface PodReplaced {
  readonly type: 'pod-replaced';
  /** The name of the new pod. */
  readonly pod: string;
  /** The name of the pod before it. */
  readonly previous: string;
}

/** One instance of a container: the subject of the events of a step. */
export interface StepInstance {
  /** The name of the container. */
  readonly step: string;
  /** The place of the container in the Job's own template, init containers first, from 0. */
  readonly index: number;
  /** The name of the pod. */
  readonly pod: string;
  /** The number of restarts of the container in this pod; 0 for its first instance. */
  readonly restarts: number;
}

/** A container runs. It comes once for each instance. */
export interface StepStarted extends StepInstance {
  readonly type: 'step-started';
  /** The time of the start, in RFC 3339. */
  readonly startedAt?: string;
}

/** A line of a container's log. Lines come in order, each once, between the step's start and its finish. */
export interface LogLine extends StepInstance {
  readonly type: 'log-line';
  /** The time at which the line was written, by the node's clock: RFC 3339 with nanoseconds. */
  readonly time: string;
  /** The text without its line end. */
  readonly text: string;
  /** Present where the line was longer than `maxLineLength` and its end was cut off. */
  readonly truncated?: true;
}

/** A container has ended. It comes once for each instance, after all lines of its log. */
export interface StepFinished extends StepInstance {
  readonly type: 'step-finished';
  /** The exit code; absent where the pod was lost before it was known. */
  readonly exitCode?: number;
  /**
   * The reason: `Completed`, `Error`, `OOMKilled`, ... It is `PodLost` where the pod is gone. It is `Unknown` where a
   * restart or the end of the run hid the reason.
   */
  readonly reason: string;
  /** The message that Kubernetes adds to the reason. */
  readonly message?: string;
  /** The time of the start, in RFC 3339. */
  readonly startedAt?: string;
  /** The time of the end, in RFC 3339. */
  readonly finishedAt?: string;
}

/**
 * A Warning event of Kubernetes about the Job or one of its pods, or a warning of the run itself. Each reason and
 * message comes once; ids in the message do not count. An object gets five messages of one reason at most.
 */
export interface KubeletWarning {
  readonly type: 'warning';
  /**
   * The reason. Kubernetes gives `FailedMount`, `BackOff`, `FailedCreate`, ... A warning of the API server about the
   * Job is `ApiWarning`. The run itself gives `ContainerRunsOn`, `EventsDropped`, `EventsForbidden`,
   * `ForeignContainer`, `JobManagedElsewhere`, `JobStillThere`, `JobSuspended`, `LogIncomplete`, `LogUnreadable` and
   * `SchedulingGated`: see docs/guides/cluster.md.
   */
  readonly reason: string;
  readonly message: string;
  /** The kind of the object. */
  readonly kind: 'Job' | 'Pod';
  /** The name of the object. */
  readonly name: string;
}

/** A connection to the API server broke or was refused, and will be made again. Nothing is lost. */
export interface ConnectionRetried {
  readonly type: 'connection-retried';
  /** The purpose of the connection. */
  readonly purpose: 'job' | 'pods' | 'warnings' | 'log' | 'create';
  /** The number of attempts that failed in a row, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
  /** The reason why it failed. */
  readonly message: string;
}

/** The run has ended. It comes exactly once, as the last event. */
export interface JobFinished {
  readonly type: 'job-finished';
  readonly outcome: JobOutcome;
}

/** The identity of a Job. */
export interface JobReference {
  readonly namespace: string;
  readonly name: string;
  /** The uid; absent while the Job does not exist. */
  readonly uid?: string;
}

/** The outcome of a run. The field `status` tells the kinds apart. */
export type JobOutcome = JobSucceeded | JobFailed | JobTimedOut | JobAborted;

/** The fields of every outcome. */
export interface OutcomeBase {
  readonly job: JobReference;
  /** The known containers of the last pod, in their order. */
  readonly steps: ReadonlyArray<StepResult>;
  /** Milliseconds since the call of `runJob`. */
  readonly duration: number;
  /** The reasons why the Job is still there although the run was to delete it. */
  readonly cleanUpProblems?: Problems<ClusterProblemCode>;
}

/** The Job is complete, or all work of its own template is done. */
export interface JobSucceeded extends OutcomeBase {
  readonly status: 'succeeded';
  /**
   * Containers that others added to the Job's pod and that run on. Mostly there are none, and the field is absent. With
   * them the Job never completes; it stays in the cluster unless the run was to delete it.
   */
  readonly runningOn?: ReadonlyArray<string>;
}

/** The Job has failed, or cannot go on. */
export interface JobFailed extends OutcomeBase {
  readonly status: 'failed';
  readonly reason: FailureReason;
  /** One sentence for people, without a full stop. */
  readonly message: string;
  /** The container that failed, where one did. */
  readonly step?: string;
  /** The exit code of that container. */
  readonly exitCode?: number;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines: ReadonlyArray<string>;
  /** The refusals of the API server, for `not-created` and `connection-lost`. */
  readonly problems?: Problems<ClusterProblemCode>;
}

/** The run took longer than its `timeout`. The Job goes on, unless the run was to delete it. */
export interface JobTimedOut extends OutcomeBase {
  readonly status: 'timed-out';
  /** The `timeout` in milliseconds. */
  readonly timeout: number;
  /** The container that was running. */
  readonly step?: string;
  /** The last lines of that container's log, oldest first. */
  readonly lastLines: ReadonlyArray<string>;
}

/** The run's signal was aborted. The Job goes on, unless the run was to delete it. */
export interface JobAborted extends OutcomeBase {
  readonly status: 'aborted';
  /** The reason of the signal. */
  readonly cause: unknown;
}

/**
 * The reason why a Job failed. The list is closed.
 *
 * - `step-failed`: a container ended with another exit code than 0; see `step`, `exitCode`, `lastLines`
 * - `pod-lost`: its pod was evicted, preempted or deleted, and no other came
 * - `deadline-exceeded`: the `activeDeadlineSeconds` of the Job, or of its pod, are over
 * - `job-failed`: another reason; see `message`
 * - `image-not-pulled`: an image cannot be pulled
 * - `container-not-created`: a ConfigMap or Secret of a container or a volume is missing, a volume or the sandbox
 *   cannot be made, or the like
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
  /** The name of the container. */
  readonly name: string;
  /** The status of its last instance. */
  readonly status: 'waiting' | 'running' | 'finished';
  /** The exit code of a finished container, where it is known. */
  readonly exitCode?: number;
  /** The time of the start, in RFC 3339. */
  readonly startedAt?: string;
  /** The time of the end, in RFC 3339. */
  readonly finishedAt?: string;
}
