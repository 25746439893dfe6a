import type { Resource } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { identityOf, type KubernetesObject, type Plan } from '../plan/plan.ts';
import type { BackupPlanInput, RestorePlanInput } from '../plan/plan-input.ts';
import { memoryOf, type PlanMemory } from '../plan/plan-memory.ts';
import { secretsOfPlan } from '../plan/secrets-of-plan.ts';
import type { FieldOrigin } from './field-origin.ts';
import { type Path, valueAt } from './origins.ts';
import { type KnownResources, resolveOrigin } from './resolve-origin.ts';

/**
 * The origin of a field of a planned object: to change the origin is to change the value. It is one of these:
 *
 * - the field of a resource, with its line where it was loaded from a file
 * - the default in a template
 * - an option of the caller
 * - a rule of this package, by its name
 *
 * A field that holds only one variable leads on to the place that the variable was read from.
 *
 * Every field of every object of a plan has an origin; a map or a list has one as a whole. The first call makes the
 * plan once more to find them.
 *
 * @param plan - the very object that `planBackup` or `planRestore` gave; a copy of it has no origins
 * @param object - one of its objects, or one of the same kind, namespace and name
 * @param path - from the root of the object: `['spec', 'template', 'spec', 'containers', 0, 'image']`
 * @returns undefined for a field that is not there, and for an unknown plan or object
 */
export function originOf(plan: Plan, object: KubernetesObject, path: Path): FieldOrigin | undefined {
  return readOr(undefined, () => {
    const memory = memoryOf(plan);
    const recorded = memory && recordedObject(plan, object, memory);
    if (memory === undefined || recorded === undefined || valueAt(recorded, path) === undefined) return undefined;
    const found = memory.origins.find(recorded, path);
    return found && resolveOrigin(found, knownResources(memory));
  });
}

function recordedObject(plan: Plan, object: KubernetesObject, { objects }: PlanMemory): KubernetesObject | undefined {
  const index = plan.objects.indexOf(object);
  if (index >= 0) return objects[index];
  const identity = identityOf(object);
  return objects.find((each) => identityOf(each) === identity);
}

/** Everything that the values of a plan can come from. */
export function knownResources(memory: PlanMemory): KnownResources {
  const known = resourcesOf.get(memory) ?? findResources(memory);
  resourcesOf.set(memory, known);
  return known;
}

const resourcesOf = new WeakMap<PlanMemory, KnownResources>();

function findResources({ request: { input }, runs }: PlanMemory): KnownResources {
  const { invoker, repository, appBindings, manifests } = input;
  const resources: ReadonlyArray<Resource | undefined> = [
    invoker,
    'session' in input ? input.session : undefined,
    repository,
    ...(appBindings ?? []),
    ...(manifests.repositories?.values() ?? []),
    ...(manifests.appBindings?.values() ?? []),
    ...runs.flatMap(({ task }) => [task.source, ...task.steps.map(({ source }) => source)]),
  ];
  return {
    resources: resources.filter((resource) => resource !== undefined),
    options: optionsOf(input),
    secrets: secretsOfPlan({ runs }),
  };
}

/** The options that give built-in variables their values. */
function optionsOf(input: BackupPlanInput | RestorePlanInput): ReadonlyMap<string, string> {
  const options = new Map([
    ['PROMETHEUS_PUSHGATEWAY_URL', 'pushgatewayUrl'],
    ['LICENSE_APISERVICE', 'licenseApiService'],
    ['STASH_DOCKER_REGISTRY', 'operatorImage.registry'],
    ['STASH_DOCKER_IMAGE', 'operatorImage.image'],
    ['STASH_IMAGE_TAG', 'operatorImage.tag'],
  ]);
  if (input.hostname !== undefined) options.set('HOSTNAME', 'hostname');
  else if ('podName' in input && input.podName !== undefined) options.set('HOSTNAME', 'podName');
  else if ('nodeName' in input && input.nodeName !== undefined) options.set('HOSTNAME', 'nodeName');
  return options;
}
