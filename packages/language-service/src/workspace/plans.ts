import type { Problems } from '@stash-functions/core';
import { type Invoker, isInvoker, type Resource, withSourceOf } from '@stash-functions/core';
import {
  type Plan,
  type PlannedRun,
  type PlanProblemCode,
  planBackup,
  planRestore,
  standInSession,
} from '@stash-functions/k8s-adapter';
import type { Variable } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Workspace } from './workspace.ts';

/** The result of planning an invoker of the workspace. */
export interface WorkspacePlan {
  /** The invoker as its text has it. Without a namespace, it is planned in `default`. */
  readonly invoker: Invoker;
  /** Its plan, with every field's origin, or the Problems that refuse it. */
  readonly result: Either<Problems<PlanProblemCode>, Plan>;
}

/** The plans of a workspace's invokers. They are made on demand, and kept until something changes. */
export interface Plans {
  /** Gives the plan of each invoker, in the order of the texts. */
  readonly all: () => ReadonlyArray<WorkspacePlan>;
  /** Gives the plan of one invoker. */
  readonly of: (invoker: Invoker) => WorkspacePlan;
  /** Gives a variable as a resource sees it, from the first plan in which the resource has it. */
  readonly variable: (resource: Resource, name: string) => Variable | undefined;
}

/**
 * Makes the plans of a workspace. If the texts have no session, one is made up; if an invoker has no namespace, so is
 * that.
 */
export function createPlans(workspace: Workspace): Plans {
  let made: { readonly version: number; readonly plans: Map<Invoker, WorkspacePlan> } | undefined;
  const plans = (): Map<Invoker, WorkspacePlan> => {
    if (made?.version !== workspace.version()) made = { version: workspace.version(), plans: new Map() };
    return made.plans;
  };
  const of = (invoker: Invoker): WorkspacePlan => {
    const known = plans().get(invoker);
    if (known !== undefined) return known;
    const plan = { invoker, result: planOf(invoker, workspace) };
    plans().set(invoker, plan);
    return plan;
  };
  const all = (): ReadonlyArray<WorkspacePlan> => workspace.manifests().all.filter(isInvoker).map(of);
  return {
    all,
    of,
    variable: (resource, name) => {
      for (const { result } of all()) {
        if (isLeft(result)) continue;
        for (const run of result.right.runs) {
          const variable = scopeIn(run, resource)?.get(name);
          if (variable !== undefined) return variable;
        }
      }
      return undefined;
    },
  };
}

function scopeIn({ task }: PlannedRun, resource: Resource): PlannedRun['task']['scope'] | undefined {
  if (task.source === resource) return task.scope;
  return task.steps.find(({ source }) => source === resource)?.scope;
}

function planOf(given: Invoker, workspace: Workspace): Either<Problems<PlanProblemCode>, Plan> {
  const manifests = workspace.manifests();
  const invoker = inNamespace(given);
  if (invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch') return planRestore({ manifests, invoker });
  const session = [...manifests.backupSessions.values()].find(
    ({ spec }) => spec?.invoker?.kind === invoker.kind && spec.invoker.name === invoker.metadata.name,
  );
  return planBackup({ manifests, invoker, session: inNamespace(session ?? standInSession(invoker)) });
}

/** A manifest may leave its namespace to the client, but a plan needs one. */
function inNamespace<R extends Resource>(resource: R): R {
  if (resource.metadata.namespace !== undefined) return resource;
  return withSourceOf({ ...resource, metadata: { ...resource.metadata, namespace: 'default' } }, resource);
}
