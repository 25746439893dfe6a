/**
 * Does the same as a user: an empty project, the packed tarballs, plain Node. It imports and requires every entry of
 * every package. Then it runs the first programs of README.md unchanged, and checks their types.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './check-packages.mjs';
import { run } from './run.mjs';

export async function smokeTest() {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-smoke-'));
  try {
    const tarballs = await pack();
    const project = join(folder, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
    const npm = (...args) => run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project });
    await npm('install', ...tarballs.map(({ tarball }) => tarball));
    let passed = 0;
    for (const entry of tarballs.flatMap(({ name }) => entriesOf(name))) {
      passed += await checkEntry(entry, project);
    }
    passed += await checkNothingHeavyIsLoaded(project);
    passed += await checkPrograms(project, npm);
    return { passed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The entries of a package, as `@stash-functions/core` and `@stash-functions/core/decode`. Entries that only a test
 * runner can load are checked inside of it.
 */
function entriesOf(name) {
  const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
  return Object.keys(manifest.exports)
    .filter((entry) => !entry.endsWith('.json') && !['./jest', './vitest'].includes(entry))
    .map((entry) => manifest.name + entry.slice(1))
    .filter((entry) => !insideTestRunners.has(entry));
}

/** They extend the test runner that imports them, and are tried there: see check-unit-testing.mjs. */
const insideTestRunners = new Set(['@stash-functions/testing/vitest', '@stash-functions/testing/jest']);

/**
 * Both kinds of module get the same names, and so does who loads what bundlers find, as vitest does for the tests of a
 * Function.
 */
async function checkEntry(entry, project) {
  const names = 'console.log(Object.keys(exported).filter((name) => name !== "__esModule").sort().join())';
  const program = `import('${entry}').then((exported) => ${names})`;
  const imported = await run('node', ['-e', program], { cwd: project });
  const modules = await run('node', ['--conditions=module', '-e', program], { cwd: project });
  if (imported !== modules) throw new Error(`${entry} exports ${imported} to Node and ${modules} to bundlers`);
  const required = await run(
    'node',
    ['--input-type=commonjs', '-e', `const exported = require('${entry}'); ${names}`],
    {
      cwd: project,
      env: { NODE_OPTIONS: '--no-warnings' },
    },
  );
  if (imported.trim() === '') throw new Error(`${entry} exports nothing`);
  if (imported !== required) throw new Error(`${entry} exports ${imported} to import and ${required} to require`);
  return 3;
}

/**
 * The Kubernetes client takes a second to load and the YAML library a tenth, so programs that do not use them must not
 * wait. A hook refuses both. The whole of core does load the YAML library, which shows that the hook works.
 */
async function checkNothingHeavyIsLoaded(project) {
  const hook = `export function resolve(name, context, next) {
    if (name.startsWith('@kubernetes/')) throw new Error('loads ' + name);
    return next(name, context);
  }
  export async function load(url, context, next) {
    const loaded = await next(url, context);
    // The library stands in a file of core, and no other text has its name for an alias.
    if (String(loaded.source).includes('Symbol.for("yaml.alias")')) throw new Error('loads yaml');
    return loaded;
  }`;
  const program = (entries) => `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
    for (const entry of ${JSON.stringify(entries)}) await import(entry);`;
  const load = (entries, expect) =>
    run('node', ['--input-type=module', '-e', program(entries)], { cwd: project, expect });
  await load(
    ['core/decode', 'templating', 'lint', 'k8s-adapter'].map((entry) => `@stash-functions/${entry}`),
    [0],
  );
  const output = await load(['@stash-functions/core'], [1]);
  if (!output.includes('loads yaml')) throw new Error(`the hook saw no import of yaml: ${output}`);
  return 1;
}

/** The ```ts blocks of README.md, beside its ```yaml block: each must run, print something, and typecheck. */
export async function checkPrograms(project, npm) {
  await npm('install', '--save-dev', ...developmentDependencies());
  const readme = readFileSync('README.md', 'utf8');
  const [, manifests] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
  writeFileSync(join(project, 'backup.yaml'), manifests);
  const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, text], index) => {
    const isTest = text.includes("from 'vitest'");
    const file = `program-${index + 1}${isTest ? '.test' : ''}.ts`;
    return isTest
      ? { file, text, command: 'vitest', args: ['run', file] }
      : { file, text, command: 'tsx', args: [file] };
  });
  if (programs.length < 3) throw new Error(`README.md has ${programs.length} programs, and should have three`);
  for (const { file, text } of programs) writeFileSync(join(project, file), text);
  const options = { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  const compilerOptions = { ...options, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  // Our own declarations must pass; those of the test runner are not our concern.
  await run('tsc', ['-p', '.', '--skipLibCheck'], { cwd: project });
  for (const { file, command, args } of programs) {
    const output = await run(command, args, { cwd: project });
    if (output.trim() === '') throw new Error(`${file} of README.md prints nothing`);
  }
  return 1 + programs.length;
}

/** The very versions that the workspace uses. */
function developmentDependencies() {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  return ['typescript', 'tsx', 'vitest', '@types/node'].map((name) => `${name}@${devDependencies[name]}`);
}
