import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { decodeResource, loadManifests, orThrow, type Resource, toManifest } from '@stash-functions/core';
import type { Scenario } from '@stash-functions/testing/cluster';
import { type ApiServer, noFaults, playJobs, seededFaults, startApiServer } from '@stash-functions/testing/cluster';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldAt, isJsonObject, type JsonObject } from '../../packages/k8s-adapter/src/cluster/json.ts';
import { type Controller, startController } from './controller.ts';

const resources = orThrow(loadManifests(readFileSync(new URL('manifests.yaml', import.meta.url), 'utf8'))).all;
const session = resources.find((resource) => resource.kind === 'BackupSession');
const scenario = (exitCode: number): Scenario => ({
  isInstant: false,
  backoffLimit: 0,
  restartPolicy: 'Never',
  end: exitCode === 0 ? 'complete' : 'failed',
  pods: [
    {
      unschedulable: 'no',
      warnings: [],
      steps: [{ name: 'copy-claim-0', isInit: false, instances: [{ lines: [], endsWithLineFeed: true, exitCode }] }],
    },
  ],
});

describe('the operator', () => {
  let server: ApiServer;
  let controller: Controller | undefined;
  let lines: Array<string>;
  beforeEach(async () => {
    server = await startApiServer();
    lines = [];
  });
  afterEach(async () => {
    await controller?.stop();
    await server.close();
  });

  const put = (resource: Resource): void => {
    const object: unknown = toManifest(resource);
    if (isJsonObject(object)) server.put(object);
  };
  const start = async (): Promise<void> => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'test', server: server.url, skipTLSVerify: true }],
      users: [{ name: 'test', token: 'secret-token' }],
      contexts: [{ name: 'test', cluster: 'test', user: 'test' }],
      currentContext: 'test',
    });
    controller = await startController(config, 'demo', (line) => lines.push(line));
  };
  const phase = (): unknown =>
    fieldAt(
      server.store.get('stash.appscode.com/v1beta1/backupsessions', 'demo', 'photos-1795402800'),
      'status',
      'phase',
    );
  const reaches = (expected: string): Promise<void> => expect.poll(phase, { timeout: 110_000 }).toBe(expected);

  it('runs a session that is made while it watches, and writes each phase back', async () => {
    playJobs(server, () => scenario(0), { seed: 1, pause: 20 });
    for (const resource of resources) if (resource !== session) put(resource);
    await start();
    if (session !== undefined) put(session);
    await reaches('Succeeded');
    expect(lines).toEqual(['demo/photos-1795402800 Running', 'demo/photos-1795402800 Succeeded']);
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(1);
  });

  it('picks up a session that was made, and a Job that ended, while it was not there', {
    timeout: 30_000,
  }, async () => {
    for (const resource of resources) put(resource);
    await start();
    await reaches('Running');
    await controller?.stop();
    const [job] = server.store.list('batch/v1/jobs', 'demo');
    server.store.put('batch/v1/jobs', { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } });
    await start();
    await reaches('Succeeded');
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(1);
  });

  it('runs the members of a sequential batch one after the other', async () => {
    for (const resource of resources) put(asBatch(resource));
    const jobs = (): ReadonlyArray<JsonObject> => server.store.list('batch/v1/jobs', 'demo');
    const complete = (job: JsonObject | undefined): void => {
      server.store.put('batch/v1/jobs', { ...job, status: { conditions: [{ type: 'Complete', status: 'True' }] } });
    };
    await start();
    await reaches('Running');
    expect(jobs()).toHaveLength(1);
    complete(jobs()[0]);
    await expect.poll(() => jobs().length, { timeout: 110_000 }).toBe(2);
    expect(phase()).toBe('Running');
    complete(jobs()[1]);
    await reaches('Succeeded');
  });

  it('writes Failed for a Job that fails', async () => {
    playJobs(server, () => scenario(3), { seed: 1 });
    for (const resource of resources) put(resource);
    await start();
    await reaches('Failed');
  });

  it('writes Failed, with every problem, for a session that can not be planned', async () => {
    for (const resource of resources) if (resource.kind !== 'Function') put(resource);
    await start();
    await reaches('Failed');
    expect(lines.join('\n')).toContain('copy-claim');
    expect(server.store.list('batch/v1/jobs', 'demo')).toEqual([]);
  });

  it('comes to the end of a session over a faulty API server', async () => {
    playJobs(server, () => scenario(0), { seed: 1 });
    for (const resource of resources) put(resource);
    server.setFaults(seededFaults(7, 0.5));
    await start();
    // From here on all is well, whatever has happened before, and the operator must find out.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    server.setFaults(noFaults);
    await controller?.stop();
    await start();
    await reaches('Succeeded');
    expect(server.store.list('batch/v1/jobs', 'demo')).toHaveLength(1);
  });
});

/** The same backup as a batch of two members, and its session. */
function asBatch(resource: Resource): Resource {
  if (resource.kind === 'BackupSession') {
    const invoker = { apiGroup: 'stash.appscode.com', kind: 'BackupBatch', name: 'photos' };
    return orThrow(decodeResource({ ...toManifest(resource), spec: { invoker } }));
  }
  if (resource.kind !== 'BackupConfiguration') return resource;
  const { target, task } = resource.spec ?? {};
  const { repository, retentionPolicy } = resource.spec ?? {};
  const members = [
    { target, task },
    { target: { ...target, ref: { ...target?.ref, name: 'second' } }, task },
  ];
  const spec = { repository, retentionPolicy, executionOrder: 'Sequential', members };
  return orThrow(decodeResource({ ...toManifest(resource), kind: 'BackupBatch', spec }));
}
