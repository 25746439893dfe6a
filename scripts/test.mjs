/**
 * Everything that must hold before a change lands, in one command that does its own set-up: `npm test`. Names of steps
 * as arguments run only those: `npm test -- lint unit`. Ends with a line that counts what was checked.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExamples } from './check-examples.mjs';
import { checkPackages } from './check-packages.mjs';
import { checkUnitTesting } from './check-unit-testing.mjs';
import { CommandFailed, run } from './run.mjs';
import { build, install } from './setup.mjs';
import { smokeTest } from './smoke.mjs';

/** In order; each resolves with how many checks passed, and rejects at the first failure. */
const steps = {
  install: () => install().then(nothing),
  lint: () => run('biome', ['ci', '--colors=off', '--error-on-warnings', '.']).then(one),
  typecheck: () => run('tsc', ['--noEmit', '-p', 'tsconfig.json']).then(one),
  build: () => build().then(nothing),
  unit: () => vitest('vitest', []),
  client2: withSecondClient,
  docs: () => run('typedoc', ['--emit', 'none']).then(one),
  knip: () => run('knip', []).then(one),
  packages: checkPackages,
  smoke: smokeTest,
  unitTesting: checkUnitTesting,
  examples: checkExamples,
  conformance,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = Date.now();
  try {
    const result = await step();
    passed += result.passed;
    skipped += result.skipped ?? 0;
    const notes = [`${result.passed} passed`, ...(result.skipped ? [`${result.skipped} skipped`] : [])];
    console.log(`✓ ${name.padEnd(12)} ${seconds(start).padStart(5)} s  ${notes.join(', ')}`);
    if (result.note !== undefined) console.log(indent(result.note));
  } catch (error) {
    failed += error.failed ?? 1;
    console.log(`✗ ${name.padEnd(12)} ${seconds(start).padStart(5)} s`);
    console.log(indent(error instanceof CommandFailed ? error.message : (error.stack ?? String(error))));
    // Without these, whatever follows fails as well and hides the cause.
    if (name === 'install' || name === 'build') break;
  }
}
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

/** The tests of what talks to a cluster once more, with the other major of the Kubernetes client, which needs Node 22.19. */
async function withSecondClient() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const node = major > 22 || (major === 22 && minor >= 19) ? ['node'] : ['npx', '-y', 'node@22'];
  const [command, ...args] = [...node, 'node_modules/vitest/vitest.mjs'];
  const folders = ['packages/k8s-adapter/test', 'packages/k8s-adapter/src/cluster'];
  return vitest(command, args, { folders, env: { CLIENT_NODE: '2' } });
}

async function vitest(command, args, { folders = [], env = {} } = {}) {
  const report = join(tmpdir(), `stash-functions-tests-${process.pid}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    await run(command, [...args, 'run', ...reporters, ...folders], { env });
    const { numPassedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, skipped: numPendingTests };
  } finally {
    rmSync(report, { force: true });
  }
}

async function conformance() {
  const output = await run('tsx', ['--tsconfig', 'tsconfig.dist.json', 'conformance/src/run.ts']);
  const counts = [...output.matchAll(/ (\d+)\/\d+$/gm)].map(([, count]) => Number(count));
  return { passed: counts.reduce((sum, count) => sum + count, 0), note: output.trim() };
}

function nothing() {
  return { passed: 0 };
}

function one() {
  return { passed: 1 };
}

function seconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1);
}

function indent(text) {
  return text.trimEnd().replaceAll(/^/gm, '    ');
}
