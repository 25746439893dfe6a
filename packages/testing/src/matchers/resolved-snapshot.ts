import { orThrow, printManifests } from '@stash-functions/core';
import type { ScenarioContainer } from '../scenario/container.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { maskSecrets } from '../scenario/secrets.ts';
import { isContainer, isObject, isScenario, wrongSubject } from './subject.ts';

/**
 * Every object of a scenario, or a container of one, as YAML: in the order of the plan, fields in the order of the API, and
 * `***` wherever the value of a secret variable stood.
 */
export function resolvedSnapshot(received: unknown): string {
  if (isScenario(received)) return snapshotOfScenario(received);
  if (isContainer(received)) return snapshotOfContainer(received);
  throw wrongSubject('toMatchResolvedSnapshot', 'a scenario, or a container of one', received);
}

function snapshotOfScenario(scenario: Scenario): string {
  const { plan, secrets } = orThrow(scenario.result);
  return printManifests(plan.objects.map((object) => maskSecrets(object, secrets)).filter(isObject));
}

function snapshotOfContainer({ spec, secrets }: ScenarioContainer): string {
  return printManifests([maskSecrets(spec, secrets)].filter(isObject));
}
