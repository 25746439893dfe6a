/**
 * Everything that must hold before a change lands, in one command that does its own set-up: `npm test`. Names of steps
 * as arguments run only those: `npm test -- lint unit`. At the end comes a table of the steps, and a line with the
 * number of checks.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkApi } from './api-report.mjs';
import { checkCli } from './check-cli.mjs';
import { checkExamples } from './check-examples.mjs';
import { checkPackages } from './check-packages.mjs';
import { checkSizes } from './check-sizes.mjs';
import { checkUnitTesting } from './check-unit-testing.mjs';
import { checkWords } from './check-words.mjs';
import { dryWalks } from './dry-walks.mjs';
import { seconds, withProgress } from './progress.mjs';
import { CommandFailed, run } from './run.mjs';
import { build, install } from './setup.mjs';
import { smokeTest } from './smoke.mjs';

/** The steps in their order. Each resolves with the number of checks that passed, and rejects at the first failure. */
const steps = {
  install: () => install().then(nothing),
  lint: () => run('biome', ['ci', '--colors=off', '--error-on-warnings', '.']).then(one),
  words: () => checkWords(),
  walks: async () => dryWalks(),
  spelling: () =>
    run('cspell', ['lint', '--no-progress', '--quiet', '-c', 'words/cspell.json'], { cwd: 'site' }).then(one),
  typecheck,
  build: () => build().then(nothing),
  unit: () => vitest('vitest', []),
  client2: withSecondClient,
  docs: () => run('typedoc', ['--emit', 'none']).then(one),
  api: checkApi,
  knip: () => run('knip', []).then(one),
  packages: checkPackages,
  sizes: checkSizes,
  smoke: smokeTest,
  unitTesting: checkUnitTesting,
  examples: checkExamples,
  cli: checkCli,
  conformance,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

// Everything that a step leaves behind is deleted with this folder. A step may do so when its command was killed.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'stash-functions-test-'));
process.once('exit', () => rmSync(process.env.TMPDIR, { recursive: true, force: true }));

const total = { passed: 0, failed: 0, skipped: 0 };
const table = [];
const names = Object.keys(steps).filter((name) => wanted.length === 0 || wanted.includes(name));
console.log(`runs ${names.join(', ')}`);
for (const name of names) {
  const start = Date.now();
  const outcome = await withProgress(name, steps[name]).catch(failure);
  for (const count of Object.keys(total)) total[count] += outcome[count] ?? 0;
  table.push(
    `${outcome.failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${seconds(start).padStart(6)} s  ${counts(outcome)}`,
  );
  console.log(table.at(-1));
  if (outcome.note !== undefined) console.log(outcome.note.trimEnd().replaceAll(/^/gm, '    '));
  // Without these, all later steps fail as well and hide the cause.
  if (outcome.failed > 0 && (name === 'install' || name === 'build')) break;
}
if (table.length > 1) console.log(`\n${table.join('\n')}`);
console.log(`\n${counts(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A step that was rejected, with the checks of it that had passed before. */
function failure(error) {
  const note = error instanceof CommandFailed ? error.message : (error.stack ?? String(error));
  return { passed: error.passed ?? 0, failed: error.failed ?? 1, skipped: error.skipped ?? 0, note };
}

function counts({ passed, failed = 0, skipped = 0 }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * The tests that talk to a cluster once more, with the other major version of the Kubernetes client. It needs Node
 * 22.19.
 */
async function withSecondClient() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const node = major > 22 || (major === 22 && minor >= 19) ? ['node'] : ['npx', '-y', 'node@22'];
  const [command, ...args] = [...node, 'node_modules/vitest/vitest.mjs'];
  const folders = ['packages/k8s-adapter/test', 'packages/k8s-adapter/src/cluster'];
  return vitest(command, args, { folders, env: { CLIENT_NODE: '2' } });
}

async function vitest(command, args, { folders = [], env = {} } = {}) {
  const report = join(tmpdir(), `stash-functions-tests-${process.pid}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  try {
    await run(command, [...args, 'run', ...reporters, ...folders], { env });
    return testCounts(report);
  } catch (error) {
    // A run with failures has counted its tests all the same. One that broke down has not.
    throw Object.assign(error, existsSync(report) ? testCounts(report) : {});
  } finally {
    rmSync(report, { force: true });
  }
}

function testCounts(report) {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot be loaded fails without a test of its own.
  const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
  return failed > 0
    ? { passed: numPassedTests, failed, skipped: numPendingTests }
    : { passed: numPassedTests, skipped: numPendingTests };
}

async function conformance() {
  const output = await run('tsx', ['--tsconfig', 'tsconfig.dist.json', 'conformance/src/run.ts']);
  const counts = [...output.matchAll(/ (\d+)\/\d+$/gm)].map(([, count]) => Number(count));
  return { passed: counts.reduce((sum, count) => sum + count, 0), note: output.trim() };
}

/** The site has a project of its own: only its pages have a DOM. */
async function typecheck() {
  await run('tsc', ['--noEmit', '-p', 'tsconfig.json']);
  await run('tsc', ['--noEmit', '-p', 'site/tsconfig.json']);
  return { passed: 2 };
}

function nothing() {
  return { passed: 0 };
}

function one() {
  return { passed: 1 };
}
