import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  FunctionResource,
  Problems,
  Repository,
  RestoreBatch,
  RestoreSession,
  TaskResource,
} from '@stash-functions/core/decode';
import { orThrow } from '@stash-functions/core/decode';
import type { Either } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { backupScope } from '../variables/backup-scope.ts';
import type { BackupContext } from '../variables/context.ts';
import { effectiveTask } from '../variables/effective-task.ts';
import { restoreScope } from '../variables/restore-scope.ts';
import type { Scope } from '../variables/scope.ts';
import { resolveTask } from './resolve-task.ts';

interface Vector {
  readonly name: string;
  readonly given: Given;
  readonly expected: { readonly objects: ReadonlyArray<ExpectedObject> };
}

interface Given {
  readonly functions: ReadonlyArray<FunctionResource>;
  readonly tasks: ReadonlyArray<TaskResource>;
  readonly repository: Repository;
  readonly backupConfiguration?: BackupConfiguration;
  readonly backupBatch?: BackupBatch;
  readonly restoreSession?: RestoreSession;
  readonly restoreBatch?: RestoreBatch;
  readonly backupSession?: BackupSession;
  readonly index?: number;
  readonly appBindings: ReadonlyArray<AppBinding>;
  readonly operatorImage: { readonly registry: string; readonly image: string; readonly tag: string };
  readonly licenseApiService?: string;
}

interface ExpectedObject {
  readonly kind: string;
  readonly spec: { readonly template: { readonly spec: ExpectedPod } };
}

interface ExpectedPod {
  readonly volumes: ReadonlyArray<{ readonly name: string }>;
  readonly initContainers?: ReadonlyArray<ExpectedContainer>;
  readonly containers: ReadonlyArray<ExpectedContainer>;
}

interface ExpectedContainer {
  readonly name: string;
  readonly image: string;
  readonly command?: ReadonlyArray<string>;
  readonly args?: ReadonlyArray<string>;
  readonly workingDir?: string;
}

const root = new URL('../../../../', import.meta.url);
const files = [
  ['conformance/vectors/plans.jsonl', '../shared/conformance/plans.jsonl'],
  ['../shared/corpus/catalog-plans.jsonl'],
].map((candidates) => {
  const path = candidates.map((name) => fileURLToPath(new URL(name, root))).find(existsSync);
  return { name: candidates[0] ?? '', path };
});

describe.each(files)('$name', ({ path }) => {
  it.skipIf(path === undefined)(
    'resolves to the containers and volumes of the reference, or the file is not here',
    () => {
      const lines = readFileSync(path ?? '', 'utf8')
        .trim()
        .split('\n');
      expect(lines.length).toBeGreaterThan(100);
      for (const line of lines) {
        const vector: Vector = JSON.parse(line);
        const jobs = vector.expected.objects.filter(({ kind }) => kind === 'Job');
        expect(jobs.length).toBeGreaterThan(0);
        jobs.forEach(({ spec }, ordinal) => {
          expect([vector.name, resolvedPod(vector.given, jobs.length > 1 ? ordinal : 0)]).toEqual([
            vector.name,
            expectedPod(spec.template.spec, vector.given),
          ]);
        });
      }
    },
  );
});

/** The parts of the pod that come out of templates. */
function resolvedPod(given: Given, ordinal: number): unknown {
  const scope = orThrow(scopeOf(given, ordinal));
  const { name = '' } = orThrow(effectiveTask(contextOf(given, ordinal)));
  const task = given.tasks.find(({ metadata }) => metadata.name === name);
  if (task === undefined) throw new Error(`no Task ${name}`);
  const functions = new Map(given.functions.map((fn) => [fn.metadata.name, fn]));
  const { steps, volumes } = orThrow(resolveTask(task, { functions, scope }));
  return {
    steps: steps.map(({ name: step, spec: { image, command, args, workingDir } }) => ({
      name: step.replaceAll('.', '-'),
      image,
      command,
      args,
      workingDir,
    })),
    volumes: volumes.filter((volume) => volume.name !== 'stash-tmp-dir'),
  };
}

/** The same parts of an expected pod, without those that the adapter adds. */
function expectedPod({ initContainers = [], containers, volumes }: ExpectedPod, given: Given): unknown {
  const claims = (given.restoreSession?.spec?.target?.volumeClaimTemplates ?? []).map(({ metadata }) =>
    metadata?.name?.replace('-${POD_ORDINAL}', ''),
  );
  const steps = [...initContainers, ...containers].filter(({ name }) => !/^(pre|post)-task-hook$/.test(name));
  return {
    steps: steps.map(({ name, image, command, args, workingDir }) => ({
      name: name.replace(/-\d+$/, ''),
      image,
      command,
      args,
      workingDir,
    })),
    volumes: volumes.filter(({ name }) => ![...claims, ...volumesOfThePlan].includes(name)),
  };
}

const volumesOfThePlan = ['stash-tmp-dir', 'stash-interim-volume', 'stash-local'];

type Context = Parameters<typeof effectiveTask>[0];

function scopeOf(given: Given, ordinal: number): Either<Problems, Scope> {
  const context = contextOf(given, ordinal);
  return isRestore(context) ? restoreScope(context) : backupScope(context);
}

function contextOf(given: Given, ordinal: number): Context {
  const { repository, appBindings, operatorImage, licenseApiService, index, backupSession } = given;
  const common = {
    repository,
    appBindings,
    operatorImage,
    ...(licenseApiService === undefined ? {} : { licenseApiService }),
    ...(index === undefined ? {} : { member: index }),
  };
  const backup = given.backupConfiguration ?? given.backupBatch;
  if (backup !== undefined && backupSession !== undefined)
    return { ...common, invoker: backup, session: backupSession };
  const restore = given.restoreSession ?? given.restoreBatch;
  if (restore !== undefined) return { ...common, invoker: restore, ordinal };
  throw new Error('no invoker');
}

function isRestore(context: Context): context is Exclude<Context, BackupContext> {
  return context.invoker.kind === 'RestoreSession' || context.invoker.kind === 'RestoreBatch';
}
