import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orThrow } from '@stash-functions/core/decode';
import { eventsOf } from '@stash-functions/status';
import { right } from 'fp-ts/lib/Either.js';
import { afterAll, describe, expect, it } from 'vitest';
import { describeExports } from '../../../core/test/never-throws.ts';
import { containerStatus, ended, stillPort } from '../../test/fake-port.ts';
import { backupInput } from '../../test/invokers.ts';
import { planBackup, secretsOfPlan } from '../index.ts';
import * as cluster from './index.ts';
import { fieldAt } from './json.ts';

/** A thousand times as fast as the machine. A class has no fields of its own, so it is replaced as a whole. */
class FastClock {
  readonly #clock = cluster.clockAt(1000);
  now(): number {
    return this.#clock.now();
  }
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(milliseconds, signal);
  }
  random(): number {
    return 0.5;
  }
}

/** A KubeConfig for a port on which nobody listens. */
class NobodyThere {
  getCurrentCluster(): { readonly server: string } {
    return { server: 'http://127.0.0.1:1' };
  }
  getCurrentContext(): string {
    return 'test';
  }
  getContextObject(): { readonly namespace: string } {
    return { namespace: 'demo' };
  }
  async applyToHTTPSOptions(): Promise<void> {}
}

const clock = new FastClock();
const input = backupInput([{ args: ['--x=${TARGET_NAME}'] }]);
const { session, invoker, repository, manifests } = input;
const stored = [session, invoker, repository, ...manifests.functions.values(), ...manifests.tasks.values()];
const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'backup', namespace: 'demo' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'dump' }] } } },
};
const port = stillPort({
  clock,
  port: { read: async ({ kind }) => right({ ...(stored.find((each) => each?.kind === kind) ?? job) }) },
  job: { status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True', reason: 'CompletionsReached' }] } },
  pod: { status: { phase: 'Succeeded', containerStatuses: [containerStatus('dump', ended(0))] } },
});
const target = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'demo', name: 'a' };
const plan = orThrow(planBackup(input));
const report: cluster.StatusReport = {
  session: { kind: 'BackupSession', name: 'a' },
  target: { kind: 'PersistentVolumeClaim', name: 'orders-data' },
  hosts: [{ hostname: 'host-0', phase: 'Succeeded', seconds: 5 }],
};
const events = eventsOf(session, report, { now: new Date(0) });
const failure = {
  code: 422,
  reason: 'Invalid',
  message: 'no',
  causes: [{ field: 'spec.a[0]', reason: 'b', message: 'c' }],
};
const limits = { unschedulable: 1, podCreate: 1, imagePull: 1, containerCreate: 1, podStart: 1, held: 1, logs: 1000 };
const runOptions = {
  ...{ clock, limits, timeout: 10_000, cleanUp: 'always', logs: true, lastLines: 2, maxLineLength: 80 },
  ...{ giveUpAfter: 1000, fieldManager: 'test', secrets: secretsOfPlan(plan) },
};

/** Reads everything that an iteration gives, up to the item that ends it. */
async function readAll(
  items: unknown,
  isLast: (item: unknown) => boolean = () => false,
): Promise<ReadonlyArray<unknown>> {
  const read: Array<unknown> = [];
  for await (const item of items as AsyncIterable<unknown>) {
    read.push(item);
    if (isLast(item)) break;
  }
  return read;
}

async function runOf(run: cluster.JobRun): Promise<ReadonlyArray<unknown>> {
  return [await readAll(run), await run.outcome];
}

const isEndOfWatch = (item: unknown): boolean => fieldAt(item, 'type') === 'listed';

const folder = mkdtempSync(join(tmpdir(), 'stash-functions-cluster-'));
const kubeConfig = join(folder, 'config');
writeFileSync(
  kubeConfig,
  JSON.stringify({
    clusters: [{ name: 'a', cluster: { server: 'http://127.0.0.1:1', 'insecure-skip-tls-verify': true } }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    users: [{ name: 'a', user: { token: 't' } }],
    'current-context': 'a',
  }),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The entry, where each function gives everything that it leads to: the calls of a port, the events of a run. */
const entry = {
  ...cluster,
  fromKubeConfig: async (...args: Parameters<typeof cluster.fromKubeConfig>) =>
    cluster.fromKubeConfig(...args).read(target),
  runJob: async (...args: Parameters<typeof cluster.runJob>) => runOf(cluster.runJob(...args)),
  runJobs: async (...args: Parameters<typeof cluster.runJobs>) => {
    const run = cluster.runJobs(...args);
    return [await readAll(run), await run.outcomes];
  },
  watchObjects: async (...args: Parameters<typeof cluster.watchObjects>) =>
    readAll(cluster.watchObjects(...args), isEndOfWatch),
};

describeExports(
  '@stash-functions/k8s-adapter/cluster',
  entry,
  {
    applyPlan: [port, { objects: plan.objects }, { clock, fieldManager: 'test', force: true, dryRun: false }],
    clockAt: [1, Math.random],
    connect: [{ file: kubeConfig, context: 'a', requestTimeout: 100 }],
    contentHash: [job],
    failureProblems: [failure, target],
    fromKubeConfig: [new NobodyThere(), { requestTimeout: 100 }],
    readBackup: [port, { namespace: 'demo', session: session.metadata.name }, { clock, operatorFunctions: 'stash' }],
    readRestore: [port, { namespace: 'demo', session: 'restore' }, { clock }],
    readSession: [session, 'BackupSession'],
    readerRoles: [{ name: 'a', namespace: 'b', roleName: 'c' }, [target]],
    recordEvents: [port, events, { clock }],
    rewriteStatus: [
      port,
      target,
      (object: unknown) => right(object),
      () => right({ status: { phase: 'Running' }, changed: true }),
      { clock, attempts: 3, fieldManager: 'test' },
    ],
    runJob: [port, job, runOptions],
    runJobs: [port, [job, job], { ...runOptions, concurrency: 2 }],
    updateStatus: [port, report, { clock }],
    updateStatusRules: [{ session: { kind: 'BackupSession', name: 'a' }, repository: 'r', appBindings: ['b'] }],
    watchObjects: [port, { apiVersion: 'v1', kind: 'Pod', namespace: 'demo' }, { clock, giveUpAfter: 1000 }],
    withLease: [port, { name: 'a', namespace: 'b', holder: 'c' }, async () => 'done', { clock, duration: 15_000 }],
  },
  // These count by a clock, or begin without what they were given and take the machine's own.
  { changes: ['runJob', 'runJobs', 'connect'] },
);

const warnings: Array<Error> = [];
const note = (warning: Error): void => void warnings.push(warning);
process.on('warning', note);
afterAll(() => {
  process.off('warning', note);
  // Node warns of a timer that is no number of milliseconds, or too long.
  expect(warnings).toEqual([]);
});

it('works with the arguments that the others change', async () => {
  const outcome = await cluster.runJob(port, job, { clock }).outcome;
  expect(outcome.status).toBe('succeeded');
  const recorded = await cluster.recordEvents(port, events, { clock });
  expect(recorded).toEqual(right(events.length));
  expect(events).not.toEqual([]);
  const applied = await cluster.applyPlan(port, plan, { clock });
  expect(orThrow(applied).entries.map(({ action }) => action)).not.toContain('failed');
  const updated = await cluster.updateStatus(port, report, { clock });
  expect(orThrow(updated).changed).toBe(true);
});

it.each([
  [Number.NaN, /^`requestTimeout` is NaN/],
  [-1, /^`requestTimeout` is -1/],
  [Number.POSITIVE_INFINITY, /ECONNREFUSED/],
  [1e12, /ECONNREFUSED/],
])('takes a time limit of %d ms for what it is', async (requestTimeout, message) => {
  const answer = await cluster.fromKubeConfig(new NobodyThere(), { requestTimeout }).read(target);
  expect(answer).toMatchObject({ left: { message: expect.stringMatching(message) } });
});

describe('a call with nonsense', () => {
  const nonsense = [null, 0, 'x', Symbol('s'), [], {}, { read: 1 }, () => undefined];

  it.each<[name: string, call: (client: never) => Promise<unknown>]>([
    ['applyPlan', (client) => cluster.applyPlan(client, { objects: [job] })],
    ['readBackup', (client) => cluster.readBackup(client, { session: 'a' })],
    ['recordEvents', (client) => cluster.recordEvents(client, events)],
    ['updateStatus', (client) => cluster.updateStatus(client, report)],
    ['withLease', (client) => cluster.withLease(client, { name: 'a' }, async () => 1)],
    ['runJob', (client) => cluster.runJob(client, job).outcome],
    ['runJobs', (client) => cluster.runJobs(client, [job]).outcomes],
    [
      'watchObjects',
      (client) => readAll(cluster.watchObjects(client, { apiVersion: 'v1', kind: 'Pod', namespace: 'a' })),
    ],
    [
      'fromKubeConfig',
      (client) => cluster.fromKubeConfig(client).list({ apiVersion: 'v1', kind: 'Pod', namespace: 'a' }),
    ],
  ])('%s says that a client is none, and leaves no timer', async (_, call) => {
    const timers = countTimers();
    for (const client of nonsense) {
      expect(JSON.stringify(await call(client as never))).toMatch(/option-invalid|OptionInvalid/);
    }
    expect(countTimers()).toBe(timers);
  });
});

/** The timers and sockets that keep the process alive. */
function countTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => /^(Timeout|TCP)/.test(resource)).length;
}
