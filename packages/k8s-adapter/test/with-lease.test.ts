import { orThrow } from '@stash-functions/core';
import { isLeft, isRight, left } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, seededFaults, startApiServer, type TestClock, testClock } from '../../testing/src/cluster.ts';
import {
  type Clock,
  type ClusterPort,
  type LeaseEnding,
  type LeaseEvent,
  type LeaseOptions,
  withLease,
} from '../src/cluster/index.ts';
import { aborted } from '../src/cluster/latch.ts';
import { portFor } from './clients.ts';

const leases = 'coordination.k8s.io/v1/leases';
const target = (holder: string) => ({ namespace: 'backup', name: 'operator', holder });

let clock: TestClock;
let server: ApiServer;
let port: ClusterPort;
beforeEach(async () => {
  clock = testClock();
  server = await startApiServer({ clock });
  port = await portFor(server.url);
});
afterEach(() => server.close());

const holder = (): unknown => (server.store.get(leases, 'backup', 'operator') as never as Stored)?.spec?.holderIdentity;
interface Stored {
  readonly spec?: { readonly holderIdentity?: string; readonly leaseTransitions?: number };
}

/** Lets the time go on until the work has ended. */
async function passing<A>(work: Promise<A>): Promise<A> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  while (!isOver) await clock.advance(500);
  return work;
}

/** `withLease` while the time goes on. */
function held<A>(...given: Parameters<typeof withLease<A>>): ReturnType<typeof withLease<A>> {
  return passing(withLease(...given));
}

/** Work that goes on until its signal. */
async function untilAborted(signal: AbortSignal): Promise<string> {
  await aborted(signal);
  return 'stopped';
}

function recorder(): { readonly events: Array<LeaseEvent>; readonly onEvent: (event: LeaseEvent) => void } {
  const events: Array<LeaseEvent> = [];
  return { events, onEvent: (event) => events.push(event) };
}

describe('withLease', () => {
  it('does the work while it holds the Lease, renews it, and gives it back', async () => {
    const { events, onEvent } = recorder();
    const ended = await held(
      port,
      target('a'),
      async () => {
        expect(holder()).toBe('a');
        await clock.sleep(20_000);
        return 7;
      },
      { clock, onEvent },
    );
    expect(ended).toEqual({ _tag: 'Right', right: { status: 'done', value: 7 } });
    expect(holder()).toBe('');
    expect(events).toEqual([{ type: 'acquired', holder: 'a' }, { type: 'released' }]);
    expect(server.requests.filter((line) => line.startsWith('PUT')).length).toBeGreaterThan(5);
  });

  it('waits while another one holds it, and takes over as soon as that one has given it back', async () => {
    const first = new AbortController();
    const { events, onEvent } = recorder();
    const one = withLease(port, target('a'), untilAborted, { clock, signal: first.signal });
    await expect.poll(holder).toBe('a');
    let isSecond = false;
    const two = withLease(
      port,
      target('b'),
      async () => {
        isSecond = true;
        return holder();
      },
      { clock, onEvent },
    );
    await clock.advance(30_000);
    expect(isSecond).toBe(false);
    first.abort();
    expect(orThrow(await passing(one))).toEqual({ status: 'done', value: 'stopped' });
    expect(orThrow(await passing(two))).toEqual({ status: 'done', value: 'b' });
    expect(events).toEqual([{ type: 'waiting', holder: 'a' }, { type: 'acquired', holder: 'b' }, { type: 'released' }]);
  });

  it('takes over from a holder that has died, after the whole duration and not before', async () => {
    const began = clock.now();
    // A process that ends without a word.
    const dead: Clock = { ...clock, sleep: () => new Promise(() => undefined) };
    void withLease(port, target('a'), untilAborted, { clock: dead });
    await expect.poll(holder).toBe('a');
    const ended = await held(port, target('b'), async () => clock.now() - began, { clock });
    const took = (orThrow(ended) as Extract<LeaseEnding<number>, { status: 'done' }>).value;
    expect(took).toBeGreaterThan(15_000);
    expect(took).toBeLessThan(60_000);
    const stored = server.store.get(leases, 'backup', 'operator') as never as Stored;
    expect(stored.spec?.leaseTransitions).toBe(1);
  });

  it.each([
    ['does not answer', { code: 0, reason: 'ConnectionFailed', message: 'gone', causes: [] }],
    ['refuses', { code: 403, reason: 'Forbidden', message: 'no more', causes: [] }],
    // Somebody writes labels faster than it can renew.
    ['lets it write', { code: 409, reason: 'Conflict', message: 'modified', causes: [] }],
  ])('aborts the work within the deadline when the server %s any more', async (_, failure) => {
    const { events, onEvent } = recorder();
    let isDown = false;
    const failing: ClusterPort = {
      ...port,
      replace: async (...call) => (isDown ? left(failure) : port.replace(...call)),
    };
    let downAt = 0;
    const ended = await held(
      failing,
      target('a'),
      async (signal) => {
        await clock.sleep(5000);
        isDown = true;
        downAt = clock.now();
        await aborted(signal);
        return clock.now() - downAt;
      },
      { clock, onEvent },
    );
    const ending = orThrow(ended);
    expect(ending.status).toBe('lost');
    expect((ending as { readonly value: number }).value).toBeLessThan(12_000);
    expect(events.map(({ type }) => type)).toEqual(['acquired', 'lost']);
    if (failure.code !== 409) expect(events[1]).toMatchObject({ failure: { reason: failure.reason } });
  });

  it('does not wait for an answer that never comes', async () => {
    let isSilent = false;
    const silent: ClusterPort = {
      ...port,
      replace: async (...call) => (isSilent ? new Promise(() => undefined) : port.replace(...call)),
    };
    const ended = await held(
      silent,
      target('a'),
      async (signal) => {
        isSilent = true;
        return untilAborted(signal);
      },
      { clock },
    );
    expect(orThrow(ended).status).toBe('lost');
  });

  it('notices at once that another one has taken it', async () => {
    const { events, onEvent } = recorder();
    const run = withLease(port, target('a'), untilAborted, { clock, onEvent });
    await expect.poll(holder).toBe('a');
    const stored = server.store.get(leases, 'backup', 'operator');
    server.store.put(leases, { ...stored, spec: { ...(stored?.spec as object), holderIdentity: 'thief' } });
    expect(orThrow(await passing(run))).toEqual({ status: 'lost', value: 'stopped' });
    expect(events[1]).toEqual({ type: 'lost', reason: 'thief holds it' });
    expect(holder()).toBe('thief');
  });

  it('keeps it through labels that others write, and through a deletion', async () => {
    const { events, onEvent } = recorder();
    const ended = await held(
      port,
      target('a'),
      async () => {
        for (let count = 0; count < 5; count += 1) {
          const stored = server.store.get(leases, 'backup', 'operator');
          server.store.put(leases, {
            ...stored,
            metadata: { ...(stored?.metadata as object), labels: { n: `${count}` } },
          });
          await clock.sleep(3000);
        }
        server.store.remove(leases, 'backup', 'operator');
        await clock.sleep(5000);
        return holder();
      },
      { clock, onEvent },
    );
    expect(orThrow(ended)).toEqual({ status: 'done', value: 'a' });
    expect(events.map(({ type }) => type)).toEqual(['acquired', 'released']);
  });

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])('says by how much another clock is %s, and counts by its own', async (_, difference) => {
    const { events, onEvent } = recorder();
    const other: Clock = { ...clock, now: () => clock.now() + difference };
    const stop = new AbortController();
    void withLease(port, target('a'), untilAborted, { clock: other, signal: stop.signal });
    await expect.poll(holder).toBe('a');
    const give = new AbortController();
    const waiting = withLease(port, target('b'), untilAborted, { clock, onEvent, signal: give.signal });
    await clock.advance(40_000);
    expect(holder()).toBe('a');
    give.abort();
    expect(orThrow(await passing(waiting))).toEqual({ status: 'aborted' });
    stop.abort();
    const skew = events.find((event) => event.type === 'clock-skew');
    expect(skew?.type === 'clock-skew' && Math.round(skew.milliseconds / 60_000)).toBe(difference / 60_000);
  });

  it('rejects with what the work rejects with, and gives the Lease back', async () => {
    const run = withLease(port, target('a'), () => Promise.reject(new Error('mine')), { clock });
    await expect(passing(run)).rejects.toThrow('mine');
    expect(holder()).toBe('');
  });

  it('asks on while the server is in trouble', async () => {
    server.setFaults(seededFaults(3, 0.4));
    const ended = await held(port, target('a'), async () => 1, { clock });
    expect(orThrow(ended)).toEqual({ status: 'done', value: 1 });
  });

  it('tells why the Lease can not be had', async () => {
    server.refuse(/leases/, { code: 403, reason: 'Forbidden', message: 'leases is forbidden' });
    const ended = await held(port, target('a'), untilAborted, { clock });
    expect(isLeft(ended) && ended.left[0].code).toBe('access-denied');
  });

  it.each<readonly [object, LeaseOptions]>([
    [{}, {}],
    [{ name: 'a', hodler: 'b' }, {}],
    [{ name: 'a' }, { duration: 1500 }],
    [{ name: 'a' }, { duration: 10_000 }],
    [{ name: 'a' }, { retryPeriod: 0 }],
    [{ name: 'a' }, { retryPeriod: 9000 }],
    [{ name: 'a' }, { renewDeadline: Number.NaN }],
    [{ name: 'a' }, { renewDeadlin: 1 } as LeaseOptions],
  ])('refuses %j with %j before anything is asked', async (lease, options) => {
    const ended = await held(port, lease as never, untilAborted, options);
    expect(isLeft(ended) && ended.left[0].code).toBe('option-invalid');
    expect(server.requests).toEqual([]);
  });

  it('lets one of ten work at a time, whatever goes wrong', { timeout: 60_000 }, async () => {
    server.setFaults(seededFaults(11, 0.2));
    let working = 0;
    let most = 0;
    const done: Array<number> = [];
    const one = async (index: number): Promise<void> => {
      for (;;) {
        const ended = await withLease(
          await portFor(server.url),
          target(`holder-${index}`),
          async (signal) => {
            working += 1;
            most = Math.max(most, working);
            await clock.sleep(3000, signal);
            working -= 1;
            return signal.aborted;
          },
          { clock },
        );
        if (isRight(ended) && ended.right.status === 'done') return void done.push(index);
      }
    };
    await passing(Promise.all(Array.from({ length: 10 }, (_, index) => one(index))));
    expect(most).toBe(1);
    expect(done).toHaveLength(10);
  });
});
