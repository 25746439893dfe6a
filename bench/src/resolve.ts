import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  AppBinding,
  BackupConfiguration,
  BackupSession,
  FunctionResource,
  Repository,
  TaskResource,
} from '@stash-functions/core/decode';
import { orThrow } from '@stash-functions/core/decode';
import { backupScope, explain, type OperatorImage, resolveTask } from '@stash-functions/templating';
import type { BenchRow } from './measure.ts';

/** One line of a file of plans: the input of the reference, and its objects. */
interface Plan {
  readonly name: string;
  readonly given: {
    readonly functions: ReadonlyArray<FunctionResource>;
    readonly tasks: ReadonlyArray<TaskResource>;
    readonly repository: Repository;
    readonly backupConfiguration?: BackupConfiguration;
    readonly backupSession?: BackupSession;
    readonly appBindings: ReadonlyArray<AppBinding>;
    readonly operatorImage: OperatorImage;
  };
  readonly expected: { readonly objects: ReadonlyArray<{ readonly kind: string }> };
}

// The catalog is not part of the repository. Without it, the first backup of the conformance vectors is resolved.
const files = ['../../../shared/corpus/catalog-plans.jsonl', '../../conformance/vectors/plans.jsonl'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const plans = readFileSync(files.find(existsSync) ?? '', 'utf8')
  .trim()
  .split('\n')
  .map((line): Plan => JSON.parse(line))
  .filter(({ given }) => given.backupConfiguration !== undefined);
const plan =
  plans.find(({ given }) => given.tasks.some(({ metadata }) => metadata.name.startsWith('postgres-backup'))) ??
  plans[0];
if (plan?.given.backupConfiguration === undefined || plan.given.backupSession === undefined)
  throw new Error('no backup');

const { given, expected } = plan;
const context = {
  invoker: plan.given.backupConfiguration,
  session: plan.given.backupSession,
  repository: given.repository,
  appBindings: given.appBindings,
  operatorImage: given.operatorImage,
};
const name = context.invoker.spec?.task?.name;
const task = given.tasks.find(({ metadata }) => metadata.name === name);
if (task === undefined) throw new Error(`no Task ${name}`);
const job = expected.objects.find(({ kind }) => kind === 'Job');

const functionsOf = (functions: ReadonlyArray<FunctionResource>): ReadonlyMap<string, FunctionResource> =>
  new Map(functions.map((fn) => [fn.metadata.name, fn]));
const functions = functionsOf(given.functions);
const scope = orThrow(backupScope(context));
const resolved = orThrow(resolveTask(task, { functions, scope }));
const resources = JSON.stringify({ task, functions: given.functions });

/** New objects each time, so that nothing is known of them from before. */
const parseResources = (): { readonly task: TaskResource; readonly functions: ReadonlyArray<FunctionResource> } =>
  JSON.parse(resources);
const resolveCold = (): unknown => {
  const fresh = parseResources();
  return orThrow(resolveTask(fresh.task, { functions: functionsOf(fresh.functions), scope }));
};

const print = { name: 'JSON.stringify of the Job that comes out', run: () => JSON.stringify(job) };

/** Resolving a Task of the catalog, beside printing the Job that is made from it. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: `resolve the Task ${name}, resolved before`,
    aim: 'at most 1 ×',
    run: () => orThrow(resolveTask(task, { functions, scope })),
    peers: [print],
  },
  {
    // A concatenated string is put together only when it is read, as here.
    name: 'the same, and print its Functions as JSON',
    run: () => JSON.stringify(orThrow(resolveTask(task, { functions, scope })).steps.map(({ spec }) => spec)),
    peers: [print],
  },
  { name: 'build the scope of the backup', run: () => orThrow(backupScope(context)), peers: [print] },
  {
    name: 'resolve the Task for the first time, JSON.parse of its resources with it',
    run: resolveCold,
    peers: [print, { name: 'JSON.parse of its resources alone', run: parseResources }],
  },
  { name: 'explain the Task', run: () => explain(resolved), peers: [print] },
];
