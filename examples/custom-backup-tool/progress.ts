import { styleText } from 'node:util';
import type { JobEvent, JobOutcome, LogLine, StepInstance } from '@stash-functions/k8s-adapter/cluster';
import yoctoSpinner, { type Spinner } from 'yocto-spinner';

/** Shows the events of a Job. */
export interface Progress {
  readonly show: (event: JobEvent) => void;
}

/** The stream for the progress. */
export type Terminal = NodeJS.WriteStream | (NodeJS.WritableStream & { readonly isTTY?: boolean });

/** One line for each step. On a terminal the running step has a spinner; elsewhere the lines are plain. */
export function progressOn(stream: Terminal): Progress {
  return 'clearLine' in stream && stream.isTTY ? spinningProgress(stream) : plainProgress(stream);
}

/** The words about the end. */
export function describeOutcome(outcome: JobOutcome): string {
  const seconds = (outcome.duration / 1000).toFixed(1);
  switch (outcome.status) {
    case 'succeeded':
      return `succeeded in ${seconds} s`;
    case 'failed':
      return [`failed after ${seconds} s: ${outcome.message}`, ...outcome.lastLines.map((line) => `  | ${line}`)].join(
        '\n',
      );
    case 'timed-out':
      return `timed out after ${seconds} s${outcome.step === undefined ? '' : ` in the step "${outcome.step}"`}`;
    case 'aborted':
      return `aborted after ${seconds} s`;
  }
}

/** The words about a connection that is made again. */
export function describeRetry(why: string, delay: number): string {
  return `no connection (${why}), next attempt in ${(delay / 1000).toFixed(1)} s`;
}

/** The exit code for a shell: 0 for success, 1 for failure, 124 and 130 as `timeout` and Ctrl-C do. */
export function exitCodeOf(outcome: JobOutcome): number {
  return { succeeded: 0, failed: 1, 'timed-out': 124, aborted: 130 }[outcome.status];
}

function plainProgress(stream: Terminal): Progress {
  const write = (text: string): void => void stream.write(`${text}\n`);
  return {
    show: (event) => {
      const text = event.type === 'log-line' ? `${event.step} | ${event.text}` : noteOf(event);
      if (text !== undefined) write(text);
    },
  };
}

function spinningProgress(stream: NodeJS.WriteStream): Progress {
  const spinners = new Map<string, Spinner>();
  const key = ({ pod, step, restarts }: StepInstance): string => `${pod}/${step}/${restarts}`;
  return {
    show: (event) => {
      switch (event.type) {
        case 'step-started':
          spinners.set(key(event), yoctoSpinner({ text: event.step, stream }).start());
          return;
        case 'log-line': {
          const spinner = spinners.get(key(event));
          if (spinner !== undefined)
            spinner.text = `${event.step} ${styleText('dim', shorten(event, stream.columns > 0 ? stream.columns : 80))}`;
          return;
        }
        case 'step-finished': {
          const spinner = spinners.get(key(event));
          spinners.delete(key(event));
          if (event.exitCode === 0) spinner?.success(event.step);
          else spinner?.error(`${event.step} (${endOf(event)})`);
          return;
        }
        case 'job-finished':
          for (const spinner of spinners.values()) spinner.stop();
          return;
        default: {
          const note = noteOf(event);
          if (note !== undefined) stream.write(`${styleText('dim', note)}\n`);
        }
      }
    },
  };
}

function noteOf(event: Exclude<JobEvent, LogLine>): string | undefined {
  switch (event.type) {
    case 'job-created':
      return `${event.adopted ? 'found' : 'created'} the Job ${event.job.name}`;
    case 'pod-scheduled':
      return `the pod ${event.pod} is on the node ${event.node}`;
    case 'pod-replaced':
      return `the pod ${event.pod} takes the place of ${event.previous}`;
    case 'step-started':
      return `${event.step} started`;
    case 'step-finished':
      return `${event.step} finished (${endOf(event)})`;
    case 'warning':
      return `warning: ${event.reason}: ${event.message}`;
    case 'connection-retried':
      return describeRetry(event.message, event.delay);
    case 'job-finished':
      return undefined;
  }
}

function endOf({ exitCode, reason }: { readonly exitCode?: number; readonly reason: string }): string {
  return exitCode === undefined ? reason : `exit code ${exitCode}`;
}

function shorten({ step, text }: LogLine, columns: number): string {
  const room = Math.max(10, columns - step.length - 4);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
