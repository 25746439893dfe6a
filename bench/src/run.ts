import { readdir } from 'node:fs/promises';
import { type BenchRow, type GrowthRow, measureGrowth, measureRow, type Ratio } from './measure.ts';

/**
 * Runs every area of this folder, or those whose names are given: `npm run bench -- templating`. An area is a file that
 * exports `rows`, `growth`, or both.
 */
interface Area {
  readonly rows?: ReadonlyArray<BenchRow>;
  readonly growth?: ReadonlyArray<GrowthRow>;
}

const tooling = new Set(['run.ts', 'measure.ts']);
const wanted = process.argv.slice(2);
const files = (await readdir(new URL('.', import.meta.url))).filter(
  (file) => file.endsWith('.ts') && !tooling.has(file),
);

for (const file of files.sort()) {
  const name = file.replace(/\.ts$/, '');
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const area: Area = await import(new URL(file, import.meta.url).href);
  console.log(`\n${name}`);
  for (const row of area.rows ?? []) {
    console.log(`  ${row.name}${row.aim === undefined ? '' : `  (aim: ${row.aim})`}`);
    for (const ratio of await measureRow(row)) console.log(`    ${describe(ratio)} the time of ${ratio.peer}`);
  }
  for (const row of area.growth ?? []) {
    console.log(`  ${row.name}: time a unit of input, 1 is linear`);
    for (const ratio of await measureGrowth(row)) console.log(`    ${describe(ratio)} at ${ratio.peer}`);
  }
}

/** `0.52 × (0.48–0.61)` */
function describe({ median, range: [lowest, highest] }: Ratio): string {
  return `${digits(median).padStart(7)} × (${digits(lowest)}–${digits(highest)})`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
