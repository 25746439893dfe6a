import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type AlertName, prometheusRules } from './alerts.ts';
import { customResourceStateConfig } from './custom-resource-state.ts';
import { grafanaDashboard } from './dashboard.ts';
import { metricTable } from './metric-table.ts';
import { resourceMetricTable } from './resource-metric-table.ts';

const names = new Set([...Object.keys(metricTable), ...Object.keys(resourceMetricTable)]);

function metricsIn(text: string): ReadonlyArray<string> {
  return text.match(/stash_functions_[a-z_]+/g) ?? [];
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe('prometheusRules', () => {
  const rules = prometheusRules().spec.groups.flatMap((group) => group.rules);

  it.each(rules)('asks for metrics that there are: $alert', ({ expr, annotations }) => {
    expect(metricsIn(expr).length).toBeGreaterThan(0);
    for (const name of metricsIn(expr)) expect(names).toContain(name);
    expect(annotations.summary).not.toMatch(/undefined|\.$/);
  });

  it('has the times that it is given', () => {
    const text = JSON.stringify(
      prometheusRules({ staleAfter: 100, stuckAfter: 200, namespace: 'monitoring', labels: { a: 'b' } }),
    );
    expect(text).toContain('> 100');
    expect(text).toContain('> 200');
    expect(text).toContain('"namespace":"monitoring"');
  });
});

/** A series at minutes 0, 1, …; `values` is in the notation of promtool. */
interface Series {
  readonly series: string;
  readonly values: string;
}

const target =
  'namespace="shop",invoker_kind="BackupBatch",invoker_name="nightly",target_kind="PersistentVolumeClaim",target_namespace="shop",target_name="media"';
const invoker = 'namespace="shop",invoker_kind="BackupBatch",invoker_name="nightly"';
const resource = 'namespace="shop",resource="nightly-1",kind="BackupSession"';

function constant(series: string, value: number, minutes = 3000): Series {
  return { series, values: `${value}x${minutes}` };
}

const lastRun = constant(`stash_functions_target_last_run_timestamp_seconds{operation="backup",${target}}`, 60);
const lastSuccess = constant(`stash_functions_target_last_success_timestamp_seconds{operation="backup",${target}}`, 60);
const created = constant(`stash_functions_resource_created_timestamp_seconds{${resource}}`, 0);

/** The alerts that fire at a minute, for some series. Time begins in 1970. */
const scenarios: ReadonlyArray<
  readonly [title: string, series: ReadonlyArray<Series>, minute: number, fires: ReadonlyArray<AlertName>]
> = [
  ['a backup that is well', [lastRun, lastSuccess], 120, []],
  ['a backup a day old', [lastRun, lastSuccess], 1500, []],
  ['a backup of 27 hours', [lastRun, lastSuccess], 1621, ['StashBackupStale']],
  [
    'a target that failed, whose last success is there',
    [lastRun, lastSuccess, constant(`stash_functions_target_success{operation="backup",${target}}`, 0)],
    120,
    ['StashBackupFailed'],
  ],
  [
    'a session that failed though its targets are well',
    [
      constant(`stash_functions_target_success{operation="backup",${target}}`, 1),
      constant(`stash_functions_session_success{operation="backup",${invoker}}`, 0),
    ],
    120,
    ['StashBackupFailed'],
  ],
  ['a target that has never succeeded', [lastRun], 120, ['StashBackupNeverSucceeded']],
  ['a target that has failed for half an hour', [lastRun], 30, []],
  [
    'an invoker that has never run',
    [
      constant(
        'stash_functions_resource_created_timestamp_seconds{namespace="shop",resource="nightly",kind="BackupBatch",invoker_kind="BackupBatch",invoker_name="nightly"}',
        0,
      ),
    ],
    1700,
    ['StashBackupNeverSucceeded'],
  ],
  ['a young invoker', [constant('stash_functions_resource_created_timestamp_seconds{kind="BackupBatch"}', 0)], 600, []],
  [
    'a session that runs for seven hours',
    [created, constant(`stash_functions_resource_phase{${resource},phase="Running"}`, 1)],
    420,
    ['StashSessionStuck'],
  ],
  [
    'a session that ended seven hours ago',
    [
      created,
      constant(`stash_functions_resource_phase{${resource},phase="Running"}`, 0),
      constant(`stash_functions_resource_phase{${resource},phase="Succeeded"}`, 1),
    ],
    420,
    [],
  ],
  [
    'a repository that is damaged',
    [constant('stash_functions_repository_integrity{repository="vault",repository_namespace="shop"}', 0)],
    10,
    ['StashRepositoryIntegrityLost'],
  ],
  [
    'a repository that is damaged, as the cluster tells',
    [constant('stash_functions_resource_integrity{repository="vault",repository_namespace="shop"}', 0)],
    10,
    ['StashRepositoryIntegrityLost'],
  ],
  [
    'a restore that failed',
    [constant(`stash_functions_session_success{operation="restore",${invoker}}`, 0)],
    10,
    ['StashRestoreFailed'],
  ],
];

describe.skipIf(!hasPromtool)('the alerts, by promtool (skipped where it is not installed)', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stash-functions-rules-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'rules.json'), JSON.stringify(prometheusRules().spec));

  it('are rules that Prometheus takes', () => {
    const check = spawnSync('promtool', ['check', 'rules', join(directory, 'rules.json')], { encoding: 'utf8' });
    expect(check.stdout + check.stderr).toContain('6 rules found');
    expect(check.status).toBe(0);
  });

  it.each(scenarios)('are right about %s', (title, series, minute, fires) => {
    const alerts = prometheusRules().spec.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
    const tests = {
      rule_files: ['rules.json'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: series,
          // The test asks only which alerts fire. Prometheus makes their labels and texts from the rule.
          promql_expr_test: alerts.map((alert) => ({
            expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
            eval_time: `${minute}m`,
            exp_samples: [{ labels: '{}', value: fires.includes(alert) ? 1 : 0 }],
          })),
        },
      ],
    };
    const file = join(directory, `${title.replaceAll(/\W+/g, '-')}.json`);
    writeFileSync(file, JSON.stringify(tests));
    const run = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8', cwd: directory });
    expect(run.stdout + run.stderr).toContain('SUCCESS');
    expect(readdirSync(directory)).toContain('rules.json');
  });
});

describe('customResourceStateConfig', () => {
  const { resources } = customResourceStateConfig().spec;

  it('has every row of the table for each of its kinds', () => {
    const pairs = resources.flatMap(({ groupVersionKind, metricNamePrefix, metrics }) =>
      metrics.map(({ name }) => `${groupVersionKind.kind} ${metricNamePrefix}_${name}`),
    );
    const wanted = Object.entries(resourceMetricTable).flatMap(([name, { kinds }]) =>
      kinds.map((kind) => `${kind} ${name}`),
    );
    expect(pairs.toSorted()).toEqual(wanted.toSorted());
  });

  it('names the labels that the alerts ask for', () => {
    for (const { groupVersionKind, labelsFromPath } of resources) {
      expect(Object.keys(labelsFromPath)).toEqual(expect.arrayContaining(['namespace', 'resource']));
      if (groupVersionKind.kind !== 'Repository') expect(labelsFromPath).toHaveProperty('invoker_name');
    }
  });
});

describe('grafanaDashboard', () => {
  const { panels } = grafanaDashboard();

  it('has a panel for each row that wants one, none over another', () => {
    expect(panels.map(({ title }) => title)).toEqual(
      Object.values(metricTable).flatMap(({ panel }) => (panel === undefined ? [] : [panel.title])),
    );
    expect(new Set(panels.map(({ gridPos }) => JSON.stringify(gridPos))).size).toBe(panels.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('asks for metrics that there are', () => {
    for (const { targets } of panels)
      for (const name of metricsIn(targets[0]?.expr ?? '')) expect(names).toContain(name);
  });
});
