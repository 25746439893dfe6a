import * as core from '@stash-functions/core';
import * as status from '../src/index.ts';
import * as textfile from '../src/textfile.ts';
import { backupBatch, backupConfiguration, backupSession, claim, now } from './sessions.ts';

/** The output of an example in docs/errors/status.md: the problems in the result of its expression. */
export async function printExample(expression: string): Promise<string> {
  const names = { ...status, ...textfile, backupBatch, backupConfiguration, backupSession, claim, now };
  // The page is ours, so its examples may run, as a reader would run them.
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
