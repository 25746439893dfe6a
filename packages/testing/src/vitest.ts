/**
 * The setup file for vitest, `setupFiles: ['@stash-functions/testing/vitest']`. It adds the matchers to `expect`, also
 * for the compiler, and offers {@link describeEachBackend}.
 */
import { describe, expect, test } from 'vitest';
import { createMatchers, type FunctionMatchers } from './matchers/matchers.ts';
import { type EachBackendOptions, eachBackendWith, type ScenarioTests } from './scenario/each-backend.ts';

declare module 'vitest' {
  // The runner's own interface. vitest wants it to be extended like this.
  interface Matchers<T> extends FunctionMatchers<void> {}
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
