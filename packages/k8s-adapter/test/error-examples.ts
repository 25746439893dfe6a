import { formatProblems, type Problems } from '@stash-functions/core/decode';
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js';
import { type Plan, planBackup, planRestore, podSecurityLevel, toContainer, toCronJob, toJob } from '../src/index.ts';
import { backupInput, batchInput, localRepository, repository, restoreInput } from './invokers.ts';
import { resolvedFunctionOf, taskOf } from './resolved.ts';

/** The output of an example on the page of problem codes: its Problems, or the warnings of its result. */
export function printExample(code: string): string {
  const warnings: Array<Problems[0]> = [];
  const onWarning = (warning: Problems[0]): number => warnings.push(warning);
  const result: Either<Problems, Partial<Plan>> = new Function(...Object.keys(scope), 'onWarning', `return ${code};`)(
    ...Object.values(scope),
    onWarning,
  );
  if (isLeft(result)) return formatProblems(result.left);
  if (isRight(result)) warnings.push(...(result.right.warnings ?? []));
  const [first, ...rest] = warnings;
  return first === undefined ? '' : formatProblems([first, ...rest]);
}

/** The names that the examples use. */
const scope = {
  planBackup,
  planRestore,
  podSecurityLevel,
  toContainer,
  toCronJob,
  toJob,
  fn: resolvedFunctionOf,
  task: taskOf,
  backup: backupInput,
  batch: batchInput,
  localRepository,
  repository,
  restore: restoreInput,
};
