import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestTexts } from './core/manifests.ts';
import type { FigureRow } from './measure.ts';

/** One program beside another one, each from its cold start to its end. */
interface ProgramRow {
  readonly name: string;
  readonly aim: string;
  /** Arguments of Node. */
  readonly ours: ReadonlyArray<string>;
  readonly peer: { readonly name: string; readonly args: ReadonlyArray<string> };
}

const command = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));
const require = createRequire(import.meta.url);
const eslint = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');

const folder = mkdtempSync(join(tmpdir(), 'stash-functions-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const texts = manifestTexts(1000);
for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.yaml`), text);
const single = join(folder, 'one.yml');
writeFileSync(single, texts.join('---\n'));
writeFileSync(
  join(folder, 'eslint.config.mjs'),
  `import yml from ${JSON.stringify(require.resolve('eslint-plugin-yml'))};\nexport default yml.configs.recommended;\n`,
);

const programs: ReadonlyArray<ProgramRow> = [
  {
    name: 'start and say the version',
    aim: 'as soon as Node itself',
    ours: [command, '--version'],
    peer: { name: 'node -e 0', args: ['-e', '0'] },
  },
  {
    name: 'lint one small file, cold',
    aim: 'Node and 60 ms',
    ours: [command, 'lint', join(folder, '0.yaml')],
    peer: { name: 'node -e 0', args: ['-e', '0'] },
  },
  {
    name: 'lint 1,000 documents in 1,000 files, cold',
    aim: 'at most 1 × eslint',
    ours: [command, 'lint', '--format', 'json', join(folder, '*.yaml')],
    peer: { name: 'eslint with eslint-plugin-yml', args: [eslint, '--format', 'json', '*.yaml'] },
  },
  {
    name: 'lint 1,000 documents in one file, cold',
    aim: 'at most 1 × eslint',
    ours: [command, 'lint', '--format', 'json', single],
    peer: { name: 'eslint with eslint-plugin-yml', args: [eslint, '--format', 'json', 'one.yml'] },
  },
];

/** The command beside Node itself, and beside a linter that reads the same documents and knows nothing of Kubernetes. */
export const figures: ReadonlyArray<FigureRow> = programs.map(({ name, aim, ours, peer }) => ({
  name: `${name} (aim: ${aim})`,
  run: async () => {
    const rounds = Array.from({ length: 7 }, () => ({ own: timeOf(ours), other: timeOf(peer.args) }));
    const ratio = median(rounds.map(({ own, other }) => own / other));
    const more = median(rounds.map(({ own, other }) => own - other));
    return `${ratio.toFixed(2)} × the time of ${peer.name}, ${more < 0 ? '' : '+'}${Math.round(more)} ms`;
  },
}));

/** Milliseconds from the start of a process to its end. */
function timeOf(args: ReadonlyArray<string>): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...args], { cwd: folder, maxBuffer: 1e9, encoding: 'utf8' });
  // Findings are no failure of the program.
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - begin;
}

function median(values: ReadonlyArray<number>): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
