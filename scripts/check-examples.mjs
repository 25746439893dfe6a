/**
 * Runs each story of examples/ on the built packages, and compares its output with its expected-output.txt. A story is
 * a folder with a main.ts. Each line of its runs.txt is one run: a name, the arguments, the exit code. Without that
 * file it runs once, without arguments, and must end with 0. `--update` writes the output as the expectation.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

export async function checkExamples({ update = false } = {}) {
  let passed = 0;
  const differences = [];
  for (const story of readdirSync('examples').sort()) {
    const folder = `examples/${story}`;
    if (!existsSync(`${folder}/main.ts`)) continue;
    for (const { expected, args, exitCode } of runsOf(folder)) {
      const output = await run('tsx', ['--tsconfig', 'tsconfig.dist.json', `${folder}/main.ts`, ...args], {
        expect: [exitCode],
        env: { NO_COLOR: '1' },
      });
      if (update) writeFileSync(expected, output);
      else if (!existsSync(expected)) differences.push(`${expected} is missing; the story printed:\n${output}`);
      else if (readFileSync(expected, 'utf8') === output) passed += 1;
      else differences.push(firstDifference(expected, output));
    }
  }
  if (differences.length > 0) throw Object.assign(new Error(differences.join('\n\n')), { failed: differences.length });
  return { passed };
}

/** One run in each line, `name: arguments = exit code`; its output is in `expected-NAME.txt`. */
function runsOf(folder) {
  const once = [{ expected: `${folder}/expected-output.txt`, args: [], exitCode: 0 }];
  if (!existsSync(`${folder}/runs.txt`)) return once;
  const lines = readFileSync(`${folder}/runs.txt`, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, args, exitCode] = /^([\w-]+):(.*)=\s*(\d+)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`${folder}/runs.txt has a line that is no run: ${line}`);
      const words = args.split(' ').filter((word) => word !== '');
      return { expected: `${folder}/expected-${name}.txt`, args: words, exitCode: Number(exitCode) };
    });
}

function firstDifference(expected, output) {
  const wanted = readFileSync(expected, 'utf8').split('\n');
  const actual = output.split('\n');
  const line = wanted.findIndex((text, index) => text !== actual[index]);
  const at = line === -1 ? wanted.length : line;
  return `${expected}:${at + 1} expects\n${wanted[at] ?? '(the end)'}\nand the story prints\n${actual[at] ?? '(the end)'}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed } = await checkExamples({ update: process.argv.includes('--update') });
  console.log(`${passed} passed`);
}
