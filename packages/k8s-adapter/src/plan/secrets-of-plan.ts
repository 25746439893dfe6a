import { type Secrets, secretsOf } from '@stash-functions/templating';
import type { PlannedRun } from './plan.ts';

/**
 * What no message, report and event about a plan may show: the values of the secret variables of its runs, and everything
 * that a template made of one. Variables are secret that the input of the plan names in `secrets`.
 */
export function secretsOfPlan({ runs = [] }: { readonly runs?: RunsWithSecrets }): Secrets {
  return secretsOf(runs.flatMap(({ task }) => [task, ...task.steps]));
}

/** As much of the runs of a plan as says what is secret. */
export type RunsWithSecrets = ReadonlyArray<Pick<PlannedRun, 'task'>> | undefined;
