import type { Origins } from '../origin/origins.ts';
import type { KubernetesObject, Plan, PlannedRun } from './plan.ts';
import type { PlanRequest } from './plan-request.ts';

/** The request that a plan was made from, and the origin of each field. */
export interface PlanMemory {
  readonly request: PlanRequest;
  readonly origins: Origins;
  /** The objects of the plan once more, in the same order. The origins belong to these copies. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  readonly runs: ReadonlyArray<PlannedRun>;
}

/** Remembers `record` as long as the plan lives. It is called when someone first asks for the memory of the plan. */
export function rememberPlan(plan: Plan, record: () => PlanMemory): void {
  let memory: PlanMemory | undefined;
  memories.set(plan, () => {
    memory ??= record();
    return memory;
  });
}

/** The memory of a plan; undefined for an object that `planBackup` and `planRestore` did not make. */
export function memoryOf(plan: Plan): PlanMemory | undefined {
  return memories.get(plan)?.();
}

const memories = new WeakMap<Plan, () => PlanMemory>();
