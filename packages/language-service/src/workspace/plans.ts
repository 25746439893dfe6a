import type { Problems } from '@stash-functions/core';
import {
  type BackupSession,
  findByReference,
  type Invoker,
  isInvoker,
  type Manifests,
  type Resource,
  referencesOf,
  withSourceOf,
} from '@stash-functions/core';
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

/** The plans of a workspace's invokers. They are made on demand, and kept until something changes that they are made of. */
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
  const kept = new WeakMap<Invoker, KeptPlan>();
  let made: { readonly version: number; readonly plans: Map<Invoker, WorkspacePlan> } | undefined;
  const plans = (): Map<Invoker, WorkspacePlan> => {
    if (made?.version !== workspace.version()) made = { version: workspace.version(), plans: new Map() };
    return made.plans;
  };
  const of = (invoker: Invoker): WorkspacePlan => {
    const known = plans().get(invoker);
    if (known !== undefined) return known;
    const plan = { invoker, result: resultOf(invoker) };
    plans().set(invoker, plan);
    return plan;
  };
  const resultOf = (invoker: Invoker): WorkspacePlan['result'] => {
    const manifests = workspace.manifests();
    const session = sessionOf(invoker, manifests);
    const inputs = inputsOf(invoker, session, manifests);
    const known = kept.get(invoker);
    if (known !== undefined && isSame(known.inputs, inputs)) return known.result;
    const result = planOf(invoker, session, manifests);
    if (isKept(invoker, result)) kept.set(invoker, { inputs, result });
    return result;
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

/** A plan, and all that it was made of. */
interface KeptPlan {
  readonly inputs: ReadonlyArray<Resource | undefined>;
  readonly result: WorkspacePlan['result'];
}

/** The resources that a plan is made of: those that the invoker names, directly or through others. */
function inputsOf(
  invoker: Invoker,
  session: BackupSession | undefined,
  manifests: Manifests,
): ReadonlyArray<Resource | undefined> {
  const inputs = new Set<Resource | undefined>([session, invoker]);
  for (const input of inputs) {
    if (input === undefined || input === session) continue;
    for (const reference of referencesOf(input)) {
      const candidates = namesakesIn(manifests).get(reference.name ?? '') ?? [];
      inputs.add(findByReference(candidates, reference, invoker.metadata.namespace));
    }
  }
  return [...inputs];
}

/** The resources of each name, so that the one that a reference means is found without a look at all of them. */
function namesakesIn(manifests: Manifests): ReadonlyMap<string, ReadonlyArray<Resource>> {
  const known = namesakes.get(manifests);
  if (known !== undefined) return known;
  const byName = new Map<string, Array<Resource>>();
  for (const resource of manifests.all) {
    const others = byName.get(resource.metadata.name);
    if (others === undefined) byName.set(resource.metadata.name, [resource]);
    else others.push(resource);
  }
  namesakes.set(manifests, byName);
  return byName;
}

const namesakes = new WeakMap<Manifests, ReadonlyMap<string, ReadonlyArray<Resource>>>();

function isSame(one: KeptPlan['inputs'], other: KeptPlan['inputs']): boolean {
  return one.length === other.length && one.every((input, index) => input === other[index]);
}

/** Problems hold places of a text, and a copy of an invoker too: these are found anew where the text has changed. */
function isKept(invoker: Invoker, result: WorkspacePlan['result']): boolean {
  if (isLeft(result) || invoker.metadata.namespace === undefined) return false;
  return result.right.warnings.every(({ code }) => code === 'owner-without-uid');
}

function sessionOf(invoker: Invoker, manifests: Manifests): BackupSession | undefined {
  for (const session of manifests.backupSessions.values()) {
    const of = session.spec?.invoker;
    if (of?.kind === invoker.kind && of.name === invoker.metadata.name) return session;
  }
  return undefined;
}

function planOf(
  given: Invoker,
  session: BackupSession | undefined,
  manifests: Manifests,
): Either<Problems<PlanProblemCode>, Plan> {
  const invoker = inNamespace(given);
  if (invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch') return planRestore({ manifests, invoker });
  return planBackup({ manifests, invoker, session: inNamespace(session ?? standInSession(invoker)) });
}

/** A manifest may leave its namespace to the client, but a plan needs one. */
function inNamespace<R extends Resource>(resource: R): R {
  if (resource.metadata.namespace !== undefined) return resource;
  return withSourceOf({ ...resource, metadata: { ...resource.metadata, namespace: 'default' } }, resource);
}
