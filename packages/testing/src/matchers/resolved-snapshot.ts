import { orThrow, printManifests } from '@stash-functions/core';
import { concealValue } from '@stash-functions/templating';
import type { ScenarioContainer } from '../scenario/container.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { asUsed } from '../usage-error.ts';
import { isContainer, isObject, isScenario, wrongSubject } from './subject.ts';

/**
 * Every object of a scenario, or one of its containers, as YAML. Objects stand in the order of the plan, and lists as
 * they are. Fields that identify an object come first, and the others by name. `***` replaces the values of secret
 * variables. The text changes only where the objects do.
 */
export function resolvedSnapshot(received: unknown): string {
  return asUsed('toMatchResolvedSnapshot', () => snapshotOf(received));
}

function snapshotOf(received: unknown): string {
  if (isScenario(received)) return snapshotOfScenario(received);
  if (isContainer(received)) return snapshotOfContainer(received);
  throw wrongSubject('toMatchResolvedSnapshot', 'a scenario, or a container of one', received);
}

function snapshotOfScenario(scenario: Scenario): string {
  const { plan, secrets } = orThrow(scenario.result);
  return printManifests(plan.objects.map((object) => inOrder(concealValue(object, secrets))).filter(isObject));
}

function snapshotOfContainer({ spec, secrets }: ScenarioContainer): string {
  return printManifests([inOrder(concealValue(spec, secrets))].filter(isObject));
}

/** The order in which fields were set does not matter. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const rank = (key: string): string => `${first.includes(key) ? first.indexOf(key) : first.length}${key}`;
  const entries = Object.entries(value).sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, inOrder(member)]));
}

const first: ReadonlyArray<string> = ['apiVersion', 'kind', 'metadata', 'name'];
