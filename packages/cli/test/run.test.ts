import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, playJobs, type Scenario, startApiServer } from '../../testing/src/cluster.ts';
import { clusterFolder } from './cluster-folder.ts';
import { type Run, runHere } from './transcript.ts';

let server: ApiServer;
let cwd: string;

beforeEach(async () => {
  server = await startApiServer();
  cwd = clusterFolder(server);
});
afterEach(async () => {
  await server.close();
  rmSync(cwd, { recursive: true, force: true });
});

/** A pod with one step, which writes these lines and ends. */
function story(exitCode: number, lines: ReadonlyArray<string>): Scenario {
  const instances = [{ lines, endsWithLineFeed: true, exitCode }];
  return {
    isInstant: true,
    backoffLimit: 0,
    restartPolicy: 'Never',
    pods: [{ unschedulable: 'no', warnings: [], steps: [{ name: 'dump-0', isInit: false, instances }] }],
    end: exitCode === 0 ? 'complete' : 'failed',
  };
}

function run(...words: ReadonlyArray<string>): Promise<Run> {
  return runHere(['run', '--kubeconfig', join(cwd, 'kubeconfig.json'), ...words, 'backup.yaml'], cwd, '');
}

describe('stash-functions run', () => {
  it('applies the plan, tells the lines of each step, and ends with 0', async () => {
    playJobs(server, () => story(0, ['one', 'two']), { seed: 1 });
    const { stdout, stderr, exitCode } = await run();
    expect(stdout).toContain('created ServiceAccount demo/backupconfiguration-orders-0');
    expect(stdout).toContain('dump-0 | one\ndump-0 | two\n');
    expect(stderr).toMatch(/succeeded after \d+ s/);
    expect(exitCode).toBe(0);
  });

  it('says why a Job failed, and ends with 1', async () => {
    playJobs(server, () => story(3, ['no such host']), { seed: 1 });
    const { stdout, stderr, exitCode } = await run();
    expect(stdout).toContain('dump-0 | no such host');
    expect(stderr).toMatch(/failed after \d+ s: .*3/);
    expect(exitCode).toBe(1);
  });

  it('only applies where it is not to wait', async () => {
    const { stdout, exitCode } = await run('--wait', 'false');
    expect(stdout).toMatch(/created Job demo\/stash-backup-orders-\d+-0/);
    expect(exitCode).toBe(0);
  });

  it('lets the server check everything and store nothing in a dry run', async () => {
    const { stdout, exitCode } = await run('--dry-run', 'server');
    expect(stdout).toContain('created Role demo/backupconfiguration-orders-0 (server dry run)');
    expect(exitCode).toBe(0);
  });
});
