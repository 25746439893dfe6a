import { describe, expect, it } from 'vitest';
import { manifests } from '../../test/manifests.ts';
import {
  backupScenario,
  backupScenarios,
  coverageOf,
  formatCoverage,
  restoreScenario,
  type Scenario,
} from '../index.ts';

const missesOf = (...scenarios: ReadonlyArray<Scenario>) =>
  coverageOf(scenarios).resources.flatMap(({ points }) =>
    points.filter(({ reached }) => !reached).map(({ expression, outcome }) => `${expression} ${outcome}`),
  );

describe('template coverage', () => {
  it('tells what no scenario did', () => {
    expect(missesOf(backupScenario({ manifests }))).toEqual([
      '${version:=1.0} value',
      '${host:=localhost} value',
      '${password:+--password=${password}} alternative',
      '${password} value',
      '${volume:=credentials} value',
      '${REPOSITORY_REGION:=nowhere} default',
      '${BACKUP_SESSION:=} default',
    ]);
  });

  it('adds scenarios up', () => {
    const params = { version: '2', host: 'db', password: 'x', volume: 'credentials' };
    const scenarios = [
      backupScenario({ manifests, params }),
      backupScenario({ manifests, backend: 'gcs' }),
      restoreScenario({ manifests }),
    ];
    expect(missesOf(...scenarios)).toEqual([]);
    expect(coverageOf(scenarios)).toMatchObject({ percent: 100, reached: 18, total: 18 });
  });

  it('does not ask for the default of a variable that is always set', () => {
    const { resources } = coverageOf([backupScenario({ manifests })]);
    const report = resources.find(({ name }) => name === 'report');
    expect(report?.points.map(({ expression, outcome }) => `${expression} ${outcome}`)).toEqual([
      '${NAMESPACE:=default} value',
      '${BACKUP_SESSION:=} value',
      '${BACKUP_SESSION:=} default',
    ]);
  });

  it('counts an operator only where it changes a value', () => {
    const repository = { spec: { backend: { s3: { prefix: 'no-slash' } } } };
    expect(missesOf(backupScenario({ manifests, repository }))).toContain('${REPOSITORY_PREFIX#/} effect');
  });

  it('counts what ran before a problem came up, and nothing where nothing ran', () => {
    const failed = backupScenario({ manifests, task: 'absent' });
    expect(coverageOf([failed])).toEqual({ resources: [], reached: 0, total: 0, percent: 100 });
  });

  it('is printed with the place of each miss', () => {
    const scenarios = backupScenarios({ manifests }).map(([, scenario]) => scenario);
    expect(`\n${formatCoverage(coverageOf(scenarios))}\n`).toMatchInlineSnapshot(`
      "
      Template coverage
        Function dump     64.2 %  9/14
          functions.yaml:6:27   \${version:=1.0}                      never took a value
          functions.yaml:18:7   \${host:=localhost}                   never took a value
          functions.yaml:20:7   \${password:+--password=\${password}}  never took its alternative
          functions.yaml:20:30  \${password}                          never took a value
          functions.yaml:22:13  \${volume:=credentials}               never took a value
        Function report   66.6 %  2/3
          functions.yaml:41:58  \${BACKUP_SESSION:=}  never took its default
        Task database    100.0 %  1/1
        all               66.6 %  12/18
      "
    `);
  });
});
