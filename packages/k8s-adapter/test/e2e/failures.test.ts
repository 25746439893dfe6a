import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobScript, Scenario } from '../../../testing/src/cluster.ts';
import { type JobEvent, type RunJobOptions, runJob } from '../../src/cluster/index.ts';
import { beginSuite, type ClusterUnderTest, clusterName, isReal, settings, story } from './cluster-under-test.ts';

/** A Job that goes wrong, and the outcome of its run. */
interface Failure {
  readonly title: string;
  /** Fields of its only container. */
  readonly container?: object;
  readonly pod?: object;
  readonly job?: object;
  readonly options?: RunJobOptions;
  /** Interferes once the container runs. */
  readonly meanwhile?: (cluster: ClusterUnderTest, job: string) => Promise<unknown>;
  readonly outcome: object;
  /** The script of the kubelet of the tests. Without one the case needs a real kubelet. */
  readonly script?: JobScript | Scenario;
}

const sleeps = { command: ['sleep', '600'] };
const secret = { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'nowhere', key: 'a' } } }] };
const volume = (source: object) => ({ volumes: [{ name: 'v', ...source }] });
const mounted = { volumeMounts: [{ name: 'v', mountPath: '/v' }] };
const limits = { containerCreate: 15_000, imagePull: 15_000, podCreate: 15_000, unschedulable: 15_000 };
const waits = (reason: string): JobScript => ({ containers: { main: { waits: reason } } });

const failures: ReadonlyArray<Failure> = [
  {
    title: 'a step that fails',
    container: { command: ['sh', '-c', 'echo no space left on device; exit 28'] },
    script: { containers: { main: { lines: ['no space left on device'], exitCode: 28 } } },
    outcome: { reason: 'step-failed', step: 'main', exitCode: 28, lastLines: ['no space left on device'] },
  },
  {
    title: 'an image that is not there',
    container: { image: 'e2e.invalid/no/such:image' },
    script: waits('ErrImagePull'),
    outcome: { reason: 'image-not-pulled', step: 'main' },
  },
  {
    title: 'an image whose name is none',
    container: { image: 'No Image' },
    script: waits('InvalidImageName'),
    outcome: { reason: 'image-not-pulled', step: 'main' },
  },
  {
    title: 'a Secret of the environment that is missing',
    container: secret,
    script: waits('CreateContainerConfigError'),
    outcome: { reason: 'container-not-created', step: 'main' },
  },
  {
    title: 'a Secret of a volume that is missing',
    container: mounted,
    pod: volume({ secret: { secretName: 'nowhere' } }),
    script: story('nothing', { lacksVolume: true }),
    outcome: { reason: 'container-not-created', message: expect.stringContaining('nowhere') },
  },
  {
    title: 'a pod that no node takes',
    pod: { nodeSelector: { 'stash-functions.github.io/none': 'none' } },
    script: story('nothing', { unschedulable: 'forever' }),
    outcome: { reason: 'unschedulable' },
  },
  {
    title: 'a deadline',
    container: sleeps,
    job: { activeDeadlineSeconds: 10 },
    script: story('deadline', { takenAt: 0 }),
    outcome: { reason: 'deadline-exceeded' },
  },
  {
    title: 'a pod that somebody deletes',
    container: sleeps,
    script: story('failed', { takenAt: 0 }),
    meanwhile: async ({ port, namespace }, job) => {
      const pods = await port.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector: `job-name=${job}` });
      for (const pod of pods._tag === 'Right' ? pods.right.items : []) {
        const { name } = pod.metadata as { readonly name: string };
        await port.remove({ apiVersion: 'v1', kind: 'Pod', namespace, name });
      }
    },
    outcome: { reason: 'pod-lost' },
  },
  {
    title: 'a Job that somebody deletes',
    container: sleeps,
    script: { containers: { main: { takes: 3_000 } } },
    meanwhile: ({ port, namespace }, name) => port.remove({ apiVersion: 'batch/v1', kind: 'Job', namespace, name }),
    outcome: { reason: 'job-deleted' },
  },
  {
    title: 'a command that is not there',
    container: { command: ['/no/such/thing'] },
    outcome: { reason: 'step-failed', message: expect.stringContaining('no such file') },
  },
  {
    title: 'more memory than its limit',
    container: { command: ['sh', '-c', 'tail /dev/zero'], resources: { limits: { memory: '24Mi' } } },
    outcome: { reason: 'step-failed', message: expect.stringContaining('24Mi') },
  },
  {
    title: 'a ServiceAccount that is missing',
    pod: { serviceAccountName: 'nobody' },
    outcome: { reason: 'pod-not-created', message: expect.stringContaining('nobody') },
  },
  {
    title: 'a Job that is suspended',
    job: { suspend: true },
    options: { limits: { ...limits, held: 10_000 } },
    outcome: { reason: 'pod-not-created' },
  },
];

/** Failures that no suite can bring about from outside, with the place of their test. */
const beyond: ReadonlyArray<readonly [string, string]> = [
  ['a container that a webhook adds', 'it needs a webhook in the cluster: packages/testing/src/cluster plays it'],
  ['a node or a kubelet that is gone', 'it would harm others on the cluster: the recorded runs have it'],
  ['an API server that is killed', 'it would harm others on the cluster: the property test of faults has it'],
  ['a log that is rotated under its reader', 'its size is a setting of the kubelet: the recorded runs have it'],
];

describe(`Jobs that go wrong ${clusterName}`, { timeout: 300_000 }, () => {
  let cluster: ClusterUnderTest;
  const nameOf = (title: string): string => title.toLowerCase().replace(/[^a-z]+/g, '-');
  beforeAll(async () => {
    cluster = await beginSuite('failures', (job) => failures.find(({ title }) => nameOf(title) === job)?.script);
  }, 300_000);
  afterAll(() => cluster.end());

  for (const { title, script, outcome, meanwhile, options, ...shape } of failures) {
    const isPlayed = isReal || script !== undefined;
    const why = isPlayed ? '' : ' (needs a real kubelet: skipped)';
    it.skipIf(!isPlayed)(`tells of ${title}${why}`, async () => {
      const name = nameOf(title);
      const patience = isReal ? { limits } : {};
      const run = runJob(cluster.port, jobFor(name, shape), { ...patience, ...cluster.runOptions, ...options });
      const events: Array<JobEvent> = [];
      for await (const event of run) {
        events.push(event);
        if (event.type === 'step-started') await meanwhile?.(cluster, name);
      }
      expect(await run.outcome).toMatchObject({ status: 'failed', ...outcome });
      expect(events.at(-1)?.type).toBe('job-finished');
    });
  }

  it.skip.each(beyond)('tells of %s: skipped, because %s', () => undefined);

  function jobFor(name: string, { container, pod, job }: Pick<Failure, 'container' | 'pod' | 'job'>): object {
    const main = { name: 'main', image: settings.images.busybox, command: ['true'], ...container };
    return {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, namespace: cluster.namespace },
      spec: {
        backoffLimit: 0,
        template: { spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 1, containers: [main], ...pod } },
        ...job,
      },
    };
  }
});
