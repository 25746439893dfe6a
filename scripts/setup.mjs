/**
 * Makes a fresh clone ready, with nothing but Node and npm: it installs the dependencies and builds the packages. It
 * skips everything that is up to date, so every other script can begin with it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withProgress } from './progress.mjs';
import { run } from './run.mjs';

/** The packages in the order of their dependencies. */
export const packages = readPackages();

/** Installs the lockfile, unless this very lockfile is installed already. */
export async function install() {
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()];
  await unlessUpToDate('node_modules', inputs, () =>
    withProgress('installing dependencies', () => pnpm(['install', '--frozen-lockfile'])),
  );
}

/** Builds each package whose sources, or whose dependencies' sources, have changed. */
export async function build() {
  const inputs = ['tsconfig.base.json', 'tsup.base.ts', 'scripts/mark-pure.ts'];
  for (const name of packages) {
    const folder = `packages/${name}`;
    const [bundler, ...args] = readManifest(folder).scripts.build.split(' ');
    inputs.push(`${folder}/${bundler}.config.ts`, `${folder}/package.json`, ...filesBelow(`${folder}/src`));
    await unlessUpToDate(`${folder}/dist`, inputs, () =>
      withProgress(`building ${name}`, () => {
        // An earlier build may have left the output of a deleted file, which must not be published.
        rmSync(`${folder}/dist`, { recursive: true, force: true });
        return run(bundler, args, { cwd: folder });
      }),
    );
  }
}

/** Runs the package manager of the workspace, which a fresh machine does not have. */
export async function pnpm(args, options) {
  const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
  return run('npx', ['-y', packageManager, ...args], options);
}

function readPackages() {
  const all = readdirSync('packages').map((name) => ({ name, manifest: readManifest(`packages/${name}`) }));
  const names = new Map(all.map(({ name, manifest }) => [manifest.name, name]));
  const ordered = new Set();
  const visit = (name) => {
    const { manifest } = all.find((candidate) => candidate.name === name);
    for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (names.has(dependency)) visit(names.get(dependency));
    }
    ordered.add(name);
  };
  for (const { name } of all) visit(name);
  return [...ordered];
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function manifests() {
  const folders = [
    '.',
    'examples',
    'bench',
    'conformance',
    'site',
    ...readdirSync('packages').map((name) => `packages/${name}`),
  ];
  return folders.map((folder) => join(folder, 'package.json'));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test(-\w+)?\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Makes a folder, unless it was made from these very inputs. The note about its inputs is outside, because dist is
 * published.
 */
async function unlessUpToDate(folder, inputs, make) {
  const stamp = join('node_modules', '.made-of', folder.replaceAll('/', '-'));
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(input).update('\0').update(readFileSync(input)).update('\0');
  const wanted = hash.digest('hex');
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await install();
  await build();
}
