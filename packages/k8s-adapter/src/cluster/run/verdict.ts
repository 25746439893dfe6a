import type { FailureReason, StepInstance, StepResult } from './job-event.ts';
import type { RunState } from './job-machine.ts';
import { failedStep, type PodProgress, runningForeign } from './pod-progress.ts';
import { foreignCure } from './run-notes.ts';
import { instanceOf, type StepProgress, stepResult } from './step-progress.ts';
import type { ObservedWarning } from './warning-log.ts';

/** The end of a Job, as far as its state tells. */
export type Verdict = SucceededVerdict | FailedVerdict;

/** The verdict on a Job that has done its work. */
export interface SucceededVerdict {
  readonly status: 'succeeded';
  /** The foreign containers that keep the Job from completing. */
  readonly runningOn: ReadonlyArray<string>;
}

/** The verdict on a Job that failed. */
export interface FailedVerdict {
  readonly status: 'failed';
  readonly reason: FailureReason;
  readonly message: string;
  /** The container that failed. */
  readonly instance?: StepInstance;
  readonly exitCode?: number;
}

/** Gives the verdict for a state with a decision, from all that is known of its pods. */
export function verdictOf(state: RunState): Verdict {
  const { decision, job } = state;
  const pods = [...state.pods.values()];
  switch (decision?.type) {
    case undefined:
      return failed('job-failed', 'the Job has not ended');
    case 'deleted':
      return failed('job-deleted', `somebody deleted the Job "${job.name}" before it had ended`);
    case 'done':
      return { status: 'succeeded', runningOn: pods.flatMap((pod) => runningForeign(pod).map(({ name }) => name)) };
    case 'stuck': {
      const { reason, message, step: name } = decision.stuck;
      const pod = state.pods.get(decision.pod);
      const step = pod?.steps.find((one) => one.name === name);
      return { ...failed(reason, message), ...(pod && step ? { instance: instanceOf(step, pod.name) } : {}) };
    }
    case 'hopeless':
      return explain(state, 'BackoffLimitExceeded', 'it makes no other pod');
    case 'ended': {
      const { type, reason, message } = decision.end;
      return type === 'Complete' ? { status: 'succeeded', runningOn: [] } : explain(state, reason, message);
    }
  }
}

/** The steps in the outcome: those of the latest pod. */
export function stepResults(state: RunState): ReadonlyArray<StepResult> {
  return latestPod(state)?.steps.map(stepResult) ?? [];
}

/** The running container of the latest pod. */
export function runningStep(state: RunState): StepInstance | undefined {
  const pod = latestPod(state);
  const step = pod?.steps.findLast((one) => one.phase === 'running');
  return pod === undefined || step === undefined ? undefined : instanceOf(step, pod.name);
}

/** The Job's own reason comes first, then the latest pod that gives one. */
function explain(state: RunState, reason: string, message: string): FailedVerdict {
  const said = message === '' ? reason : `${reason}: ${message}`;
  if (reason === 'DeadlineExceeded') {
    return failed('deadline-exceeded', `the Job ran into its deadline, \`activeDeadlineSeconds\`: ${said}`);
  }
  const latest = [...state.pods].reverse();
  // Where pods run side by side and one fails, the others are deleted. Their end tells nothing.
  const telling = latest.filter(([, pod]) => !state.job.isSequential && !isOnlyDeleted(pod));
  for (const [uid, pod] of [...telling, ...latest]) {
    const found = explainPod(pod, state.warnings.latest.get(uid) ?? [], said);
    if (found !== undefined) return found;
  }
  return failed('job-failed', `the Job failed: ${said}`);
}

function isOnlyDeleted(pod: PodProgress): boolean {
  return pod.failure === undefined && pod.disruption === undefined && failedStep(pod) === undefined;
}

/** The reason why a pod failed. A failure from outside comes first, then that of one of its containers. */
function explainPod(
  pod: PodProgress,
  warnings: ReadonlyArray<ObservedWarning>,
  said: string,
): FailedVerdict | undefined {
  const { name, failure, disruption, deletedAt } = pod;
  if (failure?.reason === 'DeadlineExceeded') {
    return failed('deadline-exceeded', `the pod "${name}" ran into its own deadline: ${sentence(failure.message)}`);
  }
  if (failure !== undefined) {
    const why = [failure.reason, failure.message, disruption ?? ''].map(sentence).filter((part) => part !== '');
    return failed('pod-lost', `the pod "${name}" was failed: ${why.join(': ')}`);
  }
  if (disruption !== undefined) return failed('pod-lost', `the pod "${name}" was taken away: ${sentence(disruption)}`);
  const step = failedStep(pod);
  if (step !== undefined) return stepFailed(pod, step, warnings);
  if (deletedAt !== undefined) {
    const time = new Date(deletedAt).toISOString();
    return failed('pod-lost', `somebody deleted the pod "${name}" before it had ended, at ${time}: ${said}`);
  }
  const isLost = pod.isGone || pod.steps.some((one) => one.phase === 'finished' && one.end === undefined);
  if (isLost && pod.phase !== 'Succeeded') {
    return failed('pod-lost', `the pod "${name}" was deleted before it ended: ${said}`);
  }
  const foreign = pod.foreign.find(
    ({ state, isSidecar }) => !isSidecar && state.type === 'ended' && state.end.exitCode !== 0,
  );
  if (foreign?.state.type !== 'ended') return undefined;
  const { exitCode, reason } = foreign.state.end;
  const message = `the container "${foreign.name}", which was added to the pod "${name}", failed with exit code ${exitCode} (${reason}). ${foreignCure}`;
  return failed('job-failed', message);
}

function stepFailed(pod: PodProgress, step: StepProgress, warnings: ReadonlyArray<ObservedWarning>): FailedVerdict {
  const exitCode = step.end?.exitCode ?? 0;
  const why = reasonOfEnd(step, warnings);
  const message = `the step "${step.name}" failed with exit code ${exitCode} (${step.end?.reason ?? 'Error'})`;
  const instance = instanceOf(step, pod.name);
  return { ...failed('step-failed', why === undefined ? message : `${message}: ${why}`), instance, exitCode };
}

/** The facts about a container's end besides its exit code. */
function reasonOfEnd(
  { name, end, memoryLimit }: StepProgress,
  warnings: ReadonlyArray<ObservedWarning>,
): string | undefined {
  if (end?.reason === 'OOMKilled') {
    if (memoryLimit === undefined) return 'it has no memory limit, and the node had no memory left';
    return `its memory limit is ${memoryLimit}; \`resources.limits.memory\` of its container sets it, \`runtimeSettings.container.resources\` for all of a backup or restore`;
  }
  const probe = warnings.findLast(
    ({ reason, message, container }) =>
      reason === 'Unhealthy' && /^(Liveness|Startup) probe/.test(message) && (container ?? name) === name,
  );
  // A probe ends a container by SIGTERM, and then by SIGKILL if it goes on.
  if (probe !== undefined && end !== undefined && [137, 143].includes(end.exitCode)) return sentence(probe.message);
  if (end?.message === undefined) return undefined;
  const isCommand = end.reason === 'StartError' || end.reason === 'ContainerCannotRun';
  return `${sentence(end.message)}${isCommand ? '; see `command` and `args` of its Function, and the image' : ''}`;
}

function latestPod(state: RunState): PodProgress | undefined {
  return [...state.pods.values()].at(-1);
}

function sentence(text: string): string {
  return text.trim().replace(/\.$/, '');
}

function failed(reason: FailureReason, message: string): FailedVerdict {
  return { status: 'failed', reason, message };
}
