import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import {
  type Clock,
  type ClusterPort,
  clockAt,
  type JsonObject,
  runJob,
  runJobs,
} from '@stash-functions/k8s-adapter/cluster';
import { KubeConfig, Log, Watch } from 'cn1';
import { right } from 'fp-ts/lib/Either.js';
import type { FigureRow } from './measure.ts';

const start = Date.UTC(2026);
const template = { restartPolicy: 'Never', containers: [{ name: 'dump' }] };
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
  { name: 'run 1,000 Jobs side by side', run: manyJobs },
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

async function manyJobs(): Promise<string> {
  const clock = clockAt(20);
  let requests = 0;
  const names = Array.from({ length: 1000 }, (_, index) => `job-${index}`);
  const ports = new Map(
    names.map((name) => [
      name,
      portOf(
        name,
        clock,
        () => chunks(20),
        () => (requests += 1),
      ),
    ]),
  );
  const usage = await measured(async () => {
    const outcomes = await Promise.all(
      names.map(async (name) => {
        const port = ports.get(name);
        if (port === undefined) return;
        const run = runJobs(port, [jobOf(name)], { clock });
        for await (const _ of run);
        return run.outcomes;
      }),
    );
    if (outcomes.some((one) => one?.[0]?.status !== 'succeeded')) throw new Error('a Job did not succeed');
  });
  return `${requests / names.length} requests a run, ${usage}`;
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

/** The seconds of the processor, and the most memory that was held in addition. */
async function measured(work: () => Promise<void>): Promise<string> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  return `${((user + system) / 1e6).toFixed(1)} s of the processor, ${Math.round((most - before) / 2 ** 20)} MiB more at most`;
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

function portOf(
  name: string,
  clock: Clock,
  log: () => AsyncIterable<Uint8Array>,
  onCall: () => unknown = () => undefined,
): ClusterPort {
  const call =
    <A>(value: A) =>
    async () => {
      onCall();
      return right(value);
    };
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
      onCall();
      return right({ resourceVersion: '9', items: items[kind] ?? [] });
    },
    watch: async (_, { signal, timeoutSeconds }) => {
      onCall();
      return right(quiet(clock, timeoutSeconds * 1000, signal));
    },
    logs: async () => {
      onCall();
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
