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
import { checkCall } from '../port/check-call.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import type { Retry } from '../retry.ts';

/** The options of reading a backup or a restore. */
export interface ReadOptions {
  /**
   * `stash`: the operator's own Functions, as `update-status`, need not be in the cluster, because a plan knows them.
   * The result tells the plan so.
   */
  readonly operatorFunctions?: 'stash' | undefined;
  /** Called with each oddity in the objects that is no reason to stop, as a field that this version does not know. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
  /**
   * Called once with each object, before it is asked for. `readerRoles` turns these objects into the rights of a
   * reader.
   */
  readonly onRead?: ((target: ObjectTarget) => void) | undefined;
  /** Called before each wait for an API server that does not answer, or that asks to wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** The clock; tests replace it. */
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

/** Checks the arguments of reading: exactly one of some fields names the thing to read. */
export function checkRead(
  which: object,
  rules: OptionRules,
  options: ReadOptions,
): Problems<'option-invalid'> | undefined {
  const wrong = [
    ...checkOptions(which, { namespace: 'text', ...rules }, { required: [] }),
    ...checkCall(options, readRules),
  ];
  if (isNonEmpty(wrong)) return wrong;
  const given = Object.entries(which).filter(([name, value]) => name in rules && value !== undefined);
  if (given.length === 1) return undefined;
  const names = Object.keys(rules).map((name) => `\`${name}\``);
  const message = `exactly one of ${names.join(', ')} has to be given, and there are ${given.length}`;
  return [{ code: 'option-invalid', severity: 'error', message, path: [] }];
}

/**
 * The value, or all Problems where there is an error among them. Otherwise the warnings go to the caller's function.
 */
export function tellWarnings<A, Code extends string>(
  read: Checked<A, Code>,
  { onWarning }: ReadOptions,
): Either<Problems<Code>, A> {
  const result = toEither(read);
  if (isLeft(result)) return result;
  for (const warning of result.right.problems) onWarning?.(warning);
  return right(result.right.value);
}
