/**
 * The setup file for jest, `setupFilesAfterEnv: ['@stash-functions/testing/jest']`. It adds the matchers to `expect`,
 * also for the compiler, and offers {@link describeEachBackend}.
 */
import { describe, expect, test } from '@jest/globals';
import { createMatchers, type FunctionMatchers } from './matchers/matchers.ts';
import { type EachBackendOptions, eachBackendWith, type ScenarioTests } from './scenario/each-backend.ts';

declare module 'expect' {
  // The interface of `expect` from @jest/globals. jest wants it to be extended like this.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends FunctionMatchers<R> {}
}

declare global {
  namespace jest {
    // The interface of the global `expect`, in @types/jest, with its own type parameters.
    // biome-ignore lint/complexity/noBannedTypes: declarations of one interface must agree
    interface Matchers<R, T = {}> extends FunctionMatchers<R> {}
  }
}

expect.extend(createMatchers((text, ...hint) => expect(text).toMatchSnapshot(...hint)));

/**
 * A `describe` for each backend. It holds a test that the scenario resolves, and the tests that the callback adds.
 *
 * @param options - as for `backupScenarios`, or `restoreScenarios` with `occasion: 'restore'`
 */
export function describeEachBackend(options: EachBackendOptions, tests?: ScenarioTests): void {
  eachBackendWith({ describe, test, expect }, options, tests);
}
