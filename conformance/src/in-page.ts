import { readManifests } from '@stash-functions/core';
import type { Problem } from '@stash-functions/core/decode';
import { lintManifests } from '@stash-functions/lint';
import { check } from './check.ts';

/** The misses of a file of vectors, for a page of a browser: one line each, with the number of the vector. */
export async function missesOf(lines: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const misses: Array<string> = [];
  for (const [index, line] of lines.entries()) {
    const miss = await check(JSON.parse(line));
    if (miss !== undefined) misses.push(`${index + 1} ${miss}`);
  }
  return misses;
}

/** Everything that loading and lint say of a text. A page of a browser and Node must say the same. */
export function problemsIn(text: string): ReadonlyArray<Problem> {
  const { manifests, problems } = readManifests(text);
  return [...problems, ...lintManifests(manifests)];
}
