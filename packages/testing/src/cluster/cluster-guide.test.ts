import {
  applyPlan,
  type ClusterPort,
  fromKubeConfig,
  readBackup,
  readerRoles,
  runJob,
  watchObjects,
  withLease,
} from '@stash-functions/k8s-adapter/cluster';
import { KubeConfig } from 'cn1';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ApiServer,
  type ApiServerOptions,
  type KubeconfigOptions,
  playJobs,
  startApiServer,
  testClock,
} from '../cluster.ts';

let server: ApiServer;
afterEach(() => server.close());

async function start(options: ApiServerOptions = {}, whose: KubeconfigOptions = {}): Promise<ClusterPort> {
  server = await startApiServer(options);
  return portFor(whose);
}

function portFor(whose: KubeconfigOptions): ClusterPort {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeconfig({ namespace: 'demo', ...whose }));
  return fromKubeConfig(kubeConfig);
}

const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'backup', namespace: 'demo' },
  spec: {
    backoffLimit: 0,
    template: {
      spec: {
        restartPolicy: 'Never',
        initContainers: [{ name: 'dump', image: 'b' }],
        containers: [{ name: 'report', image: 'b' }],
      },
    },
  },
};
const configMap = (name: string, data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'demo' },
  data,
});
const backup = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', namespace: 'demo', name: 'a' };

describe('a Job that is played', () => {
  it.each([
    [{}, { status: 'succeeded' }],
    [
      { dump: { lines: ['no space left on device'], exitCode: 28 } },
      { status: 'failed', reason: 'step-failed', step: 'dump', exitCode: 28 },
    ],
    [{ report: { exitCode: 1 } }, { status: 'failed', step: 'report' }],
  ])('ends as its script %j says', async (containers, outcome) => {
    const port = await start();
    playJobs(server, () => ({ containers }));
    expect(await runJob(port, job).outcome).toMatchObject(outcome);
  });

  it('never begins where its script says so', async () => {
    const clock = testClock();
    const port = await start({ clock });
    playJobs(server, () => ({ containers: { dump: { waits: 'ImagePullBackOff' } } }));
    const run = runJob(port, job, { clock });
    await expect.poll(() => server.list({ apiVersion: 'v1', kind: 'Pod' })).toHaveLength(1);
    await clock.advance(300_000);
    expect(await run.outcome).toMatchObject({ status: 'failed', reason: 'image-not-pulled', step: 'dump' });
  });

  it('takes the time that a test moves', async () => {
    const clock = testClock();
    const port = await start({ clock });
    playJobs(server, () => ({ containers: { dump: { takes: 3_600_000 } } }));
    const began = performance.now();
    const run = runJob(port, job, { clock, timeout: 1_800_000 });
    await expect.poll(() => server.openStreams()).toBeGreaterThan(2);
    await clock.advance(1_800_000);
    expect(await run.outcome).toMatchObject({ status: 'timed-out' });
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

describe('the server', () => {
  it('serves no kind that is not installed, and those of a test’s own', async () => {
    const port = await start({ without: ['AppBinding'], kinds: [{ apiVersion: 'example.com/v1', kind: 'Policy' }] });
    const binding = await port.list({
      apiVersion: 'appcatalog.appscode.com/v1alpha1',
      kind: 'AppBinding',
      namespace: 'demo',
    });
    expect(isLeft(binding) && binding.left.reason).toBe('UnknownKind');
    server.put({ apiVersion: 'example.com/v1', kind: 'Policy', metadata: { name: 'a', namespace: 'demo' } });
    const policies = await port.list({ apiVersion: 'example.com/v1', kind: 'Policy', namespace: 'demo' });
    expect(isRight(policies) && policies.right.items).toHaveLength(1);
    expect(server.requests).toContain('GET /apis/example.com/v1/namespaces/demo/policies?limit=500');
  });

  it('lets a user do what the rules of a Role say, and nothing else', async () => {
    const targets = [backup, { ...backup, kind: 'BackupConfiguration', name: 'nightly' }];
    const rules = readerRoles({ name: 'planner', namespace: 'ops' }, targets).flatMap((role) =>
      role.kind === 'Role' || role.kind === 'ClusterRole'
        ? (role.rules ?? []).map(({ resources = [], ...rule }) => ({
            ...rule,
            resources,
            namespace: role.metadata.namespace,
          }))
        : [],
    );
    const port = await start({ tokens: { planner: rules } }, { token: 'planner' });
    server.put({
      ...{ apiVersion: backup.apiVersion, kind: 'BackupSession', metadata: { name: 'a', namespace: 'demo' } },
      spec: { invoker: { kind: 'BackupConfiguration', name: 'nightly' } },
    });
    server.put({
      ...{
        apiVersion: backup.apiVersion,
        kind: 'BackupConfiguration',
        metadata: { name: 'nightly', namespace: 'demo' },
      },
      spec: { retentionPolicy: { name: 'keep', keepLast: 1, prune: true } },
    });
    expect(isRight(await readBackup(port, { session: 'a' }))).toBe(true);
    const other = await readBackup(port, { session: 'b' });
    expect(isLeft(other) && other.left[0].code).toBe('access-denied');
    const listed = await port.list({ ...backup, namespace: 'demo' });
    expect(isLeft(listed) && listed.left.code).toBe(403);
    const stranger = await portFor({ token: 'stranger' }).read(backup);
    expect(isLeft(stranger) && stranger.left.code).toBe(401);
  });

  it('refuses to write over another version, by replace, by apply and to the status', async () => {
    const port = await start();
    const stale = server.put(configMap('a'));
    const session = server.put({ ...backup, metadata: { name: 'a', namespace: 'demo' }, spec: {} });
    server.put(configMap('a', { changed: 'yes' }));
    server.put({ ...session, status: { phase: 'Running' } });
    for (const written of [
      await port.replace(stale),
      await port.apply(stale, { fieldManager: 'me', force: true }),
      await port.replaceStatus({ ...session, status: { phase: 'Failed' } } as never),
    ]) {
      expect(isLeft(written) && [written.left.code, written.left.reason]).toEqual([409, 'Conflict']);
    }
  });

  it('begins a watch without a version with everything that is there, as a real one does', async () => {
    await start();
    server.put(configMap('a'));
    const answer = await fetch(`${server.url}/api/v1/namespaces/demo/configmaps?watch=true&timeoutSeconds=1`);
    const [first = ''] = (await answer.text()).split('\n');
    expect(JSON.parse(first)).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'a' } } });
  });

  it('tells of a conflict between managers of one field', async () => {
    const port = await start();
    const plan = (value: string) => ({ objects: [configMap('a', { key: value })] });
    expect(isRight(await applyPlan(port, plan('1'), { fieldManager: 'one' }))).toBe(true);
    const second = await applyPlan(port, plan('2'), { fieldManager: 'two' });
    expect(isLeft(second) && second.left[0].code).toBe('api-conflict');
  });

  it('keeps its own time, and closes watches by it', async () => {
    const clock = testClock({ start: new Date('2030-05-06T07:08:09Z') });
    const port = await start({ clock });
    expect(server.put(configMap('a'))).toMatchObject({ metadata: { creationTimestamp: '2030-05-06T07:08:09Z' } });
    const stop = new AbortController();
    const seen: Array<string> = [];
    const reading = (async () => {
      const watch = watchObjects(
        port,
        { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'demo' },
        { clock, signal: stop.signal },
      );
      for await (const change of watch) seen.push(change.type);
    })();
    await expect.poll(() => seen).toEqual(['added', 'listed']);
    await clock.advance(600_000);
    const watches = server.requests.filter((line) => line.includes('watch=true')).length;
    expect(watches).toBeGreaterThan(5);
    expect(watches).toBeLessThan(12);
    stop.abort();
    await reading;
  });

  it('lets a Lease expire by the time that a test moves', async () => {
    const clock = testClock();
    const port = await start({ clock });
    const dead = { ...clock, sleep: () => new Promise<never>(() => undefined) };
    void withLease(port, { name: 'lead', holder: 'a' }, () => new Promise(() => undefined), { clock: dead });
    await expect.poll(() => server.list({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' })).toHaveLength(1);
    let isHeld = false;
    const second = withLease(port, { name: 'lead', holder: 'b' }, async () => (isHeld = true), { clock });
    await clock.advance(14_000);
    expect(isHeld).toBe(false);
    await clock.advance(4_000);
    await expect.poll(() => isHeld).toBe(true);
    await clock.advance(1_000);
    expect(await second).toMatchObject({ right: { status: 'done' } });
  });
});
