import type { ResolvedTask } from '@stash-functions/templating';
import { concealSecrets } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Job, V1JobSpec, V1PodFailurePolicy } from '../kubernetes/job.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  findingsInto,
  finish,
  type Path,
  type Sink,
} from '../problem/problem.ts';
import { traceJob } from '../problem/trace-job.ts';
import { checkJob } from '../validity/job.ts';
import { type MetadataOptions, metadataOf, templateMetadata } from './metadata.ts';
import { buildPod, type PodOptions } from './pod.ts';

/** What a Job is made with, besides its Task. */
export interface JobOptions extends PodOptions, MetadataOptions {
  /** The name: an RFC 1123 subdomain of at most 63 characters, since pods are labelled with it. */
  readonly name: string;
  /** The namespace; the client's own where it is absent. */
  readonly namespace?: string;
  /** Labels of the Job and of its pods; `podLabels` of runtimeSettings win on the pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Job; those of its pods are `podAnnotations` of runtimeSettings. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** How often a failed pod is tried again; 0 where it is absent. */
  readonly backoffLimit?: number;
  /** How many seconds after its end the Job is deleted; never where it is absent. */
  readonly ttlSecondsAfterFinished?: number;
  /** After how many seconds the Job is stopped and counts as failed; never where it is absent. */
  readonly activeDeadlineSeconds?: number;
  /** Which exit codes and pod conditions fail the Job, count or are ignored. */
  readonly podFailurePolicy?: V1PodFailurePolicy;
  /** Whether the Job waits until it is resumed. */
  readonly suspend?: boolean;
}

/**
 * The Job that runs a Task once.
 *
 * It is accepted by an API server; what is wrong comes back as Problems, as from {@link toPodSpec}.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
 */
export function toJob(task: ResolvedTask, options: JobOptions): Either<AdapterProblems, V1Job> {
  const problems: Array<AdapterProblem> = [];
  const job = buildJob(task, options, problems);
  return finish(job, concealSecrets(problems, [task, ...task.steps]), options.onWarning);
}

/** The Job; `problems` takes everything that is found on the way. */
export function buildJob(task: ResolvedTask, options: JobOptions, problems: Array<AdapterProblem>): V1Job {
  const { name, namespace } = options;
  const object = { apiVersion: 'batch/v1', kind: 'Job', name, ...(namespace === undefined ? {} : { namespace }) };
  const sink: Sink = { problems, object, base: [] };
  const job: V1Job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(options),
    spec: buildJobSpec(task, options, sink, ['spec']),
  };
  checkJob(job, findingsInto(sink, traceJob(options, [])));
  return job;
}

/** The part of a Job that a CronJob has too; `path` is where it stands. */
export function buildJobSpec(task: ResolvedTask, options: JobOptions, sink: Sink, path: Path): V1JobSpec {
  const { suspend, activeDeadlineSeconds, podFailurePolicy, backoffLimit = 0, ttlSecondsAfterFinished } = options;
  const { podLabels, podAnnotations } = options.runtimeSettings?.pod ?? {};
  const labels = podLabels === undefined ? options.labels : { ...options.labels, ...podLabels };
  const pod = buildPod(task, options, { ...sink, base: [...path, 'template', 'spec'] });
  const spec: V1JobSpec = {
    ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }),
    ...(podFailurePolicy === undefined ? {} : { podFailurePolicy: structuredClone(podFailurePolicy) }),
    backoffLimit,
    template: { ...templateMetadata(labels, podAnnotations), spec: pod },
  };
  if (ttlSecondsAfterFinished !== undefined) spec.ttlSecondsAfterFinished = ttlSecondsAfterFinished;
  if (suspend !== undefined) spec.suspend = suspend;
  return spec;
}
