import type { Either } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { keepType } from '../codec/keep-type.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { decodeFunction, type FunctionResource, type FunctionSpec, functionKind } from './function.ts';
import type { KnownFields } from './known-fields.ts';
import type { ResourceMeta } from './resource-meta.ts';
import { decodeTask, type TaskResource, type TaskSpec, taskKind } from './task.ts';

/** What {@link defineFunction} takes: a Function, whose apiVersion and kind go without saying. */
export interface FunctionDefinition {
  /** The group and version of the API, where a manifest is pasted. */
  readonly apiVersion?: FunctionResource['apiVersion'];
  /** The kind, where a manifest is pasted. */
  readonly kind?: FunctionResource['kind'];
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The template of the container. */
  readonly spec: FunctionSpec;
}

/** What {@link defineTask} takes: a Task, whose apiVersion and kind go without saying. */
export interface TaskDefinition {
  /** The group and version of the API, where a manifest is pasted. */
  readonly apiVersion?: TaskResource['apiVersion'];
  /** The kind, where a manifest is pasted. */
  readonly kind?: TaskResource['kind'];
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The steps and volumes. */
  readonly spec: TaskSpec;
}

/** A definition with the apiVersion and kind of its resource. */
export type Defined<Definition, Kind extends FunctionResource | TaskResource> = Definition &
  Pick<Kind, 'apiVersion' | 'kind'>;

/**
 * Writes a Function in code. The compiler checks fields and types as it checks any object literal; at run time it is
 * decoded, so that what types cannot say, such as the form of a name or a quantity, is checked too.
 *
 * The literal types of the definition are kept: the arguments of the result are a tuple of their texts, from which the
 * variables of the Function are known at compile time.
 *
 * ```ts
 * const dump = orThrow(
 *   defineFunction({
 *     metadata: { name: 'pg-dump' },
 *     spec: { image: 'postgres:17', command: ['pg_dump'], args: ['--dbname=${TARGET_NAME}'] },
 *   }),
 * );
 * ```
 *
 * Problems: those of `decodeFunction`.
 */
export function defineFunction<const Definition extends FunctionDefinition>(
  definition: Definition & KnownFields<Definition, FunctionResource>,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, Defined<Definition, FunctionResource>> {
  const { apiVersion, kind } = functionKind;
  return keepType((input) => decodeFunction(input, options), { apiVersion, kind, ...definition });
}

/**
 * Writes a Task in code, checked by the compiler and at run time as `defineFunction` checks a Function. The literal
 * types of the definition are kept.
 *
 * Problems: those of `decodeTask`.
 */
export function defineTask<const Definition extends TaskDefinition>(
  definition: Definition & KnownFields<Definition, TaskResource>,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, Defined<Definition, TaskResource>> {
  const { apiVersion, kind } = taskKind;
  return keepType((input) => decodeTask(input, options), { apiVersion, kind, ...definition });
}
