import { Writable } from 'node:stream';
import type { Scenario } from '@stash-functions/testing/cluster';
import { type ApiServer, playJobs, startApiServer } from '@stash-functions/testing/cluster';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kubeConfigFor } from '../../packages/k8s-adapter/test/clients.ts';
import { planVolumeBackup } from './backup.ts';
import { runBackup } from './run-backup.ts';

const plan = planVolumeBackup({
  namespace: 'demo',
  claim: 'photos',
  bucket: 'backups',
  endpoint: 'https://minio.storage.svc:9000',
  secret: 'bucket-credentials',
  run: 'photos-1',
});

const scenario = (exitCode: number): Scenario => ({
  isInstant: false,
  backoffLimit: 0,
  restartPolicy: 'Never',
  end: exitCode === 0 ? 'complete' : 'failed',
  pods: [
    {
      unschedulable: 'no',
      warnings: [],
      steps: [
        { name: 'pack-0', isInit: true, instances: [{ lines: ['packing'], endsWithLineFeed: true, exitCode: 0 }] },
        { name: 'upload-1', isInit: false, instances: [{ lines: ['uploading'], endsWithLineFeed: true, exitCode }] },
      ],
    },
  ],
});

describe('the custom backup tool', () => {
  let server: ApiServer;
  let text: string;
  const terminal = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  beforeEach(async () => {
    server = await startApiServer();
    text = '';
  });
  afterEach(() => server.close());

  it('prints a line for each thing that happens, and succeeds with 0', async () => {
    playJobs(server, () => scenario(0), { seed: 1 });
    expect(await runBackup(await kubeConfigFor(server.url), plan, terminal, { cleanUp: 'always' })).toBe(0);
    expect(text.split('\n').slice(0, -2)).toEqual([
      'created the Job stash-backup-photos-1-0',
      'the pod stash-backup-photos-1-0-pod0 is on the node node-1',
      'pack-0 started',
      'pack-0 | packing',
      'pack-0 finished (exit code 0)',
      'upload-1 started',
      'upload-1 | uploading',
      'upload-1 finished (exit code 0)',
    ]);
    expect(text).toMatch(/stash-backup-photos-1-0 succeeded in [\d.]+ s\n$/);
    expect(server.store.list('batch/v1/jobs', undefined)).toEqual([]);
  });

  it('shows the end of the log of a step that failed, and fails with 1', async () => {
    playJobs(server, () => scenario(5), { seed: 1 });
    expect(await runBackup(await kubeConfigFor(server.url), plan, terminal, {})).toBe(1);
    expect(text).toContain('the step "upload-1" failed with exit code 5 (Error)\n  | uploading\n');
  });

  it('stops the Job, takes it away and ends with 130 when it is interrupted', async () => {
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort('SIGINT'), 100);
    const options = { signal: interrupt.signal, cleanUp: 'always' } as const;
    expect(await runBackup(await kubeConfigFor(server.url), plan, terminal, options)).toBe(130);
    expect(server.store.list('batch/v1/jobs', undefined)).toEqual([]);
  });

  it('says what the cluster refuses', async () => {
    server.refuse(/PATCH .*serviceaccounts/, { code: 403, reason: 'Forbidden', message: 'no serviceaccounts for you' });
    expect(await runBackup(await kubeConfigFor(server.url), plan, terminal, {})).toBe(1);
    expect(text).toContain('no serviceaccounts for you');
  });
});
