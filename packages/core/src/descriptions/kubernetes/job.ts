import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Jobs. */
export const job: TypeDescriptions = onPage('batch/job-v1', {
  Job: {
    text: 'A task that runs in one or more pods until enough of them succeed.',
    fields: {
      apiVersion: 'Always `batch/v1`.',
      kind: 'Always `Job`.',
      metadata: 'Name, namespace, labels and annotations of the Job.',
      spec: 'The pods to run, and when the task is done or failed.',
    },
  },
  JobSpec: {
    text: 'The pods of a Job, and when it is done or failed.',
    fields: {
      activeDeadlineSeconds:
        'Seconds that the Job may run before it fails and its pods are stopped: at least 1. Default: no limit.',
      backoffLimit: 'Failed pods that are replaced before the Job fails. Default 6.',
      backoffLimitPerIndex: 'The same for each index; only with completionMode Indexed and restartPolicy Never.',
      completionMode: 'NonIndexed (default) to count successes, or Indexed to need one of each index.',
      completions:
        'Pods that must succeed. Absent: one success ends the Job. Default 1 where parallelism is absent too.',
      managedBy: 'Controller that runs the Job, `domain/name`, at most 63 characters. Default: that of Kubernetes.',
      manualSelector: 'True to choose selector and pod labels yourself. Default false, which is nearly always right.',
      maxFailedIndexes: 'Indexes that may fail before the Job does; only with backoffLimitPerIndex.',
      parallelism: 'Pods that may run at a time. Default 1.',
      podFailurePolicy: 'Rules that tell apart failures by exit code and condition; only with restartPolicy Never.',
      podReplacementPolicy:
        'A new pod comes when the old one is TerminatingOrFailed (default), or only once it has Failed.',
      selector: 'Labels of the pods; set by the server, as a rule.',
      successPolicy: 'Indexes that suffice for success; only with completionMode Indexed.',
      suspend: 'True to run no pods and to stop those that run. Default false.',
      template: 'The pod; its restartPolicy must be Never or OnFailure.',
      ttlSecondsAfterFinished: 'Seconds from the end of the Job until it is deleted. Default: never.',
    },
  },
  PodFailurePolicy: {
    text: 'Rules about failed pods.',
    fields: { rules: 'The rules, at most 20; the first that matches counts.' },
  },
  PodFailurePolicyRule: {
    text: 'A sort of failure and the reaction to it: exactly one of onExitCodes and onPodConditions.',
    fields: {
      action: 'Reaction: Count (towards backoffLimit), FailIndex, FailJob (at once) or Ignore (replace for free).',
      onExitCodes: 'Exit codes of containers that the rule is for.',
      onPodConditions: 'Conditions of the pod that the rule is for, at most 20; one suffices.',
    },
  },
  PodFailurePolicyOnExitCodesRequirement: {
    text: 'A set of exit codes of containers.',
    fields: {
      containerName: 'The container; absent: any.',
      operator: 'In for exits with one of the codes, NotIn for all others but 0.',
      values: 'The exit codes, 1 to 255 of them, in ascending order, each once; 0 not with In.',
    },
  },
  PodFailurePolicyOnPodConditionsPattern: {
    text: 'A condition of a pod.',
    fields: { status: 'True (default), False or Unknown.', type: 'Type of the condition: `DisruptionTarget`.' },
  },
  SuccessPolicy: {
    text: 'Rules about the indexes that suffice for success.',
    fields: { rules: 'The rules, 1 to 20; the first that is met ends the Job.' },
  },
  SuccessPolicyRule: {
    text: 'Indexes that suffice for success; at least one of the fields.',
    fields: {
      succeededCount: 'Number of indexes that must succeed, of those listed or of all.',
      succeededIndexes: 'The indexes, as numbers and ranges: `0,2-5`.',
    },
  },
});
