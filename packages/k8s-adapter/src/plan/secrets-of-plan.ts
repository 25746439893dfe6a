import { readOr } from '@stash-functions/core/decode';
import { type Secrets, secretsOf } from '@stash-functions/templating';
import type { PlannedRun } from './plan.ts';

/**
 * The secrets that must not appear in messages, reports and events about a plan. They are the values of the secret
 * variables of its runs, and every text that a template made from one. The input of the plan names the secret variables
 * in `secrets`.
 */
export function secretsOfPlan(given: { readonly runs?: RunsWithSecrets }): Secrets {
  return readOr(secretsOf([]), () => {
    const { runs = [] } = given;

    return secretsOf(runs.flatMap(({ task }) => [task, ...task.steps]));
  });
}

/** The part of a plan's runs that tells the secrets. */
export type RunsWithSecrets = ReadonlyArray<Pick<PlannedRun, 'task'>> | undefined;
