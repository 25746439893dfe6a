import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem, Problems } from '@stash-functions/core/decode';
import { unlessProblems } from '@stash-functions/core/decode';
import type { Either } from 'fp-ts/lib/Either.js';
import { fingerprint } from './fingerprint.ts';
import { toExposition } from './metrics/exposition.ts';
import type { Metric, MetricLabels } from './metrics/metric.ts';
import { metricsProblem } from './metrics/metrics-problem-code.ts';
import { groupMetrics } from './metrics/push-plan.ts';

/**
 * Writes metrics for the text-file collector of node_exporter: a file `*.prom` for each group of `planPush`. So a
 * failure leaves the file of the last success unchanged.
 *
 * A file is written under another name and then renamed, so that a collector never reads half of it.
 *
 * Problems: `file-not-written` for each file.
 *
 * @param directory - that of the collector's `--collector.textfile.directory`; made where it does not exist
 * @returns the paths of the files
 */
export async function writeTextfiles(
  directory: string,
  metrics: ReadonlyArray<Metric>,
): Promise<Either<Problems<'file-not-written'>, ReadonlyArray<string>>> {
  const problems: Array<Problem<'file-not-written'>> = [];
  const files: Array<string> = [];
  for (const { key, metrics: ofGroup } of groupMetrics(metrics)) {
    const file = join(directory, `${fileName(key)}.prom`);
    const failure = await writeAtomically(directory, file, toExposition(ofGroup));
    if (failure === undefined) files.push(file);
    else problems.push(metricsProblem('file-not-written', { message: `${file} was not written: ${failure}` }));
  }
  return unlessProblems(problems, files);
}

async function writeAtomically(directory: string, file: string, text: string): Promise<string | undefined> {
  // The collector reads only names that end in `.prom`.
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(draft, text, { mode: 0o644 });
    await rename(draft, file);
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every character that is no letter, digit or `-` is escaped, so that two keys never share a file. */
function fileName(key: MetricLabels): string {
  const parts = Object.values(key).map((value) =>
    value.replaceAll(/[^a-zA-Z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16) ?? ''}_`),
  );
  const name = parts.join('.');
  return name.length <= longestFileName ? name : `${name.slice(0, longestFileName - 17)}.${fingerprint(parts)}`;
}

const longestFileName = 240;
