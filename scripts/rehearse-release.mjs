/**
 * Rehearses a release with a registry on this machine, which stops by itself. It publishes all packages with the script
 * of the workflow. Then it installs them from there in an empty folder by the words of README.md, and runs its programs
 * and the command.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds, withProgress } from './progress.mjs';
import { release } from './release.mjs';
import { run } from './run.mjs';
import { checkPrograms } from './smoke.mjs';

const verdaccio = '6.5.2';
const start = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'stash-functions-rehearsal-'));
const server = await withProgress('starting a registry', startRegistry);
try {
  const published = await withProgress('publishing', () => release({ registry: server.url, env: server.env }));
  console.log(published.join('\n'));
  if ((await release({ registry: server.url, env: server.env })).length > 0)
    throw new Error('published a version twice');
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const passed = await withProgress('following README.md', () => followReadme(project));
  console.log(`${published.length + passed} passed in ${seconds(start)} s`);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the README's own install command, its programs, and the command of the last package. */
async function followReadme(cwd) {
  const readme = readFileSync('README.md', 'utf8');
  const [command] = /^ {4}npm install @stash-functions.*$/m.exec(readme) ?? [];
  if (command === undefined) throw new Error('README.md does not say how to install the packages');
  const options = ['--no-audit', '--no-fund', '--loglevel=error', `--registry=${server.url}`];
  const npm = (...args) => run('npm', [...args, ...options], { cwd, env: server.env });
  await npm(...command.trim().split(' ').slice(1));
  await npm('install', 'stash-functions');
  const passed = await checkPrograms(cwd, npm);
  await run('npx', ['stash-functions', 'lint', 'backup.yaml'], { cwd, env: server.env });
  return passed + 2;
}

/** A registry that holds our packages and asks the usual one for all others. */
async function startRegistry() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const upstream = (await run('npm', ['config', 'get', 'registry'])).trim();
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      storage: join(folder, 'storage'),
      uplinks: { usual: { url: upstream } },
      packages: {
        '@stash-functions/*': { access: '$all', publish: '$anonymous' },
        'stash-functions': { access: '$all', publish: '$anonymous' },
        '**': { access: '$all', proxy: 'usual' },
      },
      log: { type: 'stdout', level: 'warn' },
      max_body_size: '50mb',
    }),
  );
  // npm publishes to nobody without a token, whatever the token is.
  const npmrc = join(folder, 'npmrc');
  writeFileSync(npmrc, `//127.0.0.1:${port}/:_authToken=rehearsal\n`);
  // One of its dependencies is asked for by a tag, which not every registry has.
  const home = { private: true, dependencies: { verdaccio }, overrides: { 'node-fetch': '^2.7.0' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(home));
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  const child = spawn('npx', ['verdaccio', '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const stop = () => {
    try {
      process.kill(-child.pid);
    } catch {
      // The process has ended by itself.
    }
  };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the registry ended:\n${output}`);
    const isUp = await fetch(`${url}-/ping`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return { url, env: { npm_config_userconfig: npmrc, npm_config_cache: join(folder, 'cache') }, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  stop();
  throw new Error(`the registry does not answer:\n${output}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
