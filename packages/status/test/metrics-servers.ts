import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prometheusRules } from '../src/metrics/alerts.ts';

/** A Pushgateway, and a Prometheus that scrapes it every second with this package's alerts. */
export interface MetricsServers {
  /** The address of the Pushgateway. */
  readonly pushgateway: string;
  /** The series that a PromQL expression gives now, each with its labels and value. */
  readonly query: (expression: string) => Promise<ReadonlyArray<Series>>;
  readonly stop: () => Promise<void>;
}

/** One series of an answer. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The programs that are not installed. */
export function missingPrograms(): ReadonlyArray<string> {
  return ['prometheus', 'prometheus-pushgateway'].filter((name) => spawnSync(name, ['--version']).status !== 0);
}

/** Starts both servers on free ports of this machine, and waits until they answer. */
export async function startMetricsServers(): Promise<MetricsServers> {
  const directory = mkdtempSync(join(tmpdir(), 'stash-functions-metrics-'));
  const [gatewayPort, prometheusPort] = [await freePort(), await freePort()];
  const gateway = spawn('prometheus-pushgateway', [`--web.listen-address=127.0.0.1:${gatewayPort}`], {
    stdio: 'ignore',
  });
  writeFileSync(join(directory, 'rules.json'), JSON.stringify(prometheusRules().spec));
  const scrape = {
    job_name: 'pushgateway',
    honor_labels: true,
    scrape_interval: '1s',
    static_configs: [{ targets: [`127.0.0.1:${gatewayPort}`] }],
  };
  const config = { global: { evaluation_interval: '1s' }, rule_files: ['rules.json'], scrape_configs: [scrape] };
  writeFileSync(join(directory, 'prometheus.yml'), JSON.stringify(config));
  const prometheus = spawn(
    'prometheus',
    [
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ],
    { stdio: 'ignore' },
  );
  await answers(`http://127.0.0.1:${gatewayPort}/-/ready`);
  await answers(`http://127.0.0.1:${prometheusPort}/-/ready`);
  return {
    pushgateway: `http://127.0.0.1:${gatewayPort}`,
    query: (expression) => query(`http://127.0.0.1:${prometheusPort}`, expression),
    stop: async () => {
      await Promise.all([ended(gateway), ended(prometheus)]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function query(prometheus: string, expression: string): Promise<ReadonlyArray<Series>> {
  const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const answer: QueryAnswer = JSON.parse(await response.text());
  return (answer.data?.result ?? []).map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

interface QueryAnswer {
  readonly data?: {
    readonly result: ReadonlyArray<{
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [time: number, value: string];
    }>;
  };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
