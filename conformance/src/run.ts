import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { check } from './check.ts';
import { scoreReviews } from './reviews.ts';

/**
 * Compares the packages with test vectors. `npm run conformance -- DIR` reads every `*.jsonl` file of DIR, by default
 * the vectors of this folder. It prints the misses, then a line for each file: `templates.jsonl 2746/2746`.
 *
 * Without a DIR it lints the documents of reviews/ too. Recall is the part of the reviewer's remarks that lint finds.
 * Precision is the part of the findings that are remarks. It exits with 1 on any miss, and with 2 where DIR holds no
 * vector.
 */
const [given] = process.argv.slice(2);
const directory = given ?? join(import.meta.dirname, '..', 'vectors');
const files = (await readdir(directory)).filter((file) => file.endsWith('.jsonl')).sort();
const summary: Array<string> = [];
let vectors = 0;
let misses = 0;

for (const file of files) {
  let passed = 0;
  let total = 0;
  for await (const line of createInterface({ input: createReadStream(join(directory, file)), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    total += 1;
    const miss = await check(JSON.parse(line));
    if (miss === undefined) passed += 1;
    else console.log(`${file}:${total} ${miss}`);
  }
  summary.push(`${file} ${passed}/${total}`);
  vectors += total;
  misses += total - passed;
}

if (given === undefined) {
  const score = scoreReviews(join(import.meta.dirname, '..', 'reviews'));
  for (const miss of score.misses) console.log(miss);
  summary.push(`reviews recall ${score.found}/${score.said}`, `reviews precision ${score.right}/${score.findings}`);
  misses += score.misses.length;
}

console.log(summary.join('\n'));
if (vectors === 0) console.error(`no vectors in ${directory}`);
process.exitCode = vectors === 0 ? 2 : misses > 0 ? 1 : 0;
