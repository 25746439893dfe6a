import type { KubeletWarning, StepInstance } from './job-event.ts';

/** The warning that lines of a step's log are missing at this place, or after it. */
export function incompleteLog({ step, pod }: StepInstance, why: string): KubeletWarning {
  const message = `the log of the step "${step}" is not whole: ${why}`;
  return { type: 'warning', reason: 'LogIncomplete', message, kind: 'Pod', name: pod };
}

/**
 * The warning about a line that is not part of the log: the kubelet writes its own trouble into the stream, without a
 * time.
 */
export function unreadableLog({ pod }: StepInstance, text: string): KubeletWarning {
  return { type: 'warning', reason: 'LogUnreadable', message: text, kind: 'Pod', name: pod };
}
