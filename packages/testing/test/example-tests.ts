import { expect } from 'vitest';
import '../src/vitest.ts';

/** A test of the example, collected and not yet run. */
interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

/** The first test that fails. A file that cannot be loaded fails as a whole. */
export async function firstFailure(file: URL, round: string): Promise<string | undefined> {
  try {
    return (await collectTests(file, round)).find(fails)?.name;
  } catch (error) {
    return String(error);
  }
}

/**
 * The tests in a file of the example, for the manifests in the current folder. Snapshots do not count here: one would
 * notice any change, but the question is what the assertions notice.
 */
async function collectTests(file: URL, round: string): Promise<ReadonlyArray<CollectedTest>> {
  const collected: Array<CollectedTest> = [];
  const it = (name: string, run: () => unknown): void => {
    collected.push({ name, run });
  };
  const each =
    (table: ReadonlyArray<unknown>) =>
    (name: string, run: (...row: ReadonlyArray<unknown>) => unknown): void => {
      for (const row of table) it(name, () => run(...(Array.isArray(row) ? row : [row])));
    };
  Object.assign(globalThis, {
    describe: (_: string, body: () => void) => body(),
    it: Object.assign(it, { each }),
    expect,
  });
  expect.extend({ toMatchResolvedSnapshot: () => ({ pass: true, message: () => '' }) });
  await import(/* @vite-ignore */ `${file.pathname}?round=${round}`);
  return collected;
}

function fails({ run }: CollectedTest): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
