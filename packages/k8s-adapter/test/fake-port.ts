import { right } from 'fp-ts/lib/Either.js';
import type {
  Clock,
  ClusterPort,
  JobEvent,
  JobOutcome,
  JsonObject,
  LogOptions,
  RunJobOptions,
} from '../src/cluster/index.ts';
import { runJob } from '../src/cluster/index.ts';

/** A cluster with one Job and its pod, which never change. */
export interface StillCluster {
  readonly clock: Clock;
  /** The Job's status and other fields. */
  readonly job?: JsonObject;
  readonly spec?: JsonObject;
  /** The template of the Job. */
  readonly template?: JsonObject;
  /** The pod with its status and spec; absent for a Job without a pod. */
  readonly pod?: { readonly status: JsonObject; readonly spec?: JsonObject; readonly metadata?: JsonObject };
  readonly events?: ReadonlyArray<JsonObject>;
  readonly logs?: ClusterPort['logs'];
  /** Replaces single calls. */
  readonly port?: Partial<ClusterPort>;
}

/** The template of a Job with one container, `dump`. */
const oneStep: JsonObject = { restartPolicy: 'Never', containers: [{ name: 'dump' }] };

/** A port to a {@link StillCluster}. */
export function stillPort({
  clock,
  job,
  spec,
  template = oneStep,
  pod,
  events = [],
  logs,
  port,
}: StillCluster): ClusterPort {
  const stored: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'backup', namespace: 'demo', uid: 'j1', resourceVersion: '2' },
    spec: { backoffLimit: 0, template: { spec: template }, ...spec },
    ...job,
  };
  const metadata = { name: 'backup-a', namespace: 'demo', uid: 'p1', creationTimestamp: '2026-01-01T00:00:00Z' };
  const pods =
    pod === undefined
      ? []
      : [
          {
            metadata: { ...metadata, ...pod.metadata },
            spec: { nodeName: 'n', ...template, ...pod.spec },
            status: pod.status,
          },
        ];
  const warnings = events.map((event) => ({ involvedObject: { kind: 'Pod', name: 'backup-a', uid: 'p1' }, ...event }));
  const items: Readonly<Record<string, ReadonlyArray<JsonObject>>> = { Job: [stored], Pod: pods, Event: warnings };
  return {
    namespace: 'demo',
    read: async ({ kind }) => right(items[kind]?.[0] ?? {}),
    create: async () => right(stored),
    apply: async () => right({ object: stored, created: true }),
    replaceStatus: async () => right(stored),
    replace: async () => right(stored),
    remove: async () => right(undefined),
    list: async ({ kind }) => right({ resourceVersion: '9', items: items[kind] ?? [] }),
    watch: async (_, { signal, timeoutSeconds }) => right(silence(clock, timeoutSeconds * 1000, signal)),
    logs: logs ?? (async () => right(lines('2026-01-01T00:00:01.000000000Z done'))),
    ...port,
  };
}

/** A container's status. */
export function containerStatus(name: string, state: JsonObject, more: JsonObject = {}): JsonObject {
  return { name, restartCount: 0, state, ...more };
}

/** The state of an ended container: `state.terminated`. */
export function ended(exitCode: number, more: JsonObject = {}): JsonObject {
  const times = { startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:02Z' };
  return { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', ...times, ...more } };
}

/** The state of a running container: `state.running`. */
export const running: JsonObject = { running: { startedAt: '2026-01-01T00:00:00Z' } };

/** A stream of lines that ends well. */
async function* lines(...texts: ReadonlyArray<string>): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(`${text}\n`);
}

/** A stream that gives a line at fixed intervals, without end. */
export async function* chatter(
  clock: Clock,
  milliseconds: number,
  signal: LogOptions['signal'],
): AsyncGenerator<Uint8Array> {
  for (let index = 0; signal?.aborted !== true; index += 1) {
    yield Buffer.from(`${new Date(Date.UTC(2026) + index).toISOString().replace('Z', '000000Z')} line ${index}\n`);
    await clock.sleep(milliseconds, signal);
  }
}

/** A stream that is silent for a time, and then ends. */
export async function* silence(clock: Clock, milliseconds: number, signal?: AbortSignal): AsyncGenerator<never> {
  await clock.sleep(milliseconds, signal);
  yield* [];
}

/** A run of the cluster's Job that is read to its end, and the time that it took by the run's own clock. */
export async function readRun(
  cluster: StillCluster,
  options: RunJobOptions = {},
): Promise<{
  readonly events: ReadonlyArray<JobEvent>;
  readonly outcome: JobOutcome;
  /** Milliseconds until the last event was read. */
  readonly took: number;
}> {
  const { clock } = cluster;
  const begin = clock.now();
  const job = { metadata: { name: 'backup' }, spec: { template: { spec: cluster.template ?? oneStep } } };
  const run = runJob(stillPort(cluster), job, { clock, ...options });
  const events: Array<JobEvent> = [];
  for await (const event of run) events.push(event);
  return { events, outcome: await run.outcome, took: clock.now() - begin };
}
