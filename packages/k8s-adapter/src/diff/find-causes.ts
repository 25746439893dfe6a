import { locate, type Resource, referenceTo } from '@stash-functions/core/decode';
import { dequal } from 'dequal/lite';
import { withoutUndefined } from '../build/without-undefined.ts';
import type { FieldOrigin, OriginPlace } from '../origin/field-origin.ts';
import { knownResources } from '../origin/origin-of.ts';
import type { Path } from '../origin/origins.ts';
import { fieldsBehind } from '../origin/resolve-origin.ts';
import type { BackupPlanInput, RestorePlanInput } from '../plan/plan-input.ts';
import type { PlanMemory } from '../plan/plan-memory.ts';
import { changedValues } from './changed-values.ts';
import type { ChangeCause, FieldCause, OptionCause } from './plan-diff.ts';

/** Gives the causes of a changed value, from its origins in both plans. */
export type FindCauses = (origins: ReadonlyArray<FieldOrigin>) => ReadonlyArray<ChangeCause>;

/**
 * Finds the causes of changed values, in this order: the changed fields that the value was made from, then the changed
 * options. Where the value comes from another resource now, the field that names the resource is the cause. Two changes
 * with one cause have the very same object as their cause.
 */
export function causesBetween(before: PlanMemory, after: PlanMemory): FindCauses {
  const resources = pairResources(before, after);
  const fields = resources.flatMap(changedFields);
  const options = changedOptions(before, after);
  return (origins) => {
    const places = origins.flatMap(fieldsBehind);
    const direct = fields.filter((cause) => places.some((place) => isBehind(cause, place)));
    if (direct.length > 0) return direct;
    const given = options.filter(({ option }) => origins.some((origin) => comesFrom(origin, option)));
    if (given.length > 0) return given;
    const kinds = new Set(places.map(({ resource }) => resource.kind));
    const referring = fields.filter((cause) => [...kinds].some((kind) => refersTo(cause, kind)));
    if (referring.length > 0) return referring;
    // Where only one thing differs at all, it is the cause of every change.
    const all = [...fields, ...options];
    return all.length === 1 ? all : [];
  };
}

interface ResourcePair {
  readonly before: Resource | undefined;
  readonly after: Resource | undefined;
}

function pairResources(before: PlanMemory, after: PlanMemory): ReadonlyArray<ResourcePair> {
  const pairs = new Map<string, ResourcePair>();
  for (const resource of knownResources(before).resources)
    pairs.set(keyOf(resource, before), { before: resource, after: undefined });
  for (const resource of knownResources(after).resources) {
    const key = keyOf(resource, after);
    pairs.set(key, { before: pairs.get(key)?.before, after: resource });
  }
  return [...pairs.values()].filter(({ before: one, after: other }) => one !== other);
}

/** The invoker and its session are the same in both plans, whatever their names. */
function keyOf(resource: Resource, { request: { input } }: PlanMemory): string {
  if (resource === input.invoker) return 'invoker';
  if ('session' in input && resource === input.session) return 'session';
  return JSON.stringify(referenceTo(resource));
}

function changedFields({ before, after }: ResourcePair): ReadonlyArray<FieldCause> {
  const known = after ?? before;
  if (known === undefined || before === undefined || after === undefined) return [];
  return changedValues(before, after)
    .filter(({ path }) => path[0] !== 'status' && !volatile.has(path.join('.')))
    .map(({ path, before: was, after: is }) => ({
      kind: 'field',
      resource: referenceTo(after),
      path,
      ...withoutUndefined({ before: was, after: is, source: locate(is === undefined ? before : after, path) }),
    }));
}

/** The fields of every object that an API server changes by itself. */
const volatile: ReadonlySet<string> = new Set([
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.managedFields',
]);

/** True where the changed field is the place itself, a part of it, or a field around it. */
function isBehind({ resource, path }: FieldCause, place: OriginPlace): boolean {
  if (resource.kind !== place.resource.kind || !startsAlike(path, place.path)) return false;
  return resource.name === place.resource.name || path.join('.') === 'metadata.name';
}

function startsAlike(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return dequal(one.slice(0, length).map(String), other.slice(0, length).map(String));
}

/** True where a changed field names a resource of that kind. */
function refersTo({ path }: FieldCause, kind: string): boolean {
  const field = namedIn[kind];
  return field !== undefined && path.includes(field);
}

const namedIn: Readonly<Record<string, string>> = {
  Repository: 'repository',
  Task: 'task',
  Function: 'steps',
  AppBinding: 'ref',
};

/** True where a value comes from an option, or from a rule that an option turns on. */
function comesFrom(origin: FieldOrigin, option: string): boolean {
  switch (origin.kind) {
    case 'option':
      return origin.option === option || origin.option.startsWith(`${option}.`);
    case 'rule':
      return (
        switchedBy[origin.rule] === option || (origin.variables ?? []).some((used) => comesFrom(used.origin, option))
      );
    default:
      return (origin.variables ?? []).some((used) => comesFrom(used.origin, option));
  }
}

const switchedBy: Readonly<Partial<Record<string, string>>> = {
  'image-pull-policy': 'imagePullPolicy',
  'least-privilege': 'permissions',
  'license-reader': 'licenseApiService',
  'reference-permissions': 'permissions',
  'repository-access': 'permissions',
  'scheduling-variable': 'scheduling',
};

function changedOptions(before: PlanMemory, after: PlanMemory): ReadonlyArray<OptionCause> {
  const [one, other] = [optionsOf(before.request.input), optionsOf(after.request.input)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((option) => {
    const [was, is] = [one.get(option), other.get(option)];
    if (dequal(was, is)) return [];
    return [{ kind: 'option' as const, option, ...withoutUndefined({ before: was, after: is }) }];
  });
}

/** The options of the caller, without resources. */
function optionsOf(input: BackupPlanInput | RestorePlanInput): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(input).filter(([name]) => !resourceInputs.has(name)));
}

const resourceInputs: ReadonlySet<string> = new Set([
  'manifests',
  'repository',
  'appBindings',
  'invoker',
  'session',
  'namespaceLabels',
]);
