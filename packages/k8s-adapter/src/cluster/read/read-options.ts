import {
  type Checked,
  checkOptions,
  type OptionRules,
  type Problem,
  type Problems,
  type RulesFor,
  toEither,
} from '@stash-functions/core/decode';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { Clock } from '../clock.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import type { Retry } from '../retry.ts';

/** How a backup or a restore is read. */
export interface ReadOptions {
  /**
   * `stash`: the operator's own Functions, as `update-status`, need not be in the cluster, because a plan knows them. What
   * is read then says so to the plan.
   */
  readonly operatorFunctions?: 'stash' | undefined;
  /** Told of what is odd in the objects and no reason to stop: a field that this version does not know. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
  /** Told of each object before it is asked for, once; `readerRoles` makes of them what a reader needs. */
  readonly onRead?: ((target: ObjectTarget) => void) | undefined;
  /** Told before each wait for an API server that does not answer, or asks for patience. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up. */
  readonly signal?: AbortSignal | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
}

const readRules: RulesFor<ReadOptions> = {
  clock: 'object',
  onRead: 'function',
  onRetry: 'function',
  onWarning: 'function',
  operatorFunctions: { oneOf: ['stash'] },
  signal: 'object',
};

/** What is wrong with how reading is asked for: exactly one of some ways to say what is to be read. */
export function checkRead(
  which: object,
  rules: OptionRules,
  options: ReadOptions,
): Problems<'option-invalid'> | undefined {
  const wrong = [
    ...checkOptions(which, { namespace: 'text', ...rules }, { required: [] }),
    ...checkOptions(options, readRules),
  ];
  if (isNonEmpty(wrong)) return wrong;
  const given = Object.entries(which).filter(([name, value]) => name in rules && value !== undefined);
  if (given.length === 1) return undefined;
  const names = Object.keys(rules).map((name) => `\`${name}\``);
  const message = `exactly one of ${names.join(', ')} says what is read, and ${given.length} are given`;
  return [{ code: 'option-invalid', severity: 'error', message, path: [] }];
}

/** What was read, unless something is wrong; then all of it. The caller is told of the rest. */
export function tellWarnings<A, Code extends string>(
  read: Checked<A, Code>,
  { onWarning }: ReadOptions,
): Either<Problems<Code>, A> {
  const result = toEither(read);
  if (isLeft(result)) return result;
  for (const warning of result.right.problems) onWarning?.(warning);
  return right(result.right.value);
}
