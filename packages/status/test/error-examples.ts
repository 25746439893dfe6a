import * as core from '@stash-functions/core';
import * as status from '../src/index.ts';
import * as textfile from '../src/textfile.ts';
import { backupBatch, backupConfiguration, backupSession, claim, now } from './sessions.ts';

/** What an example of docs/errors/status.md prints: the problems of whatever its expression gives. */
export async function printExample(expression: string): Promise<string> {
  const names = { ...status, ...textfile, backupBatch, backupConfiguration, backupSession, claim, now };
  // The page is ours, and its examples are to be tried as a reader would.
  const result: ExampleResult = await new Function(...Object.keys(names), `return ${expression}`)(
    ...Object.values(names),
  );
  const { left = [], right, warnings = [], problems = [] } = result;
  return core.formatProblems([...left, ...(right?.warnings ?? []), ...warnings, ...problems]);
}

/** An Either, the status of a roll-up, or a value with its problems. */
interface ExampleResult {
  readonly left?: ReadonlyArray<core.Problem>;
  readonly right?: { readonly warnings?: ReadonlyArray<core.Problem> };
  readonly warnings?: ReadonlyArray<core.Problem>;
  readonly problems?: ReadonlyArray<core.Problem>;
}
