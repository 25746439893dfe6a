import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../testing/src/cluster.ts';
import { type ApiFailure, connectionFailure } from '../port/api-failure.ts';
import type { ClusterPort, WatchEvent } from '../port/cluster-port.ts';
import { watchLoop } from './watch-loop.ts';

const clock = testClock({ pause: 0 });
const none = (): Promise<never> => Promise.reject(new Error('not called'));
const expired: WatchEvent = { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } };
const added = (version: string): WatchEvent => ({ type: 'ADDED', object: { metadata: { resourceVersion: version } } });
const refusal = (code: number): ApiFailure => ({ code, reason: 'No', message: 'no', causes: [] });

/** A port whose watches come from a list; the last one repeats. */
function portOf(
  watches: ReadonlyArray<ApiFailure | (() => AsyncIterable<WatchEvent>)>,
  list: ApiFailure | undefined = undefined,
): ClusterPort & { readonly calls: Array<string> } {
  const calls: Array<string> = [];
  let index = 0;
  return {
    calls,
    namespace: 'demo',
    read: none,
    create: none,
    apply: none,
    replaceStatus: none,
    replace: none,
    remove: none,
    logs: none,
    list: async () => {
      calls.push('list');
      return list === undefined ? right({ resourceVersion: '10', items: [] }) : left(list);
    },
    watch: async (_, { resourceVersion }) => {
      calls.push(`watch ${resourceVersion}`);
      const watch = watches[Math.min(index++, watches.length - 1)];
      if (watch === undefined) return left(refusal(500));
      return typeof watch === 'function' ? right(watch()) : left(watch);
    },
  };
}

async function* events(...items: ReadonlyArray<WatchEvent>): AsyncGenerator<WatchEvent> {
  yield* items;
}

async function* quiet(seconds: number): AsyncGenerator<WatchEvent> {
  await clock.sleep(seconds * 1000);
  yield* events();
}

async function follow(
  port: ClusterPort,
  hours: number,
  onAttempt: (attempt: number) => void = () => undefined,
): Promise<{ readonly failure: ApiFailure | undefined; readonly retries: number; readonly took: number }> {
  const controller = new AbortController();
  const begin = clock.now();
  let retries = 0;
  const loop = watchLoop({
    port,
    clock,
    collection: { apiVersion: 'v1', kind: 'Pod', namespace: 'demo' },
    signal: controller.signal,
    giveUpAfter: 600_000,
    onList: () => undefined,
    onChange: () => undefined,
    onRetry: ({ attempt }) => {
      retries += 1;
      onAttempt(attempt);
    },
  }).then((failure) => ({ failure, took: clock.now() - begin }));
  await clock.advance(hours * 3_600_000);
  controller.abort();
  return { ...(await loop), retries };
}

describe('watchLoop', () => {
  it('stays with a collection that is quiet for hours, without a word', async () => {
    const port = portOf([() => quiet(60)]);
    expect(await follow(port, 3)).toMatchObject({ failure: undefined, retries: 0 });
    expect(port.calls.filter((call) => call === 'list')).toHaveLength(1);
  });

  it('stays with a server that ends every stream at once, and does not run it over', async () => {
    const port = portOf([() => events()]);
    expect((await follow(port, 1)).failure).toBeUndefined();
    expect(port.calls.length).toBeLessThan(250);
  });

  it('carries on from the last event', async () => {
    const port = portOf([() => events(added('11'), { ...added('15'), type: 'BOOKMARK' }), () => quiet(60)]);
    await follow(port, 0.1);
    expect(port.calls.slice(0, 3)).toEqual(['list', 'watch 10', 'watch 15']);
  });

  it('asks again within two seconds, however often a stream that brings something ends early', async () => {
    let version = 10;
    const next = (): AsyncIterable<WatchEvent> => {
      version += 1;
      return events(added(String(version)));
    };
    const port = portOf([next]);
    await follow(port, 0.5);
    // Half an hour has 1,800 seconds; with back-off there would be about a hundred watches.
    const watches = port.calls.filter((call) => call.startsWith('watch')).length;
    expect(watches).toBeGreaterThan(600);
    expect(watches).toBeLessThan(2_500);
  });

  it.each<[string, ApiFailure | (() => AsyncIterable<WatchEvent>)]>([
    ['inside the stream', () => events(expired)],
    ['as the answer', refusal(410)],
  ])('lists anew at once when the version has expired, told %s', async (_, watch) => {
    const port = portOf([watch, () => quiet(60)]);
    expect(await follow(port, 0.1)).toMatchObject({ failure: undefined, retries: 0 });
    expect(port.calls.slice(0, 4)).toEqual(['list', 'watch 10', 'list', 'watch 10']);
  });

  it('begins its back-off anew with a version that has expired, as after a restart of the server', async () => {
    const trouble = refusal(500);
    const port = portOf([trouble, trouble, trouble, trouble, refusal(410), trouble, () => quiet(60)]);
    const attempts: Array<number> = [];
    await follow(port, 0.1, (attempt) => attempts.push(attempt));
    expect(attempts).toEqual([1, 2, 3, 4, 1]);
  });

  it('gives up when nothing has come through for its time, and not before', async () => {
    const failure = connectionFailure(new Error('refused'));
    const { failure: last, took } = await follow(portOf([], failure), 3);
    expect(last).toEqual(failure);
    expect(took).toBeGreaterThan(600_000);
    expect(took).toBeLessThan(700_000);
  });

  it('meets a version that has expired again and again with back-off', async () => {
    const port = portOf([refusal(410)]);
    expect((await follow(port, 0.1)).failure).toBeUndefined();
    expect(port.calls.length).toBeLessThan(60);
  });

  it('waits as long as the server asks', async () => {
    const port = portOf([{ ...refusal(429), retryAfter: 200_000 }]);
    const { retries } = await follow(port, 0.5);
    expect(retries).toBeGreaterThan(1);
    expect(retries).toBeLessThan(11);
  });

  it('opens a watch anew that stays silent past its end', async () => {
    const port = portOf([() => quiet(100_000)]);
    const { retries } = await follow(port, 0.2);
    expect(retries).toBeGreaterThan(2);
  });

  it('gives up soon when access is denied', async () => {
    expect(await follow(portOf([], refusal(403)), 3)).toMatchObject({ failure: refusal(403), retries: 3 });
  });
});
