import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { decodeResource, loadManifests, orThrow, type Resource, toManifest } from '@stash-functions/core';
import { type ClusterPort, clockAt, fromKubeConfig, withLease } from '@stash-functions/k8s-adapter/cluster';
import {
  type ApiServer,
  type JsonObject,
  noFaults,
  playJobs,
  seeded,
  seededFaults,
  startApiServer,
} from '@stash-functions/testing/cluster';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operate } from './operator.ts';

const { all, others } = orThrow(loadManifests(readFileSync(new URL('manifests.yaml', import.meta.url), 'utf8')));
const sessionKind = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', namespace: 'demo' };
const jobKind = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'demo' };
const name = 'photos-1795402800';
/** A second lasts a fortieth. */
const clock = clockAt(40);

let server: ApiServer;
let stop: AbortController;
let running: Promise<void> | undefined;
let lines: Array<string>;
beforeEach(async () => {
  // None of the sessions needs it.
  server = await startApiServer({ without: ['AppBinding'] });
  lines = [];
});
afterEach(async () => {
  stop?.abort();
  await running;
  await server.close();
});

function put(...resources: ReadonlyArray<Resource>): void {
  for (const object of [...resources.map((resource) => toManifest(resource)), ...others]) server.put(object);
}

function port(): ClusterPort {
  const config = new KubeConfig();
  config.loadFromString(server.kubeconfig({ namespace: 'demo' }));
  return fromKubeConfig(config);
}

function start(): void {
  stop = new AbortController();
  const log = (line: string): void => void lines.push(line);
  running = operate(port(), { namespace: 'demo', signal: stop.signal, log, clock });
}

const jobs = (): ReadonlyArray<JsonObject> => server.list(jobKind);

interface Session extends JsonObject {
  readonly status?: { readonly phase?: string; readonly conditions?: ReadonlyArray<{ readonly message?: string }> };
}

const session = (): Session | undefined => server.get({ ...sessionKind, name });
const reaches = (phase: string): Promise<void> =>
  expect.poll(() => session()?.status?.phase, { timeout: 60_000 }).toBe(phase);

/** Ends a Job that nobody plays. */
function end(job: JsonObject | undefined, type: 'Complete' | 'Failed'): void {
  server.put({ ...job, status: { conditions: [{ type, status: 'True' }] } });
}

describe('the operator', () => {
  it('runs a session that comes while it watches, on a cluster without AppBindings', async () => {
    playJobs(server);
    put(...all.filter(({ kind }) => kind !== 'BackupSession'));
    start();
    await expect.poll(server.openStreams).toBeGreaterThan(0);
    put(...all.filter(({ kind }) => kind === 'BackupSession'));
    await reaches('Succeeded');
    expect(lines[0]).toBe('demo/photos-1795402800 Running');
    expect(lines.at(-1)).toBe('demo/photos-1795402800 Succeeded');
    expect(jobs()).toHaveLength(1);
    expect(server.requests.some((line) => line.includes('appcatalog'))).toBe(false);
  });

  it('picks up a Job that ended while it was not there', async () => {
    put(...all);
    start();
    await expect.poll(jobs).toHaveLength(1);
    stop.abort();
    await running;
    end(jobs()[0], 'Complete');
    start();
    await reaches('Succeeded');
    expect(jobs()).toHaveLength(1);
  });

  it('runs the members of a sequential batch one after the other', async () => {
    put(...all.map(asBatch));
    start();
    await expect.poll(jobs).toHaveLength(1);
    await clock.sleep(30_000);
    expect(jobs()).toHaveLength(1);
    end(jobs()[0], 'Complete');
    await expect.poll(() => jobs().length, { timeout: 60_000 }).toBe(2);
    expect(session()?.status?.phase).toBe('Running');
    end(jobs()[1], 'Complete');
    await reaches('Succeeded');
  });

  it('writes Failed for a Job that fails', async () => {
    playJobs(server, () => ({ containers: { 'copy-claim-0': { exitCode: 3, lines: ['no such bucket'] } } }));
    put(...all);
    start();
    await reaches('Failed');
    expect(JSON.stringify(session()?.status)).toContain('no such bucket');
  });

  it('writes everything that is wrong with a session that can not be planned', async () => {
    put(...all.filter(({ kind }) => kind !== 'Function' && kind !== 'Repository'));
    start();
    await reaches('Skipped');
    const why = session()
      ?.status?.conditions?.map(({ message }) => message)
      .join();
    expect(why).toContain('Function copy-claim, which Task copy-claim names, is not in the cluster');
    expect(why).toContain('Repository demo/bucket');
    expect(jobs()).toEqual([]);
  });

  it('comes to the end of a session over a faulty API server', async () => {
    playJobs(server);
    put(...all);
    server.setFaults(seededFaults(7, 0.5));
    start();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    server.setFaults(noFaults);
    await reaches('Succeeded');
    expect(jobs()).toHaveLength(1);
  });
});

/** `OPERATOR_SEEDS=200` is the long mode; `OPERATOR_SEED` repeats a single run that failed. */
const seeds = Number(process.env.OPERATOR_SEEDS ?? 10);
const first = Number(process.env.OPERATOR_SEED ?? 1);

describe('two operators, of which one is killed at a random moment', { timeout: 600_000 }, () => {
  let takeovers = 0;
  // Otherwise nobody was killed in the middle of some work.
  afterAll(() => expect(takeovers).toBeGreaterThan(0));
  const count = process.env.OPERATOR_SEED === undefined ? seeds : 1;
  it.each(Array.from({ length: count }, (_, index) => first + index))(
    'run every session once: seed %i',
    async (seed) => {
      const random = seeded(seed);
      const made = new Map<string, number>();
      server.store.subscribe(({ kind, type, object }) => {
        const job = String((object.metadata as { readonly name?: string }).name);
        if (kind === 'batch/v1/jobs' && type === 'ADDED') made.set(job, (made.get(job) ?? 0) + 1);
      });
      const failing = new Set<string>();
      playJobs(
        server,
        (job) => ({ containers: { 'copy-claim-0': { exitCode: failing.has(job) ? 1 : 0, takes: random.below(60) } } }),
        { seed },
      );
      server.setFaults(seededFaults(seed, random.pick([0, 0, 0.2])));
      put(...all.filter(({ kind }) => kind !== 'BackupSession'));

      const killed = new AbortController();
      const ended = new AbortController();
      const operators = ['one', 'two'].map((holder, index) =>
        lead(holder, index === 0 ? killed.signal : undefined, ended.signal),
      );
      const names = Array.from({ length: 5 }, (_, index) => `session-${index}`);
      const killAfter = random.below(500);
      const kill = new Promise<void>((resolve) => setTimeout(resolve, killAfter)).then(() => killed.abort());
      for (const one of names) {
        if (random.chance(0.3)) failing.add(`stash-backup-${one}-0`);
        put(...all.filter(({ kind }) => kind === 'BackupSession').map((resource) => named(resource, one)));
        await new Promise((resolve) => setTimeout(resolve, random.below(80)));
      }
      await kill;
      const phases = (): ReadonlyArray<unknown> =>
        names.map((one) => (server.get({ ...sessionKind, name: one }) as Session)?.status?.phase);
      const expected = names.map((one) => (failing.has(`stash-backup-${one}-0`) ? 'Failed' : 'Succeeded'));
      await expect.poll(phases, { timeout: 120_000, interval: 20 }).toEqual(expected);
      ended.abort();
      await operators[1];
      expect([...made]).toEqual(expect.arrayContaining(names.map((one) => [`stash-backup-${one}-0`, 1])));
      expect(made.size).toBe(names.length);
      takeovers += transitions();
    },
  );
});

function transitions(): number {
  const lease = server.get({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    namespace: 'demo',
    name: 'backup-operator',
  });
  return (lease?.spec as { readonly leaseTransitions?: number } | undefined)?.leaseTransitions ?? 0;
}

/** An operator under a Lease. Once it is killed, it does nothing any more: no call, no answer, no timer. */
async function lead(holder: string, killed: AbortSignal | undefined, ended: AbortSignal): Promise<void> {
  const client = mortal(port(), killed);
  const own = { ...clock, sleep: dying(clock.sleep, killed) };
  while (!ended.aborted) {
    await withLease(
      client,
      { name: 'backup-operator', holder },
      (signal) => operate(client, { namespace: 'demo', signal, clock: own, log: () => undefined }),
      { signal: ended, clock: own },
    );
  }
}

/** A port whose process dies: its requests arrive, and no answer comes back. */
function mortal(client: ClusterPort, killed: AbortSignal | undefined): ClusterPort {
  const calls = Object.entries(client).map(([name, call]) => [
    name,
    typeof call === 'function' ? dying(call, killed) : call,
  ]);
  return Object.fromEntries(calls);
}

function dying<Call extends (...given: never) => Promise<unknown>>(call: Call, killed: AbortSignal | undefined): Call {
  const never = new Promise<never>(() => undefined);
  return ((...given: never) =>
    killed?.aborted === true
      ? never
      : call(...given).then((answer) => (killed?.aborted === true ? never : answer))) as Call;
}

function named(resource: Resource, name: string): Resource {
  const { apiVersion, kind } = resource;
  return orThrow(
    decodeResource({ ...toManifest(resource), apiVersion, kind, metadata: { name, namespace: 'demo', uid: name } }),
  );
}

/** The same backup as a batch of two members, and its session. */
function asBatch(resource: Resource): Resource {
  if (resource.kind === 'BackupSession') {
    const invoker = { apiGroup: 'stash.appscode.com', kind: 'BackupBatch', name: 'photos' };
    return orThrow(decodeResource({ ...toManifest(resource), spec: { invoker } }));
  }
  if (resource.kind !== 'BackupConfiguration') return resource;
  const { target, task, repository, retentionPolicy } = resource.spec ?? {};
  const second = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', name: 'copy-claim' };
  const members = [
    { target, task },
    { target: { ref: second }, task },
  ];
  const spec = { repository, retentionPolicy, executionOrder: 'Sequential', members };
  return orThrow(decodeResource({ ...toManifest(resource), kind: 'BackupBatch', spec }));
}
