import { type Either, left } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { keepType } from '../codec/keep-type.ts';
import { readOr } from '../input/read-or.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { decodeFunction, type FunctionResource, type FunctionSpec, functionKind } from './function.ts';
import type { KnownFields } from './known-fields.ts';
import type { ResourceMeta } from './resource-meta.ts';
import { decodeTask, type TaskResource, type TaskSpec, taskKind } from './task.ts';

/** The argument of {@link defineFunction}: a Function. Its apiVersion and kind may be left out. */
export interface FunctionDefinition {
  /** The group and version of the API; here so that a manifest can be pasted. */
  readonly apiVersion?: FunctionResource['apiVersion'];
  /** The kind; here so that a manifest can be pasted. */
  readonly kind?: FunctionResource['kind'];
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The template of the container. */
  readonly spec: FunctionSpec;
}

/** The argument of {@link defineTask}: a Task. Its apiVersion and kind may be left out. */
export interface TaskDefinition {
  /** The group and version of the API; here so that a manifest can be pasted. */
  readonly apiVersion?: TaskResource['apiVersion'];
  /** The kind; here so that a manifest can be pasted. */
  readonly kind?: TaskResource['kind'];
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The steps and volumes. */
  readonly spec: TaskSpec;
}

/** The definition, with the apiVersion and kind of its resource. */
export type Defined<Definition, Kind extends FunctionResource | TaskResource> = Definition &
  Pick<Kind, 'apiVersion' | 'kind'>;

/**
 * Defines a Function in code. The compiler checks fields and types as in any object literal. At run time the Function
 * is decoded, which checks what types cannot, such as the form of a name or a quantity.
 *
 * The result keeps the literal types of the definition. Its arguments are a tuple of their texts, so the compiler knows
 * the variables of the Function.
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
  return readOr<Either<Problems<DecodeProblemCode>, Defined<Definition, FunctionResource>>>(left([unreadable]), () =>
    keepType((input) => decodeFunction(input, options), { apiVersion, kind, ...definition }),
  );
}

/**
 * Defines a Task in code. The compiler and the decoder check it as `defineFunction` checks a Function. The result keeps
 * the literal types of the definition.
 *
 * Problems: those of `decodeTask`.
 */
export function defineTask<const Definition extends TaskDefinition>(
  definition: Definition & KnownFields<Definition, TaskResource>,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, Defined<Definition, TaskResource>> {
  const { apiVersion, kind } = taskKind;
  return readOr<Either<Problems<DecodeProblemCode>, Defined<Definition, TaskResource>>>(left([unreadable]), () =>
    keepType((input) => decodeTask(input, options), { apiVersion, kind, ...definition }),
  );
}

const unreadable = coreProblem('unreadable-input', { message: 'the definition cannot be read' });
