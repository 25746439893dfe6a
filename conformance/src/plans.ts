import {
  type AppBinding,
  type BackupBatch,
  type BackupConfiguration,
  type BackupSession,
  formatProblems,
  loadManifests,
  orThrow,
  type Repository,
  type RestoreBatch,
  type RestoreSession,
} from '@stash-functions/core';
import { planBackup, planRestore } from '@stash-functions/k8s-adapter';
import { dequal } from 'dequal/lite';

/**
 * Resources, and the objects that the corrected reference makes from them. Functions and Tasks are read as users' are.
 * The other resources are taken as they are, as the reference takes them, because some lack fields that the CRDs
 * require.
 */
interface PlanVector {
  readonly name: string;
  readonly given: {
    readonly functions: ReadonlyArray<unknown>;
    readonly tasks: ReadonlyArray<unknown>;
    readonly repository: Repository;
    readonly appBindings?: ReadonlyArray<AppBinding>;
    readonly backupConfiguration?: BackupConfiguration;
    readonly backupBatch?: BackupBatch;
    readonly backupSession?: BackupSession;
    readonly restoreSession?: RestoreSession;
    readonly restoreBatch?: RestoreBatch;
    /** The member of a batch, from 0. */
    readonly index?: number;
    readonly operatorImage?: { readonly registry: string; readonly image: string; readonly tag: string };
    readonly licenseApiService?: string;
  };
  readonly expected: { readonly objects: ReadonlyArray<PlannedObject> };
}

interface PlannedObject {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

export function isPlanVector(vector: unknown): vector is PlanVector {
  return typeof vector === 'object' && vector !== null && 'given' in vector && 'expected' in vector;
}

/**
 * Compares the objects by kind, namespace and name; each must be deep-equal. The order of objects and of keys is free.
 */
export function checkPlan({ name, given, expected }: PlanVector): string | undefined {
  const plan = makePlan(given);
  if (plan._tag === 'Left') return `${name} is refused:\n${formatProblems(plan.left)}`;
  // Compared as JSON, because that is how an API server gets it.
  const actual = byIdentity(JSON.parse(JSON.stringify(plan.right.objects)));
  const wanted = byIdentity(expected.objects);
  const missing = [...wanted.keys()].filter((identity) => !actual.has(identity));
  const surplus = [...actual.keys()].filter((identity) => !wanted.has(identity));
  const unequal = [...wanted].flatMap(([identity, object]) => {
    const ours = actual.get(identity);
    if (ours === undefined) return [];
    const path = firstDifference(ours, object);
    return path === undefined ? [] : [`${identity} differs at ${path}`];
  });
  const differences = [
    ...missing.map((id) => `${id} is missing`),
    ...surplus.map((id) => `${id} is too many`),
    ...unequal,
  ];
  return differences.length === 0 ? undefined : `${name}: ${differences.join('; ')}`;
}

function makePlan(given: PlanVector['given']): ReturnType<typeof planBackup> {
  const items = [...given.functions, ...given.tasks];
  const shared = {
    manifests: orThrow(loadManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))),
    repository: given.repository,
    pushgatewayUrl: '',
    ...(given.appBindings === undefined ? {} : { appBindings: given.appBindings }),
    ...(given.index === undefined ? {} : { member: given.index }),
    ...(given.operatorImage === undefined ? {} : { operatorImage: given.operatorImage }),
    ...(given.licenseApiService === undefined ? {} : { licenseApiService: given.licenseApiService }),
  };
  const restore = given.restoreSession ?? given.restoreBatch;
  if (restore !== undefined) return planRestore({ ...shared, invoker: restore });
  const backup = given.backupConfiguration ?? given.backupBatch;
  if (backup === undefined || given.backupSession === undefined) throw new Error('a vector without an invoker');
  return planBackup({ ...shared, invoker: backup, session: given.backupSession });
}

function byIdentity(objects: ReadonlyArray<PlannedObject>): ReadonlyMap<string, PlannedObject> {
  return new Map(
    objects.map((object) => [`${object.kind} ${object.metadata?.namespace ?? ''}/${object.metadata?.name}`, object]),
  );
}

/** The place where two JSON values begin to differ, with both sides; undefined where they are equal. */
function firstDifference(actual: unknown, wanted: unknown, path = ''): string | undefined {
  if (dequal(actual, wanted)) return undefined;
  if (isObject(actual) && isObject(wanted) && Array.isArray(actual) === Array.isArray(wanted)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(actual)])) {
      const difference = firstDifference(actual[key], wanted[key], `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
  }
  return `${path.slice(1)}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
