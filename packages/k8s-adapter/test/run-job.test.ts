import { right } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PodScript, Scenario, StepScript } from '../../testing/src/cluster.ts';
import { type ApiServer, endlessLog, playJobs, startApiServer, timestamp } from '../../testing/src/cluster.ts';
import {
  type ClusterPort,
  clockAt,
  type JobEvent,
  type JobOutcome,
  type JobRun,
  type RunJobOptions,
  runJob,
  runJobs,
} from '../src/cluster/index.ts';
import { kubeConfigFor, portFor } from './clients.ts';
import { jobOf } from './seeded-run.ts';

const step = (name: string, lines: ReadonlyArray<string>, exitCode = 0): StepScript => ({
  name,
  isInit: name !== 'main',
  instances: [{ lines, endsWithLineFeed: true, exitCode }],
});
const pod = (...steps: ReadonlyArray<StepScript>): PodScript => ({ unschedulable: 'no', warnings: [], steps });
const story = (end: Scenario['end'], ...pods: ReadonlyArray<PodScript>): Scenario => ({
  isInstant: false,
  backoffLimit: 0,
  restartPolicy: 'Never',
  pods,
  end,
});

describe('runJob', () => {
  let server: ApiServer;
  let port: ClusterPort;
  beforeEach(async () => {
    server = await startApiServer();
    port = await portFor(server.url);
  });
  afterEach(() => server.close());

  const play = (scenario: Scenario, options: RunJobOptions = {}): JobRun => {
    playJobs(server, () => scenario, { seed: 1 });
    return runJob(port, jobOf('job', scenario), { clock: clockAt(1000), limits: { logs: 1e9 }, ...options });
  };
  const told = async (run: JobRun): Promise<ReadonlyArray<string>> => {
    const lines: Array<string> = [];
    for await (const event of run) lines.push(summary(event));
    return lines;
  };

  it('tells the story of a Job from its creation to its end', async () => {
    const run = play(story('complete', pod(step('dump', ['one', 'two']), step('main', ['three']))));
    expect(await told(run)).toEqual([
      'job-created',
      'pod-scheduled',
      'step-started dump',
      'dump: one',
      'dump: two',
      'step-finished dump 0',
      'step-started main',
      'main: three',
      'step-finished main 0',
      'job-finished succeeded',
    ]);
    const outcome = await run.outcome;
    expect(outcome.steps.map(({ name, status, exitCode }) => [name, status, exitCode])).toEqual([
      ['dump', 'finished', 0],
      ['main', 'finished', 0],
    ]);
  });

  it('has an outcome without a reader, and asks for no log then', async () => {
    const { outcome } = play(story('complete', pod(step('main', ['one']))));
    expect(await outcome).toMatchObject({ status: 'succeeded', job: { namespace: 'backup', name: 'job' } });
    expect(server.requests.some((line) => line.includes('/log'))).toBe(false);
  });

  it('says which step failed, how, and the end of its log', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const { outcome } = play(story('failed', pod(step('dump', lines, 3), step('main', []))), { lastLines: 2 });
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: 'step-failed',
      step: 'dump',
      exitCode: 3,
      lastLines: ['line 48', 'line 49'],
    });
  });

  it('takes a KubeConfig of client-node as it is', async () => {
    playJobs(server, () => story('complete', pod(step('main', []))), { seed: 1 });
    const run = runJob(await kubeConfigFor(server.url), jobOf('job', story('complete', pod(step('main', [])))), {});
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
  });

  it('adopts a Job that has already ended, and reads its logs', async () => {
    const scenario = story('complete', pod(step('main', ['one'])));
    await play(scenario).outcome;
    const run = runJob(port, jobOf('job', scenario), { clock: clockAt(1000) });
    expect(await told(run)).toEqual([
      'job-created adopted',
      'pod-scheduled',
      'step-started main',
      'main: one',
      'step-finished main 0',
      'job-finished succeeded',
    ]);
  });

  it('makes a Job of its own each time for generateName', async () => {
    const scenario = story('complete', pod(step('main', [])));
    playJobs(server, () => scenario, { seed: 1 });
    const { metadata: _, ...job } = { metadata: undefined, ...jobOf('job', scenario) };
    const outcomes = await runJobs(port, [
      { ...job, metadata: { generateName: 'backup-' } },
      { ...job, metadata: { generateName: 'backup-' } },
    ]).outcomes;
    expect(new Set(outcomes.map((outcome) => outcome.job.name)).size).toBe(2);
  });

  it.each<[string, PodScript, JobOutcome['status'] | string, string]>([
    [
      'an image that can not be pulled',
      pod({ ...step('main', []), waiting: { reason: 'ImagePullBackOff', isForever: true } }),
      'image-not-pulled',
      'ImagePullBackOff',
    ],
    [
      'a missing ConfigMap',
      pod({ ...step('main', []), waiting: { reason: 'CreateContainerConfigError', isForever: true } }),
      'container-not-created',
      'CreateContainerConfigError',
    ],
    ['a pod without a node', { ...pod(step('main', [])), unschedulable: 'forever' }, 'unschedulable', '0/3 nodes'],
  ])('fails early for %s', async (_, script, reason, message) => {
    const { outcome } = play(story('nothing', script));
    expect(await outcome).toMatchObject({ status: 'failed', reason, message: expect.stringContaining(message) });
  });

  it('fails at once for an init container that failed when no other pod will come', async () => {
    const scenario = story('nothing', pod(step('dump', ['no space left'], 28), step('main', [])));
    const { outcome } = play(scenario);
    expect(await outcome).toMatchObject({ status: 'failed', step: 'dump', exitCode: 28, lastLines: ['no space left'] });
  });

  it('ends as aborted, or timed out, and leaves the Job alone unless it is to be cleaned up', async () => {
    const forever = story('nothing', { ...pod(step('main', [])), unschedulable: 'forever' });
    const abort = new AbortController();
    const run = play(forever, { signal: abort.signal, limits: { unschedulable: 1e9 } });
    setTimeout(() => abort.abort('the user pressed Ctrl-C'), 20);
    expect(await told(run)).toEqual(['job-created', 'job-finished aborted']);
    expect(await run.outcome).toMatchObject({ status: 'aborted', cause: 'the user pressed Ctrl-C' });
    expect(server.store.list('batch/v1/jobs', undefined)).toHaveLength(1);

    const limits = { unschedulable: 1e9 };
    const late = runJob(port, jobOf('job', forever), {
      clock: clockAt(1000),
      timeout: 500_000,
      limits,
      cleanUp: 'always',
    });
    expect(await late.outcome).toMatchObject({ status: 'timed-out', timeout: 500_000 });
    expect(server.store.list('batch/v1/jobs', undefined)).toEqual([]);
  });

  it('is over before it begins with a signal that is aborted already', async () => {
    const { outcome } = play(story('nothing', pod(step('main', []))), { signal: AbortSignal.abort('no') });
    expect(await outcome).toMatchObject({ status: 'aborted', cause: 'no' });
    expect(server.requests).toEqual([]);
  });

  it.each([0, -1, Number.NaN])('is over before it begins with a timeout of %d', async (timeout) => {
    const { outcome } = play(story('nothing', pod(step('main', []))), { timeout });
    expect(await outcome).toMatchObject({ status: 'timed-out' });
    expect(server.requests).toEqual([]);
  });

  it('fails, and does not throw, for a Job that can not be written as JSON', async () => {
    const circle: Record<string, unknown> = { metadata: { name: 'a' } };
    circle.spec = circle;
    const run = runJob(port, circle);
    expect(await run.outcome).toMatchObject({ status: 'failed', reason: 'not-created' });
    // It would be as wrong at every further attempt.
    const types: Array<string> = [];
    for await (const { type } of run) types.push(type);
    expect(types).not.toContain('connection-retried');
  });

  it('comes to its outcome when its reader was never begun, or has left at once', async () => {
    const scenario = story('complete', pod(step('main', ['one'])));
    const run = play(scenario, { cleanUp: 'always' });
    await run[Symbol.asyncIterator]().return?.();
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
    const many = runJobs(port, [jobOf('job', scenario)], { clock: clockAt(1000), concurrency: Number.NaN });
    await many[Symbol.asyncIterator]().return?.();
    expect(await many.outcomes).toMatchObject([{ status: 'succeeded' }]);
  });

  it('gives a second loop nothing, and the first everything', async () => {
    const run = play(story('complete', pod(step('main', ['one']))));
    expect(await told(run)).toContain('main: one');
    expect(await told(run)).toEqual([]);
  });

  it('leaves nothing open when it is over', async () => {
    const run = play(story('complete', pod(step('main', ['one']))));
    for await (const event of run) if (event.type === 'log-line') break;
    await run.outcome;
    await expect.poll(() => server.openStreams()).toBe(0);
  });

  it('fails for a Job that someone deletes, whether the watch tells of it or a list', async () => {
    const forever = story('nothing', { ...pod(step('main', [])), unschedulable: 'forever' });
    const options = { limits: { unschedulable: 1e9 } };
    const run = play(forever, options);
    const target = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'backup', name: 'job' };
    for await (const event of run) if (event.type === 'job-created') setTimeout(() => port.remove(target), 50);
    expect(await run.outcome).toMatchObject({ status: 'failed', reason: 'job-deleted' });

    const empty: ClusterPort = {
      ...port,
      list: async (collection, call) =>
        collection.kind === 'Job' ? right({ resourceVersion: '1', items: [] }) : port.list(collection, call),
    };
    const late = runJob(empty, jobOf('job', forever), { clock: clockAt(1000), ...options });
    expect(await late.outcome).toMatchObject({ status: 'failed', reason: 'job-deleted' });
  });

  it('finishes the steps that still run when the Job is over', async () => {
    const run = runJob(port, jobOf('job', story('nothing', pod(step('main', [])))), { clock: clockAt(1000) });
    const finished: Array<string> = [];
    for await (const event of run) {
      if (event.type === 'step-finished') finished.push(event.reason);
      if (event.type === 'job-created') {
        const labels = { 'controller-uid': event.job.uid };
        server.store.put('v1/pods', {
          metadata: { name: 'job-a', namespace: 'backup', labels },
          spec: { nodeName: 'node-1', restartPolicy: 'Never', containers: [{ name: 'main' }] },
          status: { phase: 'Running', containerStatuses: [{ name: 'main', restartCount: 0, state: { running: {} } }] },
        });
      }
      if (event.type === 'step-started') {
        const job = server.store.get('batch/v1/jobs', 'backup', 'job');
        server.store.put('batch/v1/jobs', { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } });
      }
    }
    expect(finished).toEqual(['Unknown']);
  });

  it('tells what the API server refuses', async () => {
    server.refuse(/POST .*jobs/, { code: 403, reason: 'Forbidden', message: 'jobs.batch is forbidden' });
    const { outcome } = play(story('nothing', pod(step('main', []))));
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: 'not-created',
      problems: [{ code: 'access-denied' }],
    });
  });

  it('gives up on a server that refuses to be watched', async () => {
    server.refuse(/GET .*jobs/, { code: 403, reason: 'Forbidden', message: 'jobs.batch is forbidden' });
    const run = play(story('nothing', pod(step('main', []))));
    expect((await told(run)).at(-1)).toEqual('job-finished connection-lost');
  });

  it('does without the warnings of the kubelet where they are not to be read', async () => {
    server.refuse(/GET .*events/, { code: 403, reason: 'Forbidden', message: 'events is forbidden' });
    const script = pod({ ...step('main', []), waiting: { reason: 'ErrImagePull', isForever: true } });
    const run = play(story('nothing', script), { limits: { imagePull: 600_000, logs: 1e9 } });
    expect(await told(run)).toContain('warning EventsForbidden');
  });

  it('holds out with a port that throws where it should not', async () => {
    const scenario = story('complete', pod(step('main', ['one'])));
    playJobs(server, () => scenario, { seed: 1 });
    let calls = 0;
    const faulty: ClusterPort = {
      ...port,
      watch: (...args) => {
        calls += 1;
        if (calls % 2 === 1) throw new Error('not implemented well');
        return port.watch(...args);
      },
    };
    const run = runJob(faulty, jobOf('job', scenario), { clock: clockAt(1000) });
    expect(await told(run)).toContain('main: one');
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
  });

  it('tells each warning once', async () => {
    const run = play(story('complete', { ...pod(step('main', [])), warnings: ['FailedMount'] }));
    expect((await told(run)).filter((line) => line.startsWith('warning'))).toEqual(['warning FailedMount']);
  });

  it('goes on to its outcome when the reader leaves', async () => {
    const run = play(story('complete', pod(step('main', ['one', 'two']))), { cleanUp: 'succeeded' });
    for await (const event of run) if (event.type === 'log-line') break;
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
    expect(server.store.list('batch/v1/jobs', undefined)).toEqual([]);
  });

  it('cuts a line that is too long, and says so', async () => {
    const run = play(story('complete', pod(step('main', ['x'.repeat(5000), 'next']))), { maxLineLength: 1000 });
    const lines: Array<readonly [number, boolean]> = [];
    for await (const event of run) {
      if (event.type === 'log-line') lines.push([event.text.length, event.truncated === true]);
    }
    // The time and the space before the line count too.
    expect(lines).toEqual([
      [969, true],
      [4, false],
    ]);
  });

  it('keeps its memory flat over 100,000 lines with a slow reader', async () => {
    const count = 100_000;
    const begin = Date.parse('2026-01-01T00:00:00Z');
    const dots = '.'.repeat(400);
    let made = 0;
    const log = endlessLog(count, (index) => {
      made = Math.max(made, index);
      return { time: timestamp(begin + index), text: `line ${index} ${dots}` };
    });
    const scenario = { ...story('complete', pod(step('main', []))), isInstant: true };
    const run = play(scenario);
    const collect = await collector();
    let seen = 0;
    let ahead = 0;
    const heap: Array<number> = [];
    for await (const event of run) {
      if (event.type === 'step-started') server.setLog('job-pod0', 'main', 0, log);
      if (event.type !== 'log-line') continue;
      if (event.text !== `line ${seen} ${dots}`) throw new Error(`line ${seen} is "${event.text}"`);
      seen += 1;
      ahead = Math.max(ahead, made - seen);
      if (seen % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      if (seen % 20_000 === 0) {
        collect();
        heap.push(process.memoryUsage().heapUsed);
      }
    }
    expect(seen).toBe(count);
    // The kernel keeps some MiB in the buffers of two sockets on loopback, but not the 40 MiB of all lines.
    expect(ahead).toBeLessThan(30_000);
    const [first = 0, ...rest] = heap;
    expect(Math.max(...rest) - first).toBeLessThan(4 * 1024 * 1024);
  });
});

describe('runJobs', () => {
  it('runs no more Jobs at one time than it may, and gives their outcomes in order', async () => {
    const server = await startApiServer();
    const port = await portFor(server.url);
    let running = 0;
    let most = 0;
    const scenario = (name: string): Scenario =>
      name === 'job-3' ? story('failed', pod(step('main', [], 1))) : story('complete', pod(step('main', [name])));
    playJobs(server, scenario, { seed: 1 });
    const jobs = Array.from({ length: 9 }, (_, index) => jobOf(`job-${index}`, scenario(`job-${index}`)));
    const run = runJobs(port, jobs, { concurrency: 3, clock: clockAt(1000) });
    const lines: Array<string> = [];
    for await (const { index, event } of run) {
      if (event.type === 'job-created') running += 1;
      if (event.type === 'job-finished') running -= 1;
      most = Math.max(most, running);
      if (event.type === 'log-line') lines.push(`${index} ${event.text}`);
    }
    expect(most).toBeLessThanOrEqual(3);
    expect(lines.sort()).toEqual([0, 1, 2, 4, 5, 6, 7, 8].map((index) => `${index} job-${index}`));
    expect((await run.outcomes).map((outcome) => outcome.status)).toEqual(
      jobs.map((_, index) => (index === 3 ? 'failed' : 'succeeded')),
    );
    await server.close();
  });
});

function summary(event: JobEvent): string {
  switch (event.type) {
    case 'job-created':
      return event.adopted ? 'job-created adopted' : 'job-created';
    case 'log-line':
      return `${event.step}: ${event.text}`;
    case 'step-started':
      return `step-started ${event.step}`;
    case 'step-finished':
      return `step-finished ${event.step} ${event.exitCode}`;
    case 'warning':
      return `warning ${event.reason}`;
    case 'job-finished':
      return `job-finished ${event.outcome.status === 'failed' ? event.outcome.reason : event.outcome.status}`;
    default:
      return event.type;
  }
}

async function collector(): Promise<() => void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return () => {
    if (typeof collect === 'function') collect();
  };
}
