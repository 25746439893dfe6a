import { type RulesFor, referenceTo } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Job, V1JobSpec, V1PodFailurePolicy } from '../kubernetes/job.ts';
import type { Origins } from '../origin/origins.ts';
import { guarded } from '../problem/guarded.ts';
import { resultOf } from '../problem/place-findings.ts';
import { type AdapterProblems, collect, findingsAt, joinFindings, type Made, made } from '../problem/problem.ts';
import { checkJob } from '../validity/job.ts';
import { type MetadataOptions, metadataOf, templateMetadata } from './metadata.ts';
import { buildPod } from './pod.ts';
import { inInvoker, type PodOptions, podRules } from './pod-options.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The options of a Job: everything in it that is not in its Task. */
export interface JobOptions extends PodOptions, MetadataOptions {
  /** The name: an RFC 1123 subdomain of at most 63 characters, because it is a label of the pods too. */
  readonly name: string;
  /** The namespace; by default that of the client. */
  readonly namespace?: string | undefined;
  /** The labels of the Job and of its pods. For pods `podLabels` of runtimeSettings win. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** The annotations of the Job. Its pods have `podAnnotations` of runtimeSettings instead. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** The number of retries after a failed pod; by default 0. */
  readonly backoffLimit?: number | undefined;
  /** Seconds from the end of the Job until it is deleted; by default never. */
  readonly ttlSecondsAfterFinished?: number | undefined;
  /** Seconds until the Job is stopped and counts as failed; by default never. */
  readonly activeDeadlineSeconds?: number | undefined;
  /** The exit codes and pod conditions that fail the Job, count as a failed try, or are ignored. */
  readonly podFailurePolicy?: V1PodFailurePolicy | undefined;
  /** True to let the Job wait until it is resumed. */
  readonly suspend?: boolean | undefined;
}

/** The options of {@link JobOptions}, and the values that each may have. */
export const jobRules: RulesFor<JobOptions> = {
  ...podRules,
  activeDeadlineSeconds: 'number',
  annotations: 'object',
  backoffLimit: 'number',
  labels: 'object',
  name: 'text',
  namespace: 'text',
  ownerReferences: 'list',
  podFailurePolicy: 'object',
  suspend: 'boolean',
  ttlSecondsAfterFinished: 'number',
};

/**
 * The Job that runs a Task once.
 *
 * An API server accepts it. Everything that it would refuse comes back as Problems, as from {@link toPodSpec}.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
 */
export function toJob(task: ResolvedTask, options: JobOptions): Either<AdapterProblems, V1Job> {
  const given = { options, rules: jobRules, required: ['name'] };
  return guarded(given, () => {
    const { name, namespace } = options;
    const job = referenceTo({ apiVersion: 'batch/v1', kind: 'Job', metadata: withoutUndefined({ name, namespace }) });
    return resultOf((origins) => buildJob(task, options, origins), job, [task, ...task.steps], options.onWarning);
  });
}

/** The Job, and everything that was found while it was made. */
export function buildJob(task: ResolvedTask, options: JobOptions, origins: Origins | undefined): Made<V1Job> {
  const spec = buildJobSpec(task, options, origins);
  const job: V1Job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(options, origins),
    spec: spec.value,
  };
  origins?.whole(job, { rule: 'object-kind' });
  const own = collect((findings) => checkJob(job, findings));
  return made(job, joinFindings(findingsAt(['spec'], spec.findings), own), spec.problems);
}

/** The part of a Job that a CronJob has too. */
export function buildJobSpec(task: ResolvedTask, options: JobOptions, origins: Origins | undefined): Made<V1JobSpec> {
  const { suspend, activeDeadlineSeconds, podFailurePolicy, backoffLimit = 0, ttlSecondsAfterFinished } = options;
  const { podAnnotations } = options.runtimeSettings?.pod ?? {};
  if (podAnnotations !== undefined) {
    origins?.whole(podAnnotations, inInvoker(options, ['runtimeSettings', 'pod', 'podAnnotations']));
  }
  const pod = buildPod(task, options, origins);
  const spec: V1JobSpec = withoutUndefined({
    activeDeadlineSeconds,
    podFailurePolicy: podFailurePolicy === undefined ? undefined : structuredClone(podFailurePolicy),
    backoffLimit,
    template: { ...templateMetadata(podLabelsOf(options, origins), podAnnotations, origins), spec: pod.value },
    ttlSecondsAfterFinished,
    suspend,
  });
  if (origins !== undefined) {
    origins.whole(spec, { rule: 'job-defaults' });
    for (const field of ['activeDeadlineSeconds', 'ttlSecondsAfterFinished'] as const) {
      origins.field(spec, field, origins.of(options, field) ?? { option: field });
    }
  }
  return made(spec, findingsAt(['template', 'spec'], pod.findings), pod.problems);
}

/** The labels of the pods: those of the Job, and over them those of the settings. */
function podLabelsOf(options: JobOptions, origins: Origins | undefined): Readonly<Record<string, string>> | undefined {
  const { podLabels } = options.runtimeSettings?.pod ?? {};
  if (podLabels === undefined) return options.labels;
  const labels = { ...options.labels, ...podLabels };
  origins?.whole(podLabels, inInvoker(options, ['runtimeSettings', 'pod', 'podLabels']));
  return origins?.inherit(labels, options.labels, podLabels) ?? labels;
}
