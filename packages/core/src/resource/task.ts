import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { Volume } from '../kubernetes/volume.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import type { Kind } from './kind.ts';
import { Param } from './param.ts';
import { ResourceMeta } from './resource-meta.ts';

/**
 * A Task: the Functions of a backup or restore in the order in which they run, their parameters, and the volumes that
 * they share.
 *
 * Cluster-scoped, without a status. Any string in it may hold `${VARIABLE}` placeholders.
 */
export interface TaskResource {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'Task';
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The steps and volumes. */
  readonly spec?: TaskSpec;
}

/** The steps and volumes of a {@link TaskResource}. */
export interface TaskSpec {
  /** The Functions in the order in which they run; the last one reports the outcome. */
  readonly steps?: ReadonlyArray<FunctionRef>;
  /** The volumes of the pod, which the Functions mount by name. */
  readonly volumes?: ReadonlyArray<Volume>;
}

/** One step of a Task: a Function and its parameters. */
export interface FunctionRef {
  /** The name of the Function. */
  readonly name?: string;
  /** Values for variables of the Function; a built-in variable of the same name wins over them. */
  readonly params?: ReadonlyArray<Param>;
}

/** The codec of {@link FunctionRef:type}. */
export const FunctionRef: Struct<FunctionRef> = struct(
  'FunctionRef',
  {},
  {
    name: string,
    params: array(Param),
  },
);

/** The codec of {@link TaskSpec:type}. */
export const TaskSpec: Struct<TaskSpec> = struct(
  'TaskSpec',
  {},
  {
    steps: array(FunctionRef),
    volumes: array(Volume),
  },
);

/** The codec of {@link TaskResource:type}. */
export const TaskResource: Struct<TaskResource> = struct(
  'TaskResource',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('Task'),
    metadata: ResourceMeta,
  },
  {
    spec: TaskSpec,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const taskFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Task',
  plural: 'tasks',
  shortNames: ['task'],
  scope: 'Cluster',
  hasStatus: false,
  collection: 'tasks',
} as const;

/** The entry of the kind. */
export const taskKind: Kind<TaskResource, 'tasks'> = {
  ...taskFacts,
  codec: TaskResource,
  read: (input, options) => readKind(taskKind, input, options),
};

/**
 * Reads a Task from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses under
 * strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`, and the warning
 * `ignored-namespace`.
 */
export function decodeTask(input: unknown, options?: DecodeOptions): Either<Problems<DecodeProblemCode>, TaskResource> {
  return decodeKind(taskKind, input, options);
}
