import type { FailureReason, StepInstance, StepResult } from './job-event.ts';
import type { PodProgress, RunState } from './job-machine.ts';
import { instanceOf, stepResult } from './step-progress.ts';

/** How a Job ended, as far as its state tells. */
export type Verdict = { readonly status: 'succeeded' } | FailedVerdict;

/** Why a Job failed. */
export interface FailedVerdict {
  readonly status: 'failed';
  readonly reason: FailureReason;
  readonly message: string;
  /** The container that it is about. */
  readonly instance?: StepInstance;
  readonly exitCode?: number;
}

/** Reads the verdict off a state that has its decision, and all that is known of its pods. */
export function verdictOf(state: RunState): Verdict {
  const { decision } = state;
  if (decision === undefined) return failed('job-failed', 'the Job has not ended');
  if (decision.type === 'deleted') return failed('job-deleted', `the Job "${state.job.name}" was deleted`);
  if (decision.type === 'stuck') {
    const pod = state.pods.get(decision.pod);
    const step = pod?.steps.find((one) => one.name === decision.stuck.step);
    const { reason, message, exitCode } = decision.stuck;
    return {
      ...failed(reason, message),
      ...(pod === undefined || step === undefined ? {} : { instance: instanceOf(step, pod.name) }),
      ...(exitCode === undefined ? {} : { exitCode }),
    };
  }
  if (decision.end.type === 'Complete') return { status: 'succeeded' };
  return explain(state, decision.end.reason, decision.end.message);
}

/** What the outcome says of the steps: those of the latest pod. */
export function stepResults(state: RunState): ReadonlyArray<StepResult> {
  return latestPod(state)?.steps.map(stepResult) ?? [];
}

/** The container that runs now, of the latest pod. */
export function runningStep(state: RunState): StepInstance | undefined {
  const pod = latestPod(state);
  const step = pod?.steps.findLast((one) => one.phase === 'running');
  return pod === undefined || step === undefined ? undefined : instanceOf(step, pod.name);
}

function explain(state: RunState, reason: string, message: string): FailedVerdict {
  const said = message === '' ? reason : `${reason}: ${message}`;
  if (reason === 'DeadlineExceeded') return failed('deadline-exceeded', `the Job ran into its deadline: ${said}`);
  for (const pod of [...state.pods.values()].reverse()) {
    if (pod.failure !== undefined) return failed('pod-lost', `the pod "${pod.name}" was failed: ${pod.failure}`);
    const step = pod.steps.find((one) => !one.isSidecar && one.end !== undefined && one.end.exitCode !== 0);
    if (step?.end !== undefined) {
      const { exitCode, reason: why } = step.end;
      return {
        ...failed('step-failed', `the step "${step.name}" failed with exit code ${exitCode} (${why})`),
        instance: instanceOf(step, pod.name),
        exitCode,
      };
    }
    const isLost = pod.isGone || pod.steps.some((one) => one.phase === 'finished' && one.end === undefined);
    if (isLost) return failed('pod-lost', `the pod "${pod.name}" was deleted before it ended: ${said}`);
  }
  return failed('job-failed', `the Job failed: ${said}`);
}

function latestPod(state: RunState): PodProgress | undefined {
  return [...state.pods.values()].at(-1);
}

function failed(reason: FailureReason, message: string): FailedVerdict {
  return { status: 'failed', reason, message };
}
