import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { stillPort } from '../../../test/fake-port.ts';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { CreateOptions } from '../port/cluster-port.ts';
import { type EnsureJobOptions, ensureJob, nameJob } from './ensure-job.ts';

const exists: ApiFailure = { code: 409, reason: 'AlreadyExists', message: 'it exists', causes: [] };
const refusal = (code: number): ApiFailure => ({ code, reason: 'No', message: 'no', causes: [] });
const job = { metadata: { name: 'backup', namespace: 'demo' }, spec: { backoffLimit: 0 } };
const named = nameJob(job, 'default', () => 0.5);
const own: JsonObject = isRight(named) ? { ...named.right.object } : {};
const going: JsonObject = {
  ...own,
  metadata: { ...(own.metadata as object), deletionTimestamp: '2026-01-01T00:00:00Z' },
};
const other: JsonObject = { ...own, metadata: { name: 'backup' }, spec: { backoffLimit: 6 } };

/** Makes the Job with these answers of the server, one after the other; the last answer stays. */
async function ensure(
  creates: ReadonlyArray<ApiFailure | JsonObject>,
  reads: ReadonlyArray<ApiFailure | JsonObject>,
  options: Partial<EnsureJobOptions> = {},
) {
  const slept: Array<number> = [];
  const clock: Clock = { now: () => 0, random: () => 0, sleep: async (milliseconds) => void slept.push(milliseconds) };
  const created: Array<CreateOptions | undefined> = [];
  let read = 0;
  const answer = (answers: ReadonlyArray<ApiFailure | JsonObject>, index: number) => {
    const one = answers[Math.min(index, answers.length - 1)] ?? refusal(500);
    return 'code' in one ? left(one as ApiFailure) : right(one as JsonObject);
  };
  const port = stillPort({
    clock,
    port: {
      create: async (_, given) => {
        created.push(given);
        return answer(creates, created.length - 1);
      },
      read: async () => answer(reads, read++),
    },
  });
  if (isLeft(named)) throw new Error('the Job has no name');
  const result = await ensureJob(port, named.right, { fieldManager: 'me', clock, ...options });
  const said = isLeft(result) ? result.left[0].code : result.right.adopted ? 'adopted' : 'made';
  return { said, created, slept, reads: read };
}

describe('ensureJob', () => {
  it('makes a Job, in the name of its manager and without the signal', async () => {
    const signal = new AbortController().signal;
    const { said, created, reads } = await ensure([own], [], { signal });
    expect([said, reads]).toEqual(['made', 0]);
    expect(created).toEqual([{ fieldManager: 'me', dryRun: false, onWarning: undefined }]);
  });

  it.each<readonly [string, JsonObject | ApiFailure, string]>([
    ['adopts a Job with the same content', own, 'adopted'],
    ['refuses one with another content', other, 'job-differs'],
    ['tells why it can not look at it', refusal(403), 'access-denied'],
  ])('%s', async (_, stored, said) => {
    expect(await ensure([exists], [stored])).toMatchObject({ said, slept: [] });
  });

  it('looks at no Job that the server refuses for another reason', async () => {
    expect(await ensure([refusal(422)], [own])).toMatchObject({ said: 'api-rejected', reads: 0 });
  });

  it('waits for one that is being deleted, whatever its content, and makes its own', async () => {
    const { said, created, slept } = await ensure([exists, exists, own], [going, going]);
    expect([said, created.length]).toEqual(['made', 3]);
    // With the least jitter: half of 0.5 s, then of 1 s.
    expect(slept).toEqual([250, 500]);
  });

  it('makes its own where the other one has gone meanwhile', async () => {
    expect(await ensure([exists, own], [refusal(404)])).toMatchObject({ said: 'made', reads: 1 });
  });

  it('waits for no more than twelve attempts, about two minutes', async () => {
    const { said, created, slept } = await ensure([exists], [going]);
    expect([said, created.length, slept.length]).toEqual(['object-exists', 12, 11]);
    expect(slept.reduce((sum, one) => sum + one) * 2).toBeGreaterThan(120_000);
  });

  it('does not wait in a dry run', async () => {
    const { said, created, slept } = await ensure([exists], [going], { dryRun: true });
    expect([said, created.length, slept]).toEqual(['object-exists', 1, []]);
    expect(created[0]).toMatchObject({ dryRun: true });
  });

  it('makes nothing any more once it is given up', async () => {
    const abort = new AbortController();
    abort.abort();
    const { said, created } = await ensure([exists], [going], { signal: abort.signal });
    expect([said, created.length]).toEqual(['object-exists', 1]);
  });
});

describe('nameJob', () => {
  const nameOf = (metadata: object | undefined, random = 0.5) => {
    const result = nameJob({ ...(metadata === undefined ? {} : { metadata }) }, 'default', () => random);
    return isLeft(result) ? result.left[0].code : `${result.right.target.namespace}/${result.right.target.name}`;
  };

  it.each<readonly [object | undefined, number, string]>([
    [{ name: 'a', namespace: 'demo' }, 0, 'demo/a'],
    [{ name: 'a' }, 0, 'default/a'],
    [{ generateName: 'a-' }, 0, 'default/a-bbbbb'],
    [{ generateName: 'a-' }, 0.999, 'default/a-99999'],
    [{ name: 'a', generateName: 'b-' }, 0, 'default/a'],
    [{ name: '' }, 0, 'object-incomplete'],
    [{}, 0, 'object-incomplete'],
    [undefined, 0, 'object-incomplete'],
  ])('names %j with the random %d as %s', (metadata, random, name) => {
    expect(nameOf(metadata, random)).toBe(name);
  });

  it('keeps what else the metadata holds, and puts the hash of the content beside it', () => {
    const made = nameJob({ metadata: { name: 'a', labels: { b: 'c' } } as object }, 'default', () => 0);
    expect(isRight(made) && made.right.object).toMatchObject({
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      metadata: { name: 'a', namespace: 'default', labels: { b: 'c' }, annotations: expect.any(Object) },
    });
  });
});
