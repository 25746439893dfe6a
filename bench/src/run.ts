import { readdir } from 'node:fs/promises';
import {
  type BenchRow,
  type FigureRow,
  type GrowthRow,
  type HeapRow,
  measureGrowth,
  measureHeap,
  measureRow,
  type Ratio,
} from './measure.ts';

/**
 * Runs every area of this folder, or the named ones: `npm run bench -- templating`. An area is a file that exports
 * `rows`, `growth`, `heap`, `figures`, or several of them. A row that misses its limit fails the run.
 */
interface Area {
  readonly rows?: ReadonlyArray<BenchRow>;
  readonly growth?: ReadonlyArray<GrowthRow>;
  readonly heap?: ReadonlyArray<HeapRow>;
  readonly figures?: ReadonlyArray<FigureRow>;
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
    const ratios = await measureRow(row);
    for (const ratio of ratios) console.log(`    ${describe(ratio)} the time of ${ratio.peer}`);
    hold(ratios[0], row.limit);
  }
  for (const row of area.heap ?? []) {
    console.log(`  ${row.name}${row.aim === undefined ? '' : `  (aim: ${row.aim})`}`);
    const ratio = measureHeap(row);
    console.log(`    ${describe(ratio)} the heap of ${ratio.peer}`);
    hold(ratio, row.limit);
  }
  for (const row of area.growth ?? []) {
    console.log(`  ${row.name}: time a unit of input, 1 is linear`);
    for (const ratio of await measureGrowth(row)) console.log(`    ${describe(ratio)} at ${ratio.peer}`);
  }
  for (const { name: work, run } of area.figures ?? []) console.log(`  ${work}: ${await run()}`);
}

/** Fails the run where a ratio is above the limit of its row. */
function hold(ratio: Ratio | undefined, limit = Number.POSITIVE_INFINITY): void {
  if (ratio === undefined || ratio.median <= limit) return;
  console.log(`    FAILED: more than ${digits(limit)} × ${ratio.peer}`);
  process.exitCode = 1;
}

/** A ratio as text: `0.52 × (0.48–0.61)`. */
function describe({ median, range: [lowest, highest] }: Ratio): string {
  return `${digits(median).padStart(7)} × (${digits(lowest)}–${digits(highest)})`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
