import type { Origins } from '../origin/origins.ts';
import type { KubernetesObject, Plan, PlannedRun } from './plan.ts';
import type { PlanRequest } from './plan-request.ts';

/** What a plan was made of, and where each field of it comes from. */
export interface PlanMemory {
  readonly request: PlanRequest;
  readonly origins: Origins;
  /** The objects of the plan once more, in its order: those that the origins are noted of. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  readonly runs: ReadonlyArray<PlannedRun>;
}

/** Keeps how to find out what a plan was made of, as long as the plan lives; `record` is called when it is asked for. */
export function rememberPlan(plan: Plan, record: () => PlanMemory): void {
  let memory: PlanMemory | undefined;
  memories.set(plan, () => {
    memory ??= record();
    return memory;
  });
}

/** What a plan was made of; undefined for what `planBackup` and `planRestore` did not make. */
export function memoryOf(plan: Plan): PlanMemory | undefined {
  return memories.get(plan)?.();
}

const memories = new WeakMap<Plan, () => PlanMemory>();
