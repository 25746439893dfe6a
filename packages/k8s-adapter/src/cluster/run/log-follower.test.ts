import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { type Clock, clockAt } from '../clock.ts';
import { latch } from '../latch.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { ClusterPort, LogOptions } from '../port/cluster-port.ts';
import { followLog } from './log-follower.ts';
import type { ContainerNow } from './log-reader.ts';

const fastClock = clockAt(10_000, () => 0.5);
/** A second lasts 66 milliseconds here: short, but long enough to be told from none where the machine is busy. */
const slowClock = clockAt(15, () => 0.5);
const none = (): Promise<never> => Promise.reject(new Error('not called'));
const refusal = (code: number, message = 'no'): ApiFailure => ({ code, reason: 'No', message, causes: [] });
const line = (second: number, text: string, end = '\n'): string =>
  `2026-01-01T00:00:0${second}.000000000Z ${text}${end}`;

/** The answer to a request for the log: a refusal, or text after which the stream may break off. */
type Answer =
  | ApiFailure
  | {
      readonly text: string;
      readonly isBroken?: boolean;
      readonly isSilent?: boolean;
      readonly isUnanswered?: boolean;
      /** Milliseconds of silence before the end. */
      readonly endsAfter?: number;
    };

async function follow(
  answers: ReadonlyArray<Answer>,
  now: Partial<ContainerNow> = {},
  restartsOnServer = 0,
  /** The number of the request at which the container ends; by default the last. */
  endsAt = answers.length,
  clock = fastClock,
): Promise<{
  readonly told: ReadonlyArray<string>;
  readonly requests: ReadonlyArray<LogOptions>;
  readonly retries: number;
}> {
  const requests: Array<LogOptions> = [];
  const end = latch();
  let retries = 0;
  const port: ClusterPort = {
    namespace: 'demo',
    create: none,
    apply: none,
    replaceStatus: none,
    replace: none,
    remove: none,
    list: none,
    watch: none,
    read: async () =>
      right({
        spec: { containers: [{ name: 'main' }] },
        status: { containerStatuses: [{ name: 'main', restartCount: restartsOnServer }] },
      }),
    logs: async (_, options) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? refusal(500);
      requests.push(options);
      if (requests.length >= endsAt) end.open();
      if ('isUnanswered' in answer) return new Promise(() => undefined);
      return 'code' in answer ? left(answer) : right(chunks(answer, clock));
    },
  };
  const told: Array<string> = [];
  const lines = followLog({
    port,
    clock,
    namespace: 'demo',
    instance: { step: 'main', index: 0, pod: 'backup-a', restarts: 0 },
    ended: end.signal,
    container: () => ({ restarts: 0, canRestart: false, isRunning: false, hasEnd: true, ...now }),
    signal: latch().signal,
    maxLineLength: 1_000_000,
    giveUpAfter: 600_000,
    onRetry: () => {
      retries += 1;
    },
  });
  for await (const event of lines) told.push(event.type === 'log-line' ? event.text : event.reason);
  return { told, requests, retries };
}

async function* chunks(
  {
    text,
    isBroken,
    isSilent,
    endsAfter = 0,
  }: {
    readonly text: string;
    readonly isBroken?: boolean;
    readonly isSilent?: boolean;
    readonly endsAfter?: number;
  },
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  if (isSilent === true) await new Promise(() => undefined);
  yield Buffer.from(text);
  await clock.sleep(endsAfter);
  if (isBroken === true) throw new Error('aborted');
}

describe('followLog', () => {
  const whole = { text: line(1, 'a') + line(2, 'b') };

  it.each<[string, ReadonlyArray<Answer>, ReadonlyArray<string>]>([
    ['reads a log', [whole], ['a', 'b']],
    [
      'waits out a container that is being created',
      [refusal(400, 'ContainerCreating'), refusal(400), whole],
      ['a', 'b'],
    ],
    ['carries on after a break', [{ text: line(1, 'a'), isBroken: true }, whole], ['a', 'b']],
    [
      'leaves out half a line that comes again',
      [{ text: line(1, 'a') + line(2, 'b', '').slice(0, -1) }, whole],
      ['a', 'b'],
    ],
    ['carries on after an early end', [{ text: line(1, 'a') }, whole], ['a', 'b']],
    ['gives a last line without its end', [{ text: line(1, 'a') + line(2, 'b', '') }], ['a', 'b']],
    ['keeps empty lines', [{ text: line(1, '') + line(2, 'b') }], ['', 'b']],
    [
      'says that a log is gone with its pod',
      [{ text: line(1, 'a'), isBroken: true }, refusal(404)],
      ['a', 'LogIncomplete'],
    ],
    ['says that a log may not be read', [refusal(403)], ['LogIncomplete']],
    [
      'says what the kubelet says instead of a log',
      [{ text: 'unable to retrieve container logs\n' }],
      ['LogUnreadable', 'LogIncomplete'],
    ],
    ['gives up when the log can not be had for long', [refusal(503)], ['LogIncomplete']],
  ])('%s', async (_, answers, told) => {
    expect((await follow(answers)).told).toEqual(told);
  });

  const kubeletStarts: ApiFailure = { ...refusal(404), kind: 'pods/log' };
  const many = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, index) => line(from + index, `${from + index}`)).join('');

  it.each<[string, ReadonlyArray<Answer>, ReadonlyArray<string>]>([
    [
      'a kubelet that is starting',
      [{ text: line(1, 'a'), isBroken: true }, kubeletStarts, kubeletStarts, whole],
      ['a', 'b'],
    ],
    ['the end of a log that its pod has taken along', [whole, refusal(404)], ['a', 'b']],
    [
      'a last line without its end, and a pod that is gone',
      [{ text: line(1, 'a') + line(2, 'b', '') }, refusal(404)],
      ['a', 'b'],
    ],
    [
      'a container that is removed before its pod',
      [whole, { text: 'unable to retrieve container logs for containerd://93b3' }, refusal(404)],
      ['a', 'b'],
    ],
    [
      'a file that is begun twice in one stream',
      [{ text: many(0, 3) + many(1, 3) + many(3, 5) }],
      ['0', '1', '2', '3', '4'],
    ],
    [
      'lines that were rotated away in the middle',
      [{ text: many(0, 3), isBroken: true }, { text: many(6, 9) }],
      ['0', '1', '2', 'LogIncomplete', '6', '7', '8'],
    ],
    ['an end that was rotated away', [{ text: many(0, 3) }, { text: '' }], ['0', '1', '2', 'LogIncomplete']],
    [
      'a log that was rotated when all of it had been read',
      [{ text: many(0, 3), endsAfter: 5_000 }, { text: '' }],
      ['0', '1', '2'],
    ],
  ])('gets over %s', async (_, answers, told) => {
    expect((await follow(answers, {}, 0, 1, slowClock)).told).toEqual(told);
  });

  it('gives a log up for a kubelet that complains five times in a row, and not for connections that break between', async () => {
    const complaint = { text: 'unable to retrieve container logs for containerd://93b3' };
    const broken = { text: '', isBroken: true };
    const answers = [broken, broken, broken, broken, complaint, broken, complaint, whole];
    expect((await follow(answers, {}, 0, 1)).told).toEqual(['a', 'b']);
    expect((await follow([complaint], {}, 0, 1)).told).toContain('LogIncomplete');
  });

  it('does not take the good end of a stream for the end of a log whose kubelet is gone', async () => {
    const { told } = await follow([{ text: many(0, 3) }, refusal(404)], { hasEnd: false }, 0, 1);
    expect(told).toEqual(['0', '1', '2', 'LogIncomplete']);
  });

  it('reads once what there is of a container that runs on when the run is over', async () => {
    const { told, requests } = await follow([whole, whole], { isRunning: true });
    expect({ told, last: requests.at(-1)?.follow }).toEqual({ told: ['a', 'b'], last: false });
  });

  it('says that a log has most likely lost its beginning, where it is read late and is long', async () => {
    const text = Array.from({ length: 9 }, (_, second) => line(second, 'x'.repeat(200_000))).join('');
    const { told } = await follow([{ text }], { startedAt: '2025-12-31T23:59:00Z' });
    expect(told.filter((one) => one === 'LogIncomplete')).toHaveLength(1);
    const quiet = await follow([whole], { startedAt: '2025-12-31T23:59:00Z' });
    expect(quiet.told).toEqual(['a', 'b']);
  });

  it('waits as long as the server asks', async () => {
    const begin = fastClock.now();
    expect((await follow([{ ...refusal(429), retryAfter: 100_000 }, whole])).told).toEqual(['a', 'b']);
    expect(fastClock.now() - begin).toBeGreaterThan(100_000);
  });

  it.each([{ isUnanswered: true }, { isSilent: true }])(
    'says nothing of a container that is quiet, %o',
    async (how) => {
      const { told, retries } = await follow([{ text: '', ...how }, { text: '', ...how }, whole]);
      expect({ told, retries }).toEqual({ told: ['a', 'b'], retries: 0 });
    },
  );

  it('tells nobody of a container that is not there yet', async () => {
    expect((await follow([refusal(400), refusal(400), whole])).retries).toBe(0);
  });

  it('asks from a second before the last line on', async () => {
    const { requests } = await follow([{ text: line(5, 'a'), isBroken: true }, { text: line(5, 'a') }]);
    expect(requests.map((request) => request.sinceTime)).toEqual(
      [undefined, ...Array(3).fill('2026-01-01T00:00:04Z')].slice(0, requests.length),
    );
    expect(requests[0]).toMatchObject({ container: 'main', follow: true, timestamps: true });
    expect(requests.at(-1)).toMatchObject({ follow: false });
  });

  it('asks for the previous instance once the container was restarted, also when only the server knows', async () => {
    const known = await follow([whole], { restarts: 1, canRestart: true }, 1);
    expect(known.requests.every((request) => request.previous === true)).toBe(true);
    const unknown = await follow([whole], { canRestart: true }, 1);
    expect(unknown.requests.map((request) => request.previous).slice(0, 2)).toEqual([false, true]);
    expect(unknown.told).toEqual(['a', 'b']);
  });

  it('says that the log of an instance is gone with the second restart', async () => {
    expect((await follow([whole], { restarts: 2, canRestart: true }, 2)).told).toEqual(['LogIncomplete']);
  });
});
