import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../core/src/decode.ts';
import type { Scenario, StepScript } from '../../testing/src/cluster.ts';
import { type ApiServer, playJobs, startApiServer } from '../../testing/src/cluster.ts';
import {
  applyPlan,
  type ClusterPort,
  clockAt,
  connect,
  type RunJobOptions,
  runJob,
  runJobs,
} from '../src/cluster/index.ts';
import { portFor } from './clients.ts';

/** The kubeconfig of a cluster for tests, as kind or k3d. Without it, the API server of the tests is used. */
const kubeconfig = process.env.KUBECONFIG_E2E;
const namespace = `stash-functions-${Math.floor(Date.now() / 1000)}`;

const step = (name: string, lines: ReadonlyArray<string>, exitCode = 0): StepScript => ({
  name,
  isInit: name !== 'main',
  instances: [{ lines, endsWithLineFeed: true, exitCode }],
});
const story = (end: Scenario['end'], ...steps: ReadonlyArray<StepScript>): Scenario => ({
  isInstant: false,
  backoffLimit: 0,
  restartPolicy: 'Never',
  end,
  pods: [{ unschedulable: 'no', warnings: [], steps }],
});
const many = Array.from({ length: 2000 }, (_, index) => `line ${index}`);
const stories: Readonly<Record<string, Scenario>> = {
  succeeds: story('complete', step('dump', ['one', 'two', 'three']), step('main', many)),
  fails: story('failed', step('dump', ['no space left on device'], 28), step('main', [])),
  'without-image': story('nothing', { ...step('main', []), waiting: { reason: 'ErrImagePull', isForever: true } }),
  sleeps: story('nothing', { ...step('main', []), waiting: { reason: 'ContainerCreating', isForever: true } }),
  'batch-0': story('complete', step('main', ['0'])),
  'batch-1': story('complete', step('main', ['1'])),
  'batch-2': story('complete', step('main', ['2'])),
};

describe(kubeconfig === undefined ? 'over the API server of the tests' : 'over a real cluster', {
  timeout: 300_000,
}, () => {
  let port: ClusterPort;
  let server: ApiServer | undefined;
  // A real cluster is slow, so it gets more time.
  const options: RunJobOptions = kubeconfig === undefined ? { clock: clockAt(1000) } : { timeout: 240_000 };

  beforeAll(async () => {
    if (kubeconfig === undefined) {
      server = await startApiServer();
      playJobs(server, (job) => stories[job], { seed: 1 });
      port = await portFor(server.url);
    } else {
      port = orThrow(await connect({ file: kubeconfig }));
    }
    const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
    expect(await applyPlan(port, { objects: [space] })).toMatchObject({ _tag: 'Right' });
    // Pods are refused until the cluster has made the account of a new namespace.
    expect(await applyPlan(port, { objects: [account] }, { force: true })).toMatchObject({ _tag: 'Right' });
  }, 300_000);
  afterAll(async () => {
    await port.remove({ apiVersion: 'v1', kind: 'Namespace', name: namespace });
    await server?.close();
  });

  it('applies objects, and finds them unchanged the second time', async () => {
    const rules = [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['a'], verbs: ['get'] }];
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'a', namespace },
      rules,
    };
    const plan = { objects: [role] };
    expect(await applyPlan(port, plan, { dryRun: true })).toMatchObject({
      right: { entries: [{ action: 'created' }] },
    });
    expect(await applyPlan(port, plan)).toMatchObject({ right: { entries: [{ action: 'created' }] } });
    expect(await applyPlan(port, plan)).toMatchObject({ right: { entries: [{ action: 'unchanged' }] } });
    const changed = { objects: [{ ...role, rules: [] }] };
    expect(await applyPlan(port, changed)).toMatchObject({ right: { entries: [{ action: 'updated' }] } });
  });

  it('runs a Job of two steps and gives each line of their logs once and in order', async () => {
    const run = runJob(port, jobFor('succeeds'), options);
    const lines: Record<string, Array<string>> = { dump: [], main: [] };
    for await (const event of run) if (event.type === 'log-line') lines[event.step]?.push(event.text);
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
    expect(lines).toEqual({ dump: ['one', 'two', 'three'], main: many });
  });

  it('adopts a Job that has ended', async () => {
    const run = runJob(port, jobFor('succeeds'), options);
    expect(await run.outcome).toMatchObject({ status: 'succeeded', steps: [{ exitCode: 0 }, { exitCode: 0 }] });
  });

  it('says which step failed and shows the end of its log', async () => {
    const { outcome } = runJob(port, jobFor('fails'), options);
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: 'step-failed',
      step: 'dump',
      exitCode: 28,
      lastLines: ['no space left on device'],
    });
  });

  it('fails early for an image that is not there', async () => {
    const { outcome } = runJob(port, jobFor('without-image'), { ...options, limits: { imagePull: 15_000 } });
    expect(await outcome).toMatchObject({ status: 'failed', reason: 'image-not-pulled', step: 'main' });
  });

  it('stops a Job that is aborted, and takes it away', async () => {
    const abort = new AbortController();
    const run = runJob(port, jobFor('sleeps'), { ...options, signal: abort.signal, cleanUp: 'always' });
    for await (const event of run) if (event.type === 'job-created') abort.abort('enough');
    expect(await run.outcome).toMatchObject({ status: 'aborted', cause: 'enough' });
    const target = { apiVersion: 'batch/v1', kind: 'Job', namespace, name: 'sleeps' };
    const isGone = async (): Promise<boolean> => {
      const found = await port.read(target);
      return found._tag === 'Left' && found.left.code === 404;
    };
    await expect.poll(isGone, { timeout: 110_000 }).toBe(true);
  });

  it('runs many Jobs, two at a time', async () => {
    const jobs = ['batch-0', 'batch-1', 'batch-2'].map(jobFor);
    const outcomes = await runJobs(port, jobs, { ...options, concurrency: 2 }).outcomes;
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
});

/** A Job that really does what its story says, so that it can run on a real cluster too. */
function jobFor(name: string): object {
  const steps = stories[name]?.pods[0]?.steps ?? [];
  const containers = (isInit: boolean): ReadonlyArray<object> =>
    steps
      .filter((one) => one.isInit === isInit)
      .map(({ name: container, instances: [instance], waiting }) => ({
        name: container,
        image: waiting?.reason === 'ErrImagePull' ? 'registry.invalid/none:1' : 'busybox:1.37',
        command: [
          'sh',
          '-c',
          scriptOf(instance?.lines ?? [], waiting === undefined ? (instance?.exitCode ?? 0) : undefined),
        ],
      }));
  const spec = { restartPolicy: 'Never', initContainers: containers(true), containers: containers(false) };
  const metadata = { name, namespace };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { backoffLimit: 0, template: { spec } } };
}

function scriptOf(lines: ReadonlyArray<string>, exitCode: number | undefined): string {
  const isCounting = lines.length > 100;
  const print = isCounting
    ? `i=0; while [ $i -lt ${lines.length} ]; do echo "line $i"; i=$((i+1)); done`
    : lines.map((line) => `echo '${line}'`).join('; ') || 'true';
  return `${print}; ${exitCode === undefined ? 'sleep 600' : `exit ${exitCode}`}`;
}
