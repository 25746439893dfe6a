import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { type ClusterPort, clockAt, type JsonObject, type RunJobOptions, runJob } from '../src/cluster/index.ts';
import {
  chatter,
  containerStatus,
  ended,
  readRun,
  running,
  type StillCluster,
  silence,
  stillPort,
} from './fake-port.ts';

/** A second lasts ten milliseconds. */
const clock = clockAt(100);
const complete: JsonObject = { status: { conditions: [{ type: 'Complete', status: 'True' }] } };
const failed = (reason: string, type = 'Failed'): JsonObject => ({
  status: { conditions: [{ type, status: 'True', reason, message: 'the Job says so' }] },
});
const podOf = (state: JsonObject, more: JsonObject = {}): NonNullable<StillCluster['pod']> => ({
  status: { phase: 'Running', containerStatuses: [containerStatus('dump', state)], ...more },
});
const never = (): Promise<never> => new Promise(() => undefined);
const unreachable: ClusterPort['logs'] = async (_, { signal }) => {
  await clock.sleep(10_000, signal);
  return left({ code: 500, reason: 'Unknown', message: 'dial tcp 10.0.0.1:10250: i/o timeout', causes: [] });
};

describe('a run whose end is known', () => {
  it.each<[string, Partial<StillCluster>]>([
    ['a container that goes on writing', { logs: async (_, { signal }) => right(chatter(clock, 500, signal)) }],
    ['a log that never begins', { logs: never }],
    ['a log that never says anything', { logs: async (_, { signal }) => right(silence(clock, 1e9, signal)) }],
    ['a node that is out of reach', { logs: unreachable }],
  ])('ends within its limit with %s, and says what is missing', async (_, how) => {
    const cluster = { clock, job: complete, pod: podOf(ended(0)), ...how };
    const { events, outcome, took } = await readRun(cluster, { cleanUp: 'always' });
    expect(outcome.status).toBe('succeeded');
    expect(took).toBeLessThan(75_000);
    expect(events.filter((event) => event.type === 'warning').map((event) => event.reason)).toEqual(['LogIncomplete']);
  });

  it('tells of a log that can not be had while it waits for it', async () => {
    const { events } = await readRun({ clock, job: complete, pod: podOf(ended(0)), logs: unreachable });
    const retry = events.findIndex((event) => event.type === 'connection-retried');
    expect(retry).toBeGreaterThan(0);
    expect(retry).toBeLessThan(events.findIndex((event) => event.type === 'step-finished'));
  });

  it('ends at once for a Job that is deleted and whose container runs on and writes', async () => {
    const job = {
      metadata: { name: 'backup', namespace: 'demo', uid: 'j1', deletionTimestamp: '2026-01-01T00:00:00Z' },
    };
    const logs: ClusterPort['logs'] = async (_, { follow, signal }) =>
      right(follow === true ? chatter(clock, 500, signal) : chatterNow());
    const { outcome, took } = await readRun({ clock, job, pod: podOf(running), logs });
    expect(outcome).toMatchObject({ status: 'failed', reason: 'job-deleted' });
    expect(took).toBeLessThan(20_000);
  });

  it('does not wait for pods that never go down', async () => {
    const job = failed('BackoffLimitExceeded', 'FailureTarget');
    const pod = {
      ...podOf(running),
      metadata: { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 },
    };
    const { outcome, took } = await readRun({ clock, job, pod, logs: unreachable });
    expect(outcome).toMatchObject({ status: 'failed', reason: 'pod-lost' });
    expect(took).toBeLessThan(75_000);
  });

  it('cleans up though its reader never takes anything, or awaits the outcome inside its loop', async () => {
    const removed: Array<string> = [];
    const port = stillPort({
      clock,
      job: complete,
      pod: podOf(ended(0)),
      port: { remove: async ({ name }) => right(void removed.push(name)) },
    });
    const options: RunJobOptions = { clock, cleanUp: 'always' };
    const run = runJob(port, { metadata: { name: 'backup' } }, options);
    for await (const event of run) {
      expect(event.type).toBe('job-created');
      expect(await run.outcome).toMatchObject({ status: 'succeeded' });
      break;
    }
    expect(removed).toEqual(['backup']);
  });

  it('keeps the time of a slow reader out of its limit', async () => {
    const many = async function* (): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 50; index += 1) {
        yield Buffer.from(`${new Date(Date.UTC(2026) + index).toISOString().replace('Z', '000000Z')} line ${index}\n`);
      }
    };
    const port = stillPort({ clock, job: complete, pod: podOf(ended(0)), logs: async () => right(many()) });
    let count = 0;
    for await (const event of runJob(port, { metadata: { name: 'backup' } }, { clock })) {
      if (event.type === 'warning') throw new Error(event.message);
      if (event.type === 'log-line') count += 1;
      await clock.sleep(2_000);
    }
    expect(count).toBe(50);
  });
});

describe('timeout and signal', () => {
  const stages: ReadonlyArray<[string, Partial<StillCluster>, RunJobOptions]> = [
    ['the Job is made', { port: { create: never } }, {}],
    ['the Job is listed', { port: { list: never } }, {}],
    ['the Job is watched', { port: { watch: never } }, {}],
    ['a watch is silent', {}, {}],
    ['a log is read', { pod: podOf(running), logs: never }, {}],
    ['the last pods go down', { job: failed('BackoffLimitExceeded', 'FailureTarget'), pod: podOf(running) }, {}],
    ['the last lines are read', { job: failed('BackoffLimitExceeded'), pod: podOf(ended(1)), logs: never }, {}],
    ['the rest of the log is read', { job: complete, pod: podOf(ended(0)), logs: never }, {}],
    ['the Job is deleted', { job: complete, port: { remove: never } }, { cleanUp: 'always' }],
  ];
  // Every wait takes at least a quarter of a second of the machine's own time.
  const soon = 1_000 + 60_000;

  it.each(stages)('the signal ends a run while %s', async (_, how, options) => {
    const stop = new AbortController();
    void clock.sleep(20_000).then(() => stop.abort('enough'));
    const { outcome, took } = await readRun({ clock, ...how }, { ...options, signal: stop.signal });
    expect(['aborted', 'failed', 'succeeded']).toContain(outcome.status);
    expect(took).toBeLessThan(20_000 + soon);
  });

  it.each(stages.slice(0, 5))('the timeout ends a run while %s', async (_, how, options) => {
    const { outcome, took } = await readRun({ clock, ...how }, { ...options, timeout: 20_000 });
    expect(outcome).toMatchObject({ status: 'timed-out', timeout: 20_000 });
    expect(took).toBeLessThan(20_000 + soon);
  });

  it('takes away a Job whose making came through too late', async () => {
    const removed: Array<string | undefined> = [];
    const create: ClusterPort['create'] = async () => {
      await clock.sleep(200_000);
      return right({ metadata: { name: 'backup', namespace: 'demo', uid: 'late' } });
    };
    const remove: ClusterPort['remove'] = async (_, options) => right(void removed.push(options?.uid));
    const { outcome } = await readRun({ clock, port: { create, remove } }, { timeout: 10_000, cleanUp: 'always' });
    expect(outcome.status).toBe('timed-out');
    await expect.poll(() => removed, { timeout: 10_000 }).toEqual(['late']);
  });
});

describe('a pod with containers that something has added', () => {
  const proxy = { name: 'istio-proxy' };
  const withProxy = (state: JsonObject): NonNullable<StillCluster['pod']> => ({
    spec: { containers: [{ name: 'dump' }, proxy] },
    status: {
      phase: 'Running',
      containerStatuses: [containerStatus('dump', state), containerStatus('istio-proxy', running)],
    },
  });

  it.each<[string, JsonObject, object, ReadonlyArray<string>]>([
    ['is done', ended(0), { status: 'succeeded', runningOn: ['istio-proxy'] }, ['ForeignContainer', 'JobStillThere']],
    [
      'has failed',
      ended(3),
      { status: 'failed', reason: 'step-failed', step: 'dump', exitCode: 3 },
      ['ForeignContainer'],
    ],
  ])('ends when the Job’s own container %s', async (_, state, outcome, warnings) => {
    const read = await readRun({ clock, pod: withProxy(state) });
    expect(read.outcome).toMatchObject(outcome);
    expect(read.outcome.steps.map(({ name }) => name)).toEqual(['dump']);
    expect(read.events.flatMap((event) => (event.type === 'warning' ? [event.reason] : []))).toEqual(warnings);
    expect(read.events.some((event) => 'step' in event && event.step === 'istio-proxy')).toBe(false);
  });

  it('says the cure', async () => {
    const { events } = await readRun({ clock, pod: withProxy(ended(0)) });
    const warning = events.find((event) => event.type === 'warning');
    expect(warning).toMatchObject({ message: expect.stringContaining('sidecar.istio.io/inject: "false"') });
  });
});

describe('the words of an outcome', () => {
  const withLimit = {
    restartPolicy: 'Never',
    containers: [{ name: 'dump', resources: { limits: { memory: '16Mi' } } }],
  };
  it.each<[string, Partial<StillCluster>, string]>([
    ['the memory limit', { template: withLimit, pod: podOf(ended(137, { reason: 'OOMKilled' })) }, '16Mi'],
    ['the node, without one', { pod: podOf(ended(137, { reason: 'OOMKilled' })) }, 'no memory limit'],
    [
      'why a command does not start',
      { pod: podOf(ended(128, { reason: 'StartError', message: 'exec: "x": no such file' })) },
      'no such file; see `command`',
    ],
    [
      'the probe',
      {
        pod: podOf(ended(137)),
        events: [
          {
            reason: 'Unhealthy',
            message: 'Liveness probe failed: HTTP probe failed with statuscode: 500',
            involvedObject: { kind: 'Pod', uid: 'p1', fieldPath: 'spec.containers{dump}' },
          },
        ],
      },
      'Liveness probe failed',
    ],
    [
      'who takes a pod away',
      {
        pod: podOf(ended(137), {
          conditions: [
            { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'evicting' },
          ],
        }),
        job: failed('BackoffLimitExceeded'),
      },
      'EvictionByEvictionAPI',
    ],
    ['a deadline', { pod: podOf(ended(137)), job: failed('DeadlineExceeded') }, 'activeDeadlineSeconds'],
  ])('have %s', async (_, how, text) => {
    // The events and the pods come by two watches. The Job fails when both have been seen.
    const { outcome } = await readRun({
      clock,
      ...how,
      spec: { backoffLimit: 1 },
      job: how.job ?? failed('BackoffLimitExceeded'),
    });
    expect(outcome.status === 'failed' ? outcome.message : '').toContain(text);
  });
});

async function* chatterNow(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('2026-01-01T00:00:01.000000000Z here\n');
}
