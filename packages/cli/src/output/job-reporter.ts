import type { JobEvent, JobOutcome } from '@stash-functions/k8s-adapter/cluster';
import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';

/** Reports on running Jobs: log lines on stdout, everything else on stderr. */
export interface JobReporter {
  /** Reports an event of a Job. */
  readonly tell: (job: string, event: JobEvent) => void;
  /** Removes the status line. */
  readonly end: () => void;
}

/**
 * Makes a reporter for a terminal. Where a person watches, the last line shows the current state. It takes one row in
 * any terminal, and nothing else is ever moved. Elsewhere there are only plain lines.
 *
 * @param several - true where lines name their Job
 */
export function newJobReporter({ stdout, stderr, env }: Terminal, several: boolean): JobReporter {
  const colors = picocolors.createColors(hasColor(stderr, env));
  let status = '';
  const clear = (): void => {
    if (stderr.isTTY && status !== '') stderr.write('\r\x1B[K');
  };
  const draw = (): void => {
    if (stderr.isTTY && status !== '') stderr.write(fit(status, stderr.columns ?? 80));
  };
  const say = (text: string): void => {
    clear();
    writeLine(stderr, text);
    draw();
  };
  return {
    tell: (job, event) => {
      const prefix = several ? `${job} ` : '';
      if (event.type === 'log-line') {
        clear();
        writeLine(stdout, `${prefix}${event.step} | ${event.text}`);
        draw();
        return;
      }
      const next = statusOf(event);
      if (next !== undefined) {
        clear();
        status = next === '' ? '' : `${prefix}${next}`;
        draw();
      }
      const text = sentenceOf(event, job, colors);
      if (text !== undefined) say(`${prefix}${text}`);
    },
    end: () => {
      clear();
      status = '';
    },
  };
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** The new text of the last line: empty for no text, undefined for no change. */
function statusOf(event: JobEvent): string | undefined {
  if (event.type === 'job-created') return 'waiting for a pod';
  if (event.type === 'pod-scheduled') return `pod ${event.pod} on ${event.node}`;
  if (event.type === 'step-started') return `${event.step} runs`;
  return event.type === 'job-finished' ? '' : undefined;
}

function sentenceOf(event: JobEvent, job: string, { green, red, yellow }: Colors): string | undefined {
  switch (event.type) {
    case 'job-created':
      return `${event.adopted ? 'following' : 'created'} Job ${job}`;
    case 'pod-replaced':
      return yellow(`pod ${event.previous} is replaced by ${event.pod}`);
    case 'step-started':
      return event.restarts === 0 ? `${event.step} started` : `${event.step} started, restart ${event.restarts}`;
    case 'step-finished':
      return `${event.step} finished: ${event.reason}${event.exitCode === undefined ? '' : `, exit code ${event.exitCode}`}`;
    case 'warning':
      return yellow(`${event.reason}: ${event.message}`);
    case 'connection-retried':
      return yellow(`${event.message}; again in ${Math.ceil(event.delay / 1000)} s`);
    case 'job-finished':
      return event.outcome.status === 'succeeded' ? green(inWords(event.outcome)) : red(inWords(event.outcome));
    default:
      return undefined;
  }
}

/** The outcome of a Job, in one sentence. */
function inWords(outcome: JobOutcome): string {
  const took = `after ${Math.round(outcome.duration / 1000)} s`;
  switch (outcome.status) {
    case 'succeeded':
      return `Job ${outcome.job.name} succeeded ${took}`;
    case 'failed':
      return `Job ${outcome.job.name} failed ${took}: ${outcome.message}`;
    case 'timed-out':
      return `Job ${outcome.job.name} was followed no longer than ${Math.round(outcome.timeout / 1000)} s`;
    case 'aborted':
      return `Job ${outcome.job.name} is not followed any more`;
  }
}

/** The part of a line that fits one row. */
function fit(text: string, columns: number): string {
  if (stringWidth(text) < columns) return text;
  let cut = text;
  while (cut !== '' && stringWidth(cut) > columns - 2) cut = cut.slice(0, -1);
  return `${cut}…`;
}
