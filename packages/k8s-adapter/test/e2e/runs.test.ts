import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario, StepScript } from '../../../testing/src/cluster.ts';
import { applyPlan, type ClusterPort, type RunJobOptions, runJob, runJobs } from '../../src/cluster/index.ts';
import { beginSuite, type ClusterUnderTest, clusterName, settings, story as storyOf } from './cluster-under-test.ts';

const step = (name: string, lines: ReadonlyArray<string>, exitCode = 0): StepScript => ({
  name,
  isInit: name !== 'main',
  instances: [{ lines, endsWithLineFeed: true, exitCode }],
});
const story = (end: Scenario['end'], ...steps: ReadonlyArray<StepScript>): Scenario => storyOf(end, { steps });
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

describe(`Jobs that are run ${clusterName}`, { timeout: 300_000 }, () => {
  let cluster: ClusterUnderTest;
  let port: ClusterPort;
  let namespace: string;
  let options: RunJobOptions;

  beforeAll(async () => {
    cluster = await beginSuite('runs', (job) => stories[job]);
    ({ port, namespace, runOptions: options } = cluster);
  }, 300_000);
  afterAll(() => cluster.end());

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
    const run = runJob(port, jobFor(namespace, 'succeeds'), options);
    const lines: Record<string, Array<string>> = { dump: [], main: [] };
    for await (const event of run) if (event.type === 'log-line') lines[event.step]?.push(event.text);
    expect(await run.outcome).toMatchObject({ status: 'succeeded' });
    expect(lines).toEqual({ dump: ['one', 'two', 'three'], main: many });
  });

  it('adopts a Job that has ended', async () => {
    const run = runJob(port, jobFor(namespace, 'succeeds'), options);
    expect(await run.outcome).toMatchObject({ status: 'succeeded', steps: [{ exitCode: 0 }, { exitCode: 0 }] });
  });

  it('says which step failed and shows the end of its log', async () => {
    const { outcome } = runJob(port, jobFor(namespace, 'fails'), options);
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: 'step-failed',
      step: 'dump',
      exitCode: 28,
      lastLines: ['no space left on device'],
    });
  });

  it('fails early for an image that is not there', async () => {
    const { outcome } = runJob(port, jobFor(namespace, 'without-image'), { ...options, limits: { imagePull: 15_000 } });
    expect(await outcome).toMatchObject({ status: 'failed', reason: 'image-not-pulled', step: 'main' });
  });

  it('stops a Job that is aborted, and takes it away', async () => {
    const abort = new AbortController();
    const run = runJob(port, jobFor(namespace, 'sleeps'), { ...options, signal: abort.signal, cleanUp: 'always' });
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
    const jobs = ['batch-0', 'batch-1', 'batch-2'].map((name) => jobFor(namespace, name));
    const outcomes = await runJobs(port, jobs, { ...options, concurrency: 2 }).outcomes;
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
});

/** A Job that really does what its story says, so that it can run on a real cluster too. */
function jobFor(namespace: string, name: string): object {
  const steps = stories[name]?.pods[0]?.steps ?? [];
  const containers = (isInit: boolean): ReadonlyArray<object> =>
    steps
      .filter((one) => one.isInit === isInit)
      .map(({ name: container, instances: [instance], waiting }) => ({
        name: container,
        image: waiting?.reason === 'ErrImagePull' ? 'registry.invalid/none:1' : settings.images.busybox,
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
