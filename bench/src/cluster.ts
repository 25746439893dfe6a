import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import {
  type Clock,
  type ClusterPort,
  clockAt,
  type JsonObject,
  runJob,
  systemClock,
} from '@stash-functions/k8s-adapter/cluster';
import { BatchV1Api, KubeConfig, Log, type V1Job, type V1Pod, Watch } from 'cn1';
import { right } from 'fp-ts/lib/Either.js';
import type { FigureRow } from './measure.ts';

const start = Date.UTC(2026);
const template = { restartPolicy: 'Never', containers: [{ name: 'dump', image: 'busybox' }] };
const terminated = {
  exitCode: 0,
  reason: 'Completed',
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T01:00:00Z',
};

/** Two long pieces of work: an hour of a step that writes 10 million lines, and a thousand Jobs at one time. */
export const figures: ReadonlyArray<FigureRow> = [
  { name: 'follow a Job that writes 10 million log lines in an hour of its own time', run: manyLines },
  { name: 'read 500,000 log lines over HTTP', run: overHttp },
  { name: 'the same by Watch and Log of client-node, lines split and stamped', run: byClientNode },
  { name: 'run 1,000 Jobs side by side on one test server', run: manyJobs },
  { name: 'the same by Watch and Log of client-node', run: manyJobsByClientNode },
];

async function manyLines(): Promise<string> {
  const count = Number(process.env.LINES ?? 10_000_000);
  // Ten million lines in an hour: the clock goes on with the lines.
  const clock = clockAt(60);
  let read = 0;
  const usage = await measured(async () => {
    const port = portOf('backup', clock, () => chunks(count));
    const run = runJob(port, jobOf('backup'), { clock, limits: { logs: 1e9 } });
    for await (const event of run) if (event.type === 'log-line') read += 1;
  });
  return `${read.toLocaleString('en')} lines, ${usage}`;
}

/** How many Jobs are run at one time. */
const jobsAtOnce = Number(process.env.JOBS ?? 1000);

async function manyJobs(): Promise<string> {
  return onTestServer(async (config, name) => {
    // A thousand at one time may wait for their logs longer than one waits on its own.
    const run = runJob(config, jobOf(name), { limits: { logs: 600_000 } });
    let lines = 0;
    for await (const event of run) if (event.type === 'log-line') lines += 1;
    const { status } = await run.outcome;
    return status === 'succeeded' ? lines : 0;
  });
}

/** The same as a careful user of client-node writes it: two watches and a log for each Job. */
async function manyJobsByClientNode(): Promise<string> {
  return onTestServer(async (config, name) => {
    const watch = new Watch(config);
    const jobs = config.makeApiClient(BatchV1Api);
    const body = { apiVersion: 'batch/v1', kind: 'Job', ...jobOf(name) } as V1Job;
    await jobs.createNamespacedJob({ namespace: 'demo', body });
    let lines = 0;
    let logging: Promise<unknown> | undefined;
    const read = async (pod: string): Promise<void> => {
      const stream = new PassThrough();
      stream.setEncoding('utf8').on('data', (text: string) => {
        lines += text.split('\n').length - 1;
      });
      try {
        await new Log(config).log('demo', pod, 'dump', stream, { follow: true, timestamps: true });
      } catch {
        // The server is busy: a log that was refused has brought nothing.
        await systemClock.sleep(1000);
        return read(pod);
      }
      await new Promise((resolve) => stream.once('end', resolve));
    };
    const pods = await watch.watch(
      '/api/v1/namespaces/demo/pods',
      { labelSelector: `job-name=${name}` },
      (_, pod: V1Pod) => {
        const state = pod.status?.containerStatuses?.[0]?.state;
        if (state?.running !== undefined || state?.terminated !== undefined) logging ??= read(pod.metadata?.name ?? '');
      },
      () => undefined,
    );
    const ended = new Promise<void>((resolve) => {
      void watch
        .watch(
          '/apis/batch/v1/namespaces/demo/jobs',
          { fieldSelector: `metadata.name=${name}` },
          (_, job: V1Job) => {
            if (job.status?.conditions?.some(({ type }) => type === 'Complete') === true) resolve();
          },
          () => undefined,
        )
        .then((request) => void ended.then(() => request.abort()));
    });
    await ended;
    // The Job may be over before anybody has seen its pod.
    logging ??= read(`${name}-pod0`);
    await logging;
    pods.abort();
    return lines;
  });
}

/** Milliseconds after which nobody waits any more for what has not ended. */
const longest = 180_000;

/** Runs many Jobs at one time over one server in a process of its own. */
async function onTestServer(run: (config: KubeConfig, name: string) => Promise<number>): Promise<string> {
  const child = fork(new URL('./cluster/server.ts', import.meta.url));
  const said = (): Promise<Record<string, unknown>> =>
    new Promise((resolve) => child.once('message', (message) => resolve({ ...(message as object) })));
  const { kubeconfig } = await said();
  const config = new KubeConfig();
  config.loadFromString(String(kubeconfig));
  try {
    let lines = 0;
    let ended = 0;
    const usage = await measured(async () => {
      const runs = Array.from({ length: jobsAtOnce }, async (_, index) => {
        const read = await run(config, `job-${index}`);
        lines += read;
        ended += 1;
      });
      await Promise.race([Promise.all(runs), systemClock.sleep(longest)]);
    }, jobsAtOnce);
    const answer = said();
    child.send('requests');
    const { requests } = await answer;
    const whole = `${ended.toLocaleString('en')} ended, ${lines.toLocaleString('en')} of ${(jobsAtOnce * 20).toLocaleString('en')} lines`;
    return `${whole}, ${(Number(requests) / jobsAtOnce).toFixed(1)} requests a run, ${usage}`;
  } finally {
    child.disconnect();
  }
}

const linesOverHttp = 500_000;

async function overHttp(): Promise<string> {
  return withServer(async (config) => {
    let read = 0;
    const usage = await measured(async () => {
      const run = runJob(config, jobOf('backup'));
      for await (const event of run) if (event.type === 'log-line') read += 1;
    });
    return `${read.toLocaleString('en')} lines, ${usage}`;
  });
}

async function byClientNode(): Promise<string> {
  return withServer(async (config) => {
    let read = 0;
    const usage = await measured(async () => {
      const watch = await new Watch(config).watch(
        '/api/v1/namespaces/demo/pods',
        {},
        () => undefined,
        () => undefined,
      );
      const stream = new PassThrough();
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (!Number.isNaN(Date.parse(line.slice(0, line.indexOf(' '))))) read += 1;
      });
      await new Log(config).log('demo', 'backup-a', 'dump', stream, { follow: true, timestamps: true });
      await new Promise((resolve) => stream.once('end', resolve));
      watch.abort();
    });
    return `${read.toLocaleString('en')} lines, ${usage}`;
  });
}

async function withServer(work: (config: KubeConfig) => Promise<string>): Promise<string> {
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    request.resume();
    if (url.includes('/log')) {
      const isAgain = url.includes('sinceTime');
      for await (const chunk of isAgain ? lastChunk(linesOverHttp) : chunks(linesOverHttp)) {
        if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
      }
      return void response.end();
    }
    if (url.includes('watch=') || (url.endsWith('/pods') && !url.includes('limit')))
      return void response.writeHead(200).flushHeaders();
    const items = url.includes('/pods') ? [podOf('backup')] : url.includes('/jobs') ? [storedJob('backup')] : [];
    response.end(
      JSON.stringify(request.method === 'POST' ? storedJob('backup') : { metadata: { resourceVersion: '9' }, items }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      { name: 'c', server: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, skipTLSVerify: true },
    ],
    users: [{ name: 'u', token: 't' }],
    contexts: [{ name: 'x', cluster: 'c', user: 'u', namespace: 'demo' }],
    currentContext: 'x',
  });
  try {
    return await work(config);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The seconds of the processor, and the most memory that was held in addition: in all, or for each of some runs. */
async function measured(work: () => Promise<void>, runs = 1): Promise<string> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  const seconds = ((user + system) / 1e6).toFixed(1);
  if (runs > 1) return `${seconds} s of the processor, ${Math.round((most - before) / 1024 / runs)} KiB a run at most`;
  return `${seconds} s of the processor, ${Math.round((most - before) / 2 ** 20)} MiB more at most`;
}

function jobOf(name: string): {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: object;
} {
  return { metadata: { name, namespace: 'demo' }, spec: { backoffLimit: 0, template: { spec: template } } };
}

function storedJob(name: string): JsonObject {
  const metadata = { name, namespace: 'demo', uid: `uid-${name}`, resourceVersion: '2' };
  return { metadata, spec: jobOf(name).spec, status: { conditions: [{ type: 'Complete', status: 'True' }] } };
}

function podOf(name: string): JsonObject {
  const metadata = {
    name: `${name}-a`,
    namespace: 'demo',
    uid: `pod-${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  const containerStatuses = [{ name: 'dump', restartCount: 0, state: { terminated } }];
  return { metadata, spec: { ...template, nodeName: 'n' }, status: { phase: 'Succeeded', containerStatuses } };
}

function portOf(name: string, clock: Clock, log: () => AsyncIterable<Uint8Array>): ClusterPort {
  const call =
    <A>(value: A) =>
    async () =>
      right(value);
  const items: Readonly<Record<string, ReadonlyArray<JsonObject>>> = { Job: [storedJob(name)], Pod: [podOf(name)] };
  let isRead = false;
  return {
    namespace: 'demo',
    read: call({}),
    create: call(storedJob(name)),
    apply: call({ object: {}, created: true }),
    replaceStatus: call({}),
    replace: call({}),
    remove: call(undefined),
    list: async ({ kind }) => {
      return right({ resourceVersion: '9', items: items[kind] ?? [] });
    },
    watch: async (_, { signal, timeoutSeconds }) => {
      return right(quiet(clock, timeoutSeconds * 1000, signal));
    },
    logs: async () => {
      const again = isRead;
      isRead = true;
      return right(again ? lastChunk(0) : log());
    },
  };
}

async function* quiet(clock: Clock, milliseconds: number, signal?: AbortSignal): AsyncGenerator<never> {
  await clock.sleep(milliseconds, signal);
  yield* [];
}

const text =
  ' INFO dumped another row of the table "orders", and there are many more of them to come before this is done\n';
const lineOf = (index: number): string =>
  `${new Date(start + index * 0.36).toISOString().slice(0, -1)}${String(index % 1_000_000).padStart(6, '0')}Z${text}`;

async function* chunks(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 500) {
    yield Buffer.from(Array.from({ length: Math.min(500, count - index) }, (_, at) => lineOf(index + at)).join(''));
  }
}

async function* lastChunk(count: number): AsyncGenerator<Uint8Array> {
  if (count > 0) yield Buffer.from(lineOf(count - 1));
}
