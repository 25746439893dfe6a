/**
 * Does the same as an author of Functions, in two ways. First it copies examples/unit-testing into an empty folder with
 * the packed tarballs. The tests must pass under vitest and under jest, with the template coverage that they ask for. A
 * snapshot of one run must hold in the next. Then, starting with nothing, it follows docs/guides/unit-testing.md from
 * the first command to the last.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './check-packages.mjs';
import { followGuide } from './follow-guide.mjs';
import { run } from './run.mjs';

export async function checkUnitTesting() {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-unit-testing-'));
  try {
    const tarballs = await pack();
    const project = join(folder, 'project');
    cpSync('examples/unit-testing', project, { recursive: true });
    installFrom(tarballs, join(project, 'package.json'));
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project });

    const vitest = await runTests(['vitest', 'run'], project);
    rmSync(join(project, 'tests/__snapshots__'), { recursive: true });
    await runJest(['--ci=false'], project);
    const jest = await runJest(['--ci=true'], project);
    if (vitest !== jest) throw new Error(`vitest ran ${vitest} tests, and jest ${jest}`);

    await checkTypes(project);

    const guide = join(folder, 'guide');
    mkdirSync(guide);
    symlinkSync(join(project, 'node_modules'), join(guide, 'node_modules'));
    const steps = await followGuide(readFileSync('docs/guides/unit-testing.md', 'utf8'), guide);
    return { passed: vitest + jest + 1 + steps };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The compiler must know the matchers of both runners, and refuse wrong arguments. */
async function checkTypes(project) {
  for (const [entry, runner] of [
    ['vitest', 'vitest'],
    ['jest', '@jest/globals'],
  ]) {
    const program = `import { expect } from '${runner}';
      import '@stash-functions/testing/${entry}';
      import { backupScenario, readManifestFiles } from '@stash-functions/testing';
      const scenario = backupScenario({ manifests: readManifestFiles('functions') });
      expect(scenario).toResolve();
      expect(scenario.container('notify')).not.toHaveFlag('--json', expect.any(String));
      // @ts-expect-error no level of the Pod Security Standards
      expect(scenario).toBeAcceptedAs('strict');`;
    writeFileSync(join(project, `${entry}-types.ts`), program);
  }
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*-types.ts'] }));
  await run('npx', ['tsc', '-p', project]);
}

/** Takes the tarballs in place of the registry, which does not have this very build. */
function installFrom(tarballs, path) {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  for (const { name, tarball } of tarballs) manifest.devDependencies[`@stash-functions/${name}`] = `file:${tarball}`;
  writeFileSync(path, JSON.stringify(manifest));
}

function runJest(options, cwd) {
  return runTests(['node', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...options], cwd);
}

/** The number of tests that passed. The coverage must have been reported, or its threshold would be of no use. */
async function runTests(command, cwd) {
  const output = await run('npx', command, { cwd, env: { NO_COLOR: '1', FORCE_COLOR: '0' } });
  const passed = /^\s*Tests:?\s+(\d+) passed/m.exec(output)?.[1];
  if (passed === undefined || !/^Template coverage$/m.test(output) || !/^ {2}all +100\.0 %/m.test(output)) {
    throw new Error(`${command.join(' ')} did not end as it should:\n${output}`);
  }
  return Number(passed);
}
