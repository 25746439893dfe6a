import {
  type FunctionResource,
  type FunctionSpec,
  orThrow,
  type Problem,
  type Problems,
  type TaskResource,
  type Volume,
} from '@stash-functions/core/decode';
import { type ResolvedFunction, type ResolvedTask, resolveFunction, resolveTask } from '@stash-functions/templating';
import { type Either, isLeft } from 'fp-ts/lib/Either.js';

/** A resolved Task with Functions without placeholders: `step0`, `step1`, ... */
export function taskOf(specs: ReadonlyArray<FunctionSpec>, volumes: ReadonlyArray<Volume> = []): ResolvedTask {
  const functions = new Map(specs.map((spec, index) => [`step${index}`, functionOf(spec, `step${index}`)]));
  const task: TaskResource = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Task',
    metadata: { name: 'the-task' },
    spec: { steps: [...functions.keys()].map((name) => ({ name })), volumes },
  };
  return orThrow(resolveTask(task, { functions, scope: {} }));
}

/** A resolved Function without placeholders. */
export function resolvedFunctionOf(spec: FunctionSpec, name = 'dump'): ResolvedFunction {
  return orThrow(resolveFunction(functionOf(spec, name), { scope: {} }));
}

/** A Function. It gets an image where the spec has none. */
export function functionOf(spec: FunctionSpec, name: string): FunctionResource {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Function',
    metadata: { name },
    spec: { image: 'acme/tool:1', ...spec },
  };
}

/** The Problems of a result as `code resource path`, for tests to compare. */
export function findingsOf(result: Either<Problems, unknown>): ReadonlyArray<string> {
  return isLeft(result) ? result.left.map(findingOf) : [];
}

/** A Problem as `code kind/name path`. */
export function findingOf({ code, resource, path }: Problem): string {
  const subject = resource === undefined ? '-' : `${resource.kind}/${resource.name}`;
  return `${code} ${subject} ${path.join('.')}`;
}
