import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noFaults } from '../../testing/src/cluster/faults.ts';
import { type ApiServer, startApiServer } from '../../testing/src/cluster.ts';
import { makeCertificate, writeCertificate } from './certificate.ts';
import { clusterFolder } from './cluster-folder.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let server: ApiServer;
let cwd: string;
let child: ChildProcess;
let said: string;

beforeEach(async () => {
  server = await startApiServer();
  cwd = clusterFolder(server);
});
afterEach(async () => {
  child.kill('SIGKILL');
  await server.close();
  rmSync(cwd, { recursive: true, force: true });
});

/** Starts the sources in a process of their own, with real signals. */
function start(...words: ReadonlyArray<string>): void {
  said = '';
  const tsx = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs')];
  const env = { ...process.env, NO_COLOR: '1', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') };
  child = spawn(process.execPath, [...tsx, join(root, 'packages/cli/src/bin.ts'), ...words], { cwd, env });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
}

async function until(pattern: RegExp): Promise<void> {
  const end = Date.now() + 30_000;
  while (!pattern.test(said)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`it never said ${pattern}: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function exitCode(): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** A Job that no kubelet ever starts. */
function run(...words: ReadonlyArray<string>): void {
  start('run', '--kubeconfig', join(cwd, 'kubeconfig.json'), ...words, 'backup.yaml');
}

describe('Ctrl-C', () => {
  it('once stops following, cleans up as asked, and ends with 1', async () => {
    run('--clean-up', 'always');
    await until(/created Job/);
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(1);
    child.kill('SIGINT');
    expect(await exitCode()).toBe(1);
    expect(said).toContain('stopping; once more leaves at once');
    expect(said).toContain('is not followed any more');
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(0);
  }, 60_000);

  it('leaves the Job where nothing else is asked', async () => {
    run();
    await until(/created Job/);
    child.kill('SIGINT');
    expect(await exitCode()).toBe(1);
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(1);
  }, 60_000);

  it('twice leaves at once, whatever the server does', async () => {
    run('--clean-up', 'always');
    await until(/created Job/);
    // The deletion is never answered.
    server.setFaults({
      ...noFaults,
      request: () => ({ type: 'delay', milliseconds: 60_000 }),
    });
    child.kill('SIGINT');
    await until(/stopping/);
    child.kill('SIGINT');
    expect(await exitCode()).toBe(130);
  }, 60_000);
});

describe('SIGTERM', () => {
  it('ends a webhook with 0', async () => {
    writeCertificate(cwd, await makeCertificate());
    start('webhook', '--cert', 'tls.crt', '--key', 'tls.key', '--address', '127.0.0.1', '--port', '0');
    await until(/listening at/);
    child.kill('SIGTERM');
    expect(await exitCode()).toBe(0);
    expect(said).toMatch(/stopping\nstopped\n$/);
  }, 60_000);
});
