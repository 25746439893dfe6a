import { orThrow, ProblemsError } from '@stash-functions/core';
import { afterAll, expect, it } from 'vitest';
import { describeExports } from '../../core/test/never-throws.ts';
import { manifests as loaded } from '../test/manifests.ts';
import * as cluster from './cluster.ts';
import * as testing from './index.ts';
import { type EachBackendOptions, eachBackendWith } from './scenario/each-backend.ts';
import { UsageError } from './usage-error.ts';

const manifests = orThrow(loaded);
const common = {
  manifests,
  task: 'database',
  backend: 's3',
  namespace: 'demo',
  params: { host: 'db' },
  repository: { metadata: { labels: { a: 'b' } } },
  appBinding: { spec: { version: '17' } },
} as const;
const backup = {
  ...common,
  target: 'PersistentVolumeClaim',
  invoker: { metadata: { name: 'mine' } },
  session: { metadata: { name: 'run' } },
  retention: { keepLast: 3 },
} as const;
const restore = { ...common, target: 'PersistentVolumeClaim', invoker: { metadata: { name: 'mine' } } } as const;
const table = { backends: ['s3', 'local'], targets: ['StatefulSet'], variations: { more: { params: { host: 'x' } } } };

const scenario = testing.backupScenario(backup);
const [container] = scenario.containers;
const words = [{ text: '--bucket=x', path: ['spec', 'args', 0] }];
const report = scenario.report('{"targetStatus":{"stats":[{"hostname":"host-0","phase":"Succeeded"}]}}');

/** The things that a runner gives to its matchers. */
const context = {
  equals: (one: unknown, other: unknown): boolean => Object.is(one, other),
  isNot: false,
  utils: {
    diff: () => '',
    printExpected: () => '',
    printReceived: () => '',
    matcherHint: (name: string) => name,
    iterableEquality: () => undefined,
    subsetEquality: () => undefined,
  },
};
const matchers = testing.createMatchers(() => undefined);

/**
 * A function that may say that the test is wrong: with a UsageError, or with the Problems of a scenario. Matchers and
 * the parts of a test's surroundings are such, because a test that goes on would pass for nothing. An error of
 * JavaScript itself is none of these.
 */
function clearly(
  name: string,
  run: (...args: never) => unknown,
): (...args: ReadonlyArray<unknown>) => Promise<unknown> {
  return async (...args) => {
    try {
      return await Reflect.apply(run, undefined, [...args]);
    } catch (error) {
      if (error instanceof UsageError && error.message !== '') return error.message;
      if (error instanceof ProblemsError) return error.message;
      throw new Error(`${name} gave no clear error`, { cause: error });
    }
  };
}

const matching = Object.fromEntries(
  Object.entries(matchers).map(([name, matcher]) => [
    name,
    clearly(name, (...args: ReadonlyArray<unknown>) => {
      const { pass, message } = Reflect.apply(matcher, context, [...args]) as testing.MatcherResult;
      return [pass, message()];
    }),
  ]),
);

/** The part of a scenario that never throws. */
function resultOf({ title, result, problems, sources }: testing.Scenario): unknown {
  return { title, result, problems, sources };
}

const runner = {
  describe: (_: string, body: () => void) => body(),
  test: () => undefined,
  expect: () => ({ toResolve: () => undefined }),
};

describeExports(
  '@stash-functions/testing',
  {
    ...testing,
    ...matching,
    backupScenario: (options: never) => resultOf(testing.backupScenario(options)),
    backupScenarios: (options: never) => testing.backupScenarios(options).map(([, made]) => resultOf(made)),
    restoreScenario: (options: never) => resultOf(testing.restoreScenario(options)),
    restoreScenarios: (options: never) => testing.restoreScenarios(options).map(([, made]) => resultOf(made)),
    program: clearly('program', scenario.container(0).program),
    resolvedSnapshot: clearly('resolvedSnapshot', testing.resolvedSnapshot),
    describeEachBackend: clearly('describeEachBackend', (options: EachBackendOptions, tests: () => void) =>
      eachBackendWith(runner, options, tests),
    ),
    objectsOf: clearly('objectsOf', scenario.objectsOf),
    allows: clearly('allows', scenario.allows),
    container: clearly('container', scenario.container),
    report: clearly('report', scenario.report),
  },
  {
    allows: [{ verb: 'get', resource: 'secrets', apiGroup: '', name: 'a' }],
    argumentList: [words],
    backupScenario: [backup],
    backupScenarios: [{ ...backup, ...table }],
    container: ['dump'],
    coverageOf: [[{ runs: scenario.runs, sources: scenario.sources }]],
    createMatchers: [() => undefined],
    describeEachBackend: [{ ...restore, ...table, occasion: 'restore' }, () => undefined],
    flagsNamed: [words, '--bucket'],
    formatCoverage: [testing.coverageOf([scenario]), { color: true }],
    objectsOf: ['Role'],
    program: ['pg_dump'],
    parseFlags: [words],
    readManifestFiles: ['no-such-file.yaml'],
    report: ['{"targetStatus":{"stats":[{"hostname":"host-0","phase":"Succeeded"}]}}'],
    resolvedSnapshot: [scenario],
    restoreScenario: [restore],
    restoreScenarios: [{ ...restore, ...table }],
    toBeAcceptedAs: [scenario, 'restricted'],
    toHaveFlag: [container, '--bucket', 'x'],
    toHaveProblem: [scenario, 'unknown-field', { path: ['spec'] }],
    toMatchContainer: [container, { image: 'x' }],
    toMatchResolvedSnapshot: [scenario, 'a hint'],
    toReportStatus: [report, { phase: 'Succeeded' }],
    toResolve: [scenario],
    toUseVariables: [scenario, ['NAMESPACE']],
  },
  // The subject of a matcher is a result, and no options.
  { changes: [...Object.keys(matchers), 'resolvedSnapshot'] },
);

const server = await cluster.startApiServer();
afterAll(() => server.close());

/** Parts of the surroundings of a test have no other way to refuse their options than an error. */
const surroundings = Object.fromEntries(
  Object.entries(cluster).map(([name, value]) => [name, typeof value === 'function' ? clearly(name, value) : value]),
);

describeExports(
  '@stash-functions/testing/cluster',
  {
    ...surroundings,
    startApiServer: clearly('startApiServer', async (options: cluster.ApiServerOptions) => {
      const started = await cluster.startApiServer(options);
      await started.close();
    }),
  },
  {
    endlessLog: [3, () => ({ time: '', text: '' })],
    playJobs: [server, () => ({}), { seed: 1, pause: 1 }],
    podName: ['job', 0],
    scenarioOf: [1],
    seeded: [1],
    seededFaults: [1, 0.5],
    startApiServer: [
      {
        clock: cluster.testClock(),
        faults: cluster.noFaults,
        kinds: [{ apiVersion: 'example.com/v1', kind: 'Thing', plural: 'things', namespaced: true }],
        namespaces: ['demo'],
        tokens: { t: [{ verbs: ['get'], resources: ['pods'] }] },
        without: ['AppBinding'],
      },
    ],
    testClock: [{ start: new Date(0), pause: 1 }],
    timestamp: [0, 1],
    writableLog: [],
  },
);

it('works with the arguments that the others change', () => {
  expect(scenario.problems).toEqual([]);
  expect(testing.restoreScenario(restore).problems).toEqual([]);
  expect(testing.restoreScenarios({ ...restore, backends: ['s3'] })).toHaveLength(1);
  const made: Array<string> = [];
  eachBackendWith(runner, { ...restore, backends: ['s3'], occasion: 'restore' }, ({ title, problems }) => {
    made.push(title);
    expect(problems).toEqual([]);
  });
  expect(made).toEqual(['restore of PersistentVolumeClaim from s3']);
});
