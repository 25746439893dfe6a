import {
  type FunctionResource,
  type Invoker,
  isInvoker,
  locate,
  type Manifests,
  type Resource,
  type SourceSpan,
  type TaskResource,
  targetsOf,
} from '@stash-functions/core';
import { findBuiltinVariable, type VariableReference, variablesOf } from '@stash-functions/templating';

/** A use of a variable in a resource, at its place in the text. */
export interface VariableUse {
  /** The resource that holds the use. */
  readonly resource: Resource;
  /** The use as templating describes it. */
  readonly reference: VariableReference;
  /** The expression with `${` and `}`. */
  readonly span: SourceSpan;
  /** The name alone. */
  readonly nameSpan: SourceSpan;
}

/** A place that gives a variable a value by its name: a param of a step or of an invoker. */
export interface ParamPlace {
  /** The Task or the invoker. */
  readonly resource: Resource;
  /** The field that holds the name. */
  readonly path: ReadonlyArray<string | number>;
  /** The name. */
  readonly name: string;
  /** The value; undefined where there is none. */
  readonly value: string | undefined;
}

/** The uses of variables in the strings of a resource that was read from a text. */
export function usesIn(resource: Resource): ReadonlyArray<VariableUse> {
  return variablesOf(resource).flatMap((reference): ReadonlyArray<VariableUse> => {
    const { path, offset, length, name, operator } = reference;
    const before = operator === 'length' ? 3 : 2;
    const span = locate(resource, path, { offset, length });
    const nameSpan = locate(resource, path, { offset: offset + before, length: name.length });
    return span === undefined || nameSpan === undefined ? [] : [{ resource, reference, span, nameSpan }];
  });
}

/** The params that a Task gives to the steps of one of its Functions, or to all of them. */
export function stepParams(task: TaskResource, fn?: string): ReadonlyArray<ParamPlace> {
  return (task.spec?.steps ?? []).flatMap(({ name, params = [] }, step) =>
    fn !== undefined && name !== fn
      ? []
      : params.map((param, index) => ({
          resource: task,
          path: ['spec', 'steps', step, 'params', index, 'name'],
          name: param.name ?? '',
          value: param.value,
        })),
  );
}

/** The params that an invoker gives to a Task. */
export function invokerParams(invoker: Invoker, task?: string): ReadonlyArray<ParamPlace> {
  return targetsOf(invoker).flatMap(({ path, spec }) =>
    task !== undefined && spec.task?.name !== task
      ? []
      : (spec.task?.params ?? []).map((param, index) => ({
          resource: invoker,
          path: [...path, 'task', 'params', index, 'name'],
          name: param.name ?? '',
          value: param.value,
        })),
  );
}

/** The Tasks that have a step of a Function. */
export function tasksOf(fn: string, { tasks }: Manifests): ReadonlyArray<TaskResource> {
  return [...tasks.values()].filter((task) => (task.spec?.steps ?? []).some(({ name }) => name === fn));
}

/** The invokers that run a Task by its name. */
export function invokersOf(task: string, { all }: Manifests): ReadonlyArray<Invoker> {
  return all.filter(isInvoker).filter((invoker) => targetsOf(invoker).some(({ spec }) => spec.task?.name === task));
}

/** All places of one param: those that read it, and those that give it. */
export interface ParamSites {
  readonly uses: ReadonlyArray<VariableUse>;
  readonly params: ReadonlyArray<ParamPlace>;
}

/**
 * Finds the uses of a param and the places that give it, beginning with Functions and Tasks that are known to have it.
 * A param of an invoker reaches every step of its Task. A param that a Task itself reads connects its steps. A param of
 * a step reaches only its Function.
 */
export function sitesOf(
  name: string,
  start: ReadonlyArray<FunctionResource | TaskResource>,
  manifests: Manifests,
): ParamSites {
  const functions = new Set<FunctionResource>();
  const tasks = new Set<TaskResource>();
  const params = new Map<string, ParamPlace>();
  const addParam = (place: ParamPlace): void => {
    const { kind, metadata } = place.resource;
    params.set(`${kind} ${metadata.namespace ?? ''}/${metadata.name} ${place.path.join('.')}`, place);
  };
  const addTask = (task: TaskResource): void => {
    if (tasks.has(task)) return;
    tasks.add(task);
    for (const place of invokersOf(task.metadata.name, manifests).flatMap((each) =>
      invokerParams(each, task.metadata.name),
    )) {
      if (place.name === name) addParam(place);
    }
    for (const { name: step = '', params: given = [] } of task.spec?.steps ?? []) {
      const fn = manifests.functions.get(step);
      if (fn !== undefined && (reads(fn, name) || given.some((param) => param.name === name))) addFunction(fn);
    }
  };
  const addFunction = (fn: FunctionResource): void => {
    if (functions.has(fn)) return;
    functions.add(fn);
    for (const task of tasksOf(fn.metadata.name, manifests)) {
      for (const place of stepParams(task, fn.metadata.name)) if (place.name === name) addParam(place);
      const given = invokersOf(task.metadata.name, manifests).flatMap((each) =>
        invokerParams(each, task.metadata.name),
      );
      if (reads(task, name) || given.some((place) => place.name === name)) addTask(task);
    }
  };
  for (const resource of start) {
    if (resource.kind === 'Function') addFunction(resource);
    else addTask(resource);
  }
  const uses = [...functions, ...tasks].flatMap(usesIn).filter(({ reference }) => reference.name === name);
  return { uses, params: [...params.values()] };
}

/** True for a variable that the SDK itself sets, so that its name means no param. */
export function isBuiltin(name: string): boolean {
  return findBuiltinVariable(name) !== undefined;
}

function reads(resource: FunctionResource | TaskResource, name: string): boolean {
  return variablesOf(resource).some((reference) => reference.name === name);
}
