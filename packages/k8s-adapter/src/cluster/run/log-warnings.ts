import type { KubeletWarning, StepInstance } from './job-event.ts';

/** Says that lines of a step's log are missing where this stands, or behind it. */
export function incompleteLog({ step, pod }: StepInstance, why: string): KubeletWarning {
  const message = `the log of the step "${step}" is not whole: ${why}`;
  return { type: 'warning', reason: 'LogIncomplete', message, kind: 'Pod', name: pod };
}

/** Says what stands in a log without being of it: the kubelet writes its own trouble into the stream, without a time. */
export function unreadableLog({ pod }: StepInstance, text: string): KubeletWarning {
  return { type: 'warning', reason: 'LogUnreadable', message: text, kind: 'Pod', name: pod };
}
