import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { ClusterPort } from '../port/cluster-port.ts';
import { cleanUp } from './clean-up.ts';
import { runSettings } from './run-options.ts';

const none = (): Promise<never> => Promise.reject(new Error('not called'));
const base = {
  ...{ namespace: 'demo', read: none, create: none, apply: none, replaceStatus: none, replace: none },
  ...{ list: none, watch: none, logs: none },
};
const job = { namespace: 'demo', name: 'backup', uid: 'job-1' };
const outcome = { status: 'succeeded', job, steps: [], duration: 1 } as const;
const settings = runSettings({ cleanUp: 'always' });
const ready = async (): Promise<void> => undefined;

describe('cleanUp', () => {
  it('deletes the Job that was run, by its uid, and no other of its name', async () => {
    const removed: Array<unknown> = [];
    const remove: ClusterPort['remove'] = async (target, options) => {
      removed.push(target.name, options?.uid);
      return right(undefined);
    };
    expect(await cleanUp({ ...base, remove }, outcome, settings, ready)).toBe(outcome);
    expect(removed).toEqual(['backup', 'job-1']);
  });

  it.each([
    [404, false],
    [409, false],
    [403, true],
  ])('after the answer %i has a problem: %s', async (code, hasProblem) => {
    const remove = async () => left({ code, reason: 'No', message: 'no', causes: [] });
    const result = await cleanUp({ ...base, remove }, outcome, settings, ready);
    expect(result.cleanUpProblems !== undefined).toBe(hasProblem);
  });
});
