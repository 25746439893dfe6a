import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, noFaults, seeded, seededFaults, startApiServer } from '../../testing/src/cluster.ts';
import {
  allNamespaces,
  type ClusterPort,
  clockAt,
  type ObjectChange,
  type ObjectWatch,
  watchObjects,
} from '../src/cluster/index.ts';
import { textAt } from '../src/cluster/json.ts';
import { portFor } from './clients.ts';

const maps = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'backup' };
const stored = 'v1/configmaps';
const clock = clockAt(200);

let server: ApiServer;
let port: ClusterPort;
beforeEach(async () => {
  server = await startApiServer();
  port = await portFor(server.url);
});
afterEach(() => server.close());

function put(name: string, value = '', namespace = 'backup'): void {
  server.store.put(stored, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { value } });
}

const remove = (name: string): unknown => server.store.remove(stored, 'backup', name);

/** The items that a reader got, as words. It reads until the watch ends. */
function reader(watch: ObjectWatch): { readonly told: Array<string>; readonly end: Promise<void> } {
  const told: Array<string> = [];
  const read = async (): Promise<void> => {
    for await (const change of watch) told.push(wordsOf(change));
  };
  return { told, end: read() };
}

function wordsOf(change: ObjectChange): string {
  if (change.type === 'listed') return 'listed';
  if (change.type === 'failed') return `failed ${change.problems[0].code}`;
  return `${change.type} ${textAt(change.object, 'metadata', 'name')} ${textAt(change.object, 'data', 'value') ?? ''}`.trim();
}

describe('watchObjects', () => {
  it('tells of what is there, says so, and then of each change', async () => {
    const stop = new AbortController();
    put('a');
    const { told, end } = reader(watchObjects(port, maps, { signal: stop.signal, clock }));
    await expect.poll(() => told).toEqual(['added a', 'listed']);
    put('b');
    put('elsewhere', '', 'other');
    await expect.poll(() => told.length).toBe(3);
    put('a', '1');
    await expect.poll(() => told.length).toBe(4);
    remove('b');
    await expect.poll(() => told).toEqual(['added a', 'listed', 'added b', 'modified a 1', 'deleted b']);
    stop.abort();
    await end;
    await expect.poll(server.openStreams).toBe(0);
  });

  it('serves many readers with one list and one watch, each from the beginning', async () => {
    const stop = new AbortController();
    put('a');
    const watch = watchObjects(port, maps, { signal: stop.signal, clock });
    const first = reader(watch);
    await expect.poll(() => first.told).toEqual(['added a', 'listed']);
    put('b');
    await expect.poll(() => first.told.length).toBe(3);
    const second = reader(watch);
    await expect.poll(() => second.told).toEqual(['added a', 'added b', 'listed']);
    put('c');
    await expect.poll(() => [first.told.at(-1), second.told.at(-1)]).toEqual(['added c', 'added c']);
    expect(server.requests).toHaveLength(2);
    expect(watch.objects()).toHaveLength(3);
    stop.abort();
    await Promise.all([first.end, second.end]);
  });

  it('ends the watch with the last reader, and begins again with the next', async () => {
    put('a');
    const watch = watchObjects(port, maps, { clock });
    for await (const change of watch) if (change.type === 'listed') break;
    await expect.poll(server.openStreams).toBe(0);
    const before = server.requests.length;
    await clock.sleep(60_000);
    expect(server.requests.length).toBe(before);
    remove('a');
    put('b');
    const told: Array<string> = [];
    for await (const change of watch) {
      told.push(wordsOf(change));
      if (told.length === 2) break;
    }
    expect(told).toEqual(['added b', 'listed']);
    expect(watch.objects().map((object) => textAt(object, 'metadata', 'name'))).toEqual(['b']);
  });

  it('keeps for a reader that does not read no more than the latest state of each object', async () => {
    const stop = new AbortController();
    put('a');
    const watch = watchObjects(port, maps, { signal: stop.signal, clock });
    const slow = watch[Symbol.asyncIterator]();
    await slow.next();
    const quick = reader(watch);
    await expect.poll(() => quick.told).toContain('listed');
    for (let count = 1; count <= 100; count += 1) put('a', String(count));
    put('b');
    remove('b');
    put('z');
    await expect.poll(() => quick.told.at(-1)).toBe('added z');
    const rest: Array<string> = [];
    for (let count = 0; count < 3; count += 1) {
      const next = await slow.next();
      if (next.done !== true) rest.push(wordsOf(next.value));
    }
    expect(rest).toEqual(['modified a 100', 'added z', 'listed']);
    stop.abort();
    await quick.end;
  });

  it('goes over all namespaces', async () => {
    const stop = new AbortController();
    put('a');
    put('b', '', 'other');
    const { told, end } = reader(
      watchObjects(port, { ...maps, namespace: allNamespaces }, { signal: stop.signal, clock }),
    );
    await expect.poll(() => told).toEqual(['added a', 'added b', 'listed']);
    stop.abort();
    await end;
  });

  it.each([
    [{ code: 403, reason: 'Forbidden', message: 'no' }, 'failed access-denied'],
    [{ code: 404, reason: 'NotFound', message: 'no' }, 'failed object-not-found'],
  ])('gives up where it may not or can not look: %j', async (refusal, words) => {
    server.refuse(/configmaps/, refusal);
    const { told, end } = reader(watchObjects(port, maps, { clock }));
    await end;
    expect(told).toEqual([words]);
    expect(server.requests.length).toBeLessThan(6);
  });

  it('gives up a server that does not answer after `giveUpAfter`, and tells of each wait', async () => {
    let retries = 0;
    server.refuse(/configmaps/, { code: 503, reason: 'ServiceUnavailable', message: 'no' });
    const onRetry = (): void => {
      retries += 1;
    };
    const { told, end } = reader(watchObjects(port, maps, { clock, giveUpAfter: 60_000, onRetry }));
    await end;
    expect(told).toEqual(['failed api-unavailable']);
    expect(retries).toBeGreaterThan(2);
  });

  it('refuses an option that is none', async () => {
    const { told, end } = reader(watchObjects(port, maps, { giveUpafter: 1 } as never));
    await end;
    expect(told).toEqual(['failed option-invalid']);
    expect(server.requests).toEqual([]);
  });

  it('comes to the state of the server over every fault, with one reader or several', { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seeded(seed);
      const stop = new AbortController();
      server.setFaults(seededFaults(seed, 0.5));
      const watch = watchObjects(port, maps, { signal: stop.signal, clock: clockAt(1000) });
      const states = Array.from({ length: 1 + random.below(3) }, () => new Map<string, string>());
      const reads = states.map(async (state) => {
        for await (const change of watch) {
          if (change.type === 'failed' || change.type === 'listed') continue;
          const name = textAt(change.object, 'metadata', 'name') ?? '';
          if (change.type === 'deleted') state.delete(name);
          else state.set(name, textAt(change.object, 'data', 'value') ?? '');
          if (random.chance(0.1)) await clock.sleep(random.below(2000));
        }
      });
      for (let step = 0; step < 60; step += 1) {
        const name = `m${random.below(8)}`;
        if (random.chance(0.3)) remove(name);
        else put(name, String(step));
        if (random.chance(0.05)) server.store.compact();
        if (random.chance(0.5)) await new Promise((resolve) => setTimeout(resolve, random.below(4)));
      }
      server.setFaults(noFaults);
      const expected = server.store
        .list(stored, 'backup')
        .map((object) => [textAt(object, 'metadata', 'name'), textAt(object, 'data', 'value')])
        .toSorted();
      for (const state of states) {
        await expect.poll(() => [...state].toSorted(), { timeout: 10_000 }).toEqual(expected);
      }
      stop.abort();
      await Promise.all(reads);
      for (let name = 0; name < 8; name += 1) remove(`m${name}`);
    }
  });
});
