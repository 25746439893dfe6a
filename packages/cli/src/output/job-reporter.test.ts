import type { JobEvent } from '@stash-functions/k8s-adapter/cluster';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { newJobReporter } from './job-reporter.ts';

const instance = { step: 'dump-0', index: 0, pod: 'stash-backup-orders-0-0-x7k2p', restarts: 0 };
const job = { namespace: 'demo', name: 'stash-backup-orders-0-0' };
const events: ReadonlyArray<JobEvent> = [
  { type: 'job-created', job, adopted: false },
  { type: 'pod-scheduled', pod: instance.pod, node: 'узел-1' },
  { type: 'step-started', ...instance },
  {
    type: 'log-line',
    ...instance,
    time: '',
    text: 'a line that is longer than any terminal of these tests is wide 🙂',
  },
  { type: 'warning', reason: 'BackOff', message: 'again', kind: 'Pod', name: instance.pod },
  { type: 'connection-retried', purpose: 'log', attempt: 1, delay: 1200, message: 'the connection broke' },
  { type: 'step-finished', ...instance, exitCode: 0, reason: 'Completed' },
  { type: 'job-finished', outcome: { status: 'succeeded', job, steps: [], duration: 61_400 } },
];
const lines = [
  'created Job stash-backup-orders-0-0',
  'dump-0 started',
  'dump-0 | a line that is longer than any terminal of these tests is wide 🙂',
  'BackOff: again',
  'the connection broke; again in 2 s',
  'dump-0 finished: Completed, exit code 0',
  'Job stash-backup-orders-0-0 succeeded after 61 s',
];

/** Everything that is written, to both streams, as one terminal gets it. */
function tell(isTTY: boolean, columns: number | undefined): ReadonlyArray<string> {
  const written: Array<string> = [];
  const output = { write: (text: string) => void written.push(text), isTTY, columns };
  const terminal: Terminal = {
    cwd: '/',
    env: { NO_COLOR: '1' },
    stdout: output,
    stderr: output,
    readStdin: async () => '',
    onInterrupt: () => () => undefined,
    onTerminate: () => () => undefined,
  };
  const reporter = newJobReporter(terminal, false);
  for (const event of events) reporter.tell(job.name, event);
  reporter.end();
  return written;
}

const clear = '\r\x1B[K';

describe('newJobReporter', () => {
  it('writes plain lines where nobody watches', () => {
    expect(tell(false, undefined).join('')).toBe(`${lines.join('\n')}\n`);
  });

  it.each([200, 80, 40, 20, 12, 5, 2, 1])('keeps its last line within a terminal of %i columns', (columns) => {
    const written = tell(true, columns);
    const statuses = written.filter((text) => text !== clear && !text.endsWith('\n'));
    expect(statuses.length).toBeGreaterThan(3);
    // A row that is full to its end would begin the next one, and then clearing it is not enough.
    for (const status of statuses) expect(stringWidth(status)).toBeLessThan(Math.max(columns, 2));
    for (const status of statuses) expect(status).not.toMatch(/[\n\r]/);
  });

  it.each([80, 10])('takes its last line away before anything else is written: %i columns', (columns) => {
    let row = '';
    let page = '';
    for (const text of tell(true, columns)) {
      if (text === clear) row = '';
      else if (text.endsWith('\n')) {
        expect(row).toBe('');
        page += text;
      } else row += text;
    }
    expect(row).toBe('');
    expect(page).toBe(`${lines.join('\n')}\n`);
  });
});
