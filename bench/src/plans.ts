import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AppBinding,
  type BackupBatch,
  type BackupConfiguration,
  type BackupSession,
  type FunctionResource,
  orThrow,
  type Repository,
  type RestoreBatch,
  type RestoreSession,
  type TaskResource,
} from '@stash-functions/core/decode';
import { type Plan, type PlanInput, planBackup, planRestore } from '@stash-functions/k8s-adapter';
import type { BenchPeer, BenchRow, HeapRow } from './measure.ts';

/** The resources of one line of a file of plans. */
interface Given extends Omit<PlanInput, 'manifests'> {
  readonly functions: ReadonlyArray<FunctionResource>;
  readonly tasks: ReadonlyArray<TaskResource>;
  readonly repository: Repository;
  readonly appBindings: ReadonlyArray<AppBinding>;
  readonly index?: number;
  readonly backupConfiguration?: BackupConfiguration;
  readonly backupBatch?: BackupBatch;
  readonly backupSession?: BackupSession;
  readonly restoreSession?: RestoreSession;
  readonly restoreBatch?: RestoreBatch;
}

const lines = readFileSync(fileURLToPath(new URL('../../conformance/vectors/plans.jsonl', import.meta.url)), 'utf8')
  .trim()
  .split('\n')
  .filter((_, index) => index % 4 === 0);
const planners = lines.map(plannerOf);
const objects = planners.map((plan) => plan().objects);

const first = lines.map(givenIn).find(({ backupConfiguration }) => backupConfiguration?.spec !== undefined);
const { backupConfiguration: configuration, backupSession: session } = first ?? {};
if (first === undefined || configuration?.spec === undefined || session === undefined) throw new Error('no backup');
const { spec } = configuration;
const { repository: named } = spec;
if (named === undefined) throw new Error('no Repository');
const planFirst = (): Plan => orThrow(planBackup({ ...input, invoker: configuration, session }));
const input = inputOf(first);

/** A plan of the BackupConfiguration after a change: nothing is remembered of it. */
const planChanged = (among: PlanInput): Plan =>
  orThrow(planBackup({ ...among, invoker: { ...configuration, spec: { ...spec } }, session }));
const manyFunctions = inputOf({ ...first, functions: [...first.functions, ...spareFunctions(500)] });

const batchOf = (members: number): (() => Plan) => {
  const { schedule, repository, retentionPolicy, ...member } = spec;
  const invoker: BackupBatch = {
    ...configuration,
    kind: 'BackupBatch',
    spec: { repository: named, retentionPolicy, members: Array.from({ length: members }, () => ({ ...member })) },
  };
  const ofBatch: BackupSession = { ...session, spec: {} };
  return () => orThrow(planBackup({ ...input, invoker, session: ofBatch }));
};
const planHundred = batchOf(100);
const planOne = batchOf(1);

const printing: BenchPeer = {
  name: 'JSON.stringify of their objects',
  run: (piece) => JSON.stringify(objects[piece]),
};

/** Plans of many different kinds beside the printing of their objects, as an operator meets them. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'plan forty different backups and restores, whose resources were planned before',
    aim: 'at most 3 × JSON.stringify',
    limit: 15,
    pieces: lines.length,
    run: (piece) => planners[piece]?.(),
    peers: [printing],
  },
  {
    name: 'the same with resources that were never seen',
    aim: 'at most 6 × JSON.stringify, their JSON.parse aside',
    limit: 30,
    pieces: lines.length,
    run: (piece) => plannerOf(lines[piece] ?? '')(),
    peers: [printing, { name: 'JSON.parse of the resources', run: (piece) => givenIn(lines[piece] ?? '') }],
  },
  {
    name: 'plan a changed BackupConfiguration with 500 more Functions loaded',
    aim: 'at most 1.2 × the plan without them',
    limit: 2,
    run: () => planChanged(manyFunctions),
    peers: [{ name: 'the plan without them', run: () => planChanged(input) }],
  },
  {
    name: 'plan a batch of 100 members',
    aim: 'at most 1 × a hundred plans of one member',
    limit: 2,
    run: planHundred,
    peers: [
      {
        name: 'a hundred plans of one member',
        run: () => {
          for (let count = 0; count < 100; count += 1) planOne();
        },
      },
    ],
  },
];

/** A plan that nobody keeps leaves nothing behind. */
export const heap: ReadonlyArray<HeapRow> = [
  {
    name: 'make 10,000 plans and keep none',
    aim: 'nothing',
    limit: 0.2,
    run: () => {
      for (let count = 0; count < 10_000; count += 1) planFirst();
    },
    peer: { name: 'a hundred plans that are kept', run: () => Array.from({ length: 100 }, planFirst) },
  },
];

function givenIn(line: string): Given {
  return JSON.parse(line).given;
}

function inputOf({ functions, tasks, index, ...given }: Given): PlanInput {
  const { repository, appBindings, operatorImage, licenseApiService } = given;
  return {
    manifests: {
      functions: new Map(functions.map((fn) => [fn.metadata.name, fn])),
      tasks: new Map(tasks.map((task) => [task.metadata.name, task])),
    },
    repository,
    appBindings,
    operatorImage,
    licenseApiService,
    member: index,
  };
}

function plannerOf(line: string): () => Plan {
  const given = givenIn(line);
  const shared = inputOf(given);
  const restore = given.restoreSession ?? given.restoreBatch;
  if (restore !== undefined) return () => orThrow(planRestore({ ...shared, invoker: restore }));
  const { backupSession } = given;
  const invoker = given.backupConfiguration ?? given.backupBatch;
  if (invoker === undefined || backupSession === undefined) throw new Error('a plan needs an invoker');
  return () => orThrow(planBackup({ ...shared, invoker, session: backupSession }));
}

function spareFunctions(count: number): ReadonlyArray<FunctionResource> {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name: `spare-${index}` },
    spec: { image: `acme/spare:${index}`, args: ['--host=${TARGET_NAME}'] },
  }));
}
