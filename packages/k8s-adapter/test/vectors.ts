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
import type { Either } from 'fp-ts/lib/Either.js';
import { type Plan, type PlanInput, planBackup, planRestore } from '../src/index.ts';

/** One line of a file of plans. */
export interface PlanVector {
  readonly name: string;
  readonly given: Given;
  readonly expected: { readonly objects: ReadonlyArray<ExpectedObject> };
}

/** An object as the reference system makes it. */
export interface ExpectedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The resources of a vector. The vectors call them so even where a required field is missing. */
interface Given {
  readonly functions: ReadonlyArray<FunctionResource>;
  readonly tasks: ReadonlyArray<TaskResource>;
  readonly repository: Repository;
  readonly appBindings: ReadonlyArray<AppBinding>;
  readonly operatorImage: NonNullable<PlanInput['operatorImage']>;
  readonly licenseApiService?: string;
  readonly index?: number;
  readonly backupConfiguration?: BackupConfiguration;
  readonly backupBatch?: BackupBatch;
  readonly backupSession?: BackupSession;
  readonly restoreSession?: RestoreSession;
  readonly restoreBatch?: RestoreBatch;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The files of plans that exist: those of the repository, and data beside it that is not part of it. */
export const planFiles: ReadonlyArray<string> = [
  ['conformance/vectors/plans.jsonl', '../shared/conformance/plans.jsonl'].find((file) => existsSync(root + file)),
  '../shared/corpus/catalog-plans.jsonl',
].filter((file): file is string => file !== undefined && existsSync(root + file));

/** The vectors of a file. */
export function readPlanVectors(file: string): ReadonlyArray<PlanVector> {
  return readFileSync(root + file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Plans the input of a vector, as a program would. */
export function planVector({ given }: PlanVector, options: Partial<PlanInput> = {}): Either<Problems, Plan> {
  const { functions, tasks, repository, appBindings, operatorImage, licenseApiService, index } = given;
  const { backupConfiguration, backupBatch, backupSession, restoreSession, restoreBatch } = given;
  const input: PlanInput = {
    manifests: {
      functions: new Map(functions.map((fn) => [fn.metadata.name, fn])),
      tasks: new Map(tasks.map((task) => [task.metadata.name, task])),
    },
    repository,
    appBindings,
    operatorImage,
    ...(licenseApiService === undefined ? {} : { licenseApiService }),
    ...(index === undefined ? {} : { member: index }),
    ...options,
  };
  const restore = restoreSession ?? restoreBatch;
  if (restore !== undefined) return planRestore({ ...input, invoker: restore });
  const backup = backupConfiguration ?? backupBatch;
  if (backup === undefined || backupSession === undefined) throw new Error('a vector needs an invoker');
  return planBackup({ ...input, invoker: backup, session: backupSession });
}

/** The identity of an object within a plan. */
export function identityOf({ kind, metadata }: { readonly kind: string; readonly metadata: object }): string {
  const { namespace = '', name = '' }: { readonly namespace?: string; readonly name?: string } = metadata;
  return `${kind}/${namespace}/${name}`;
}
