import {
  type BackupSession,
  decodeResource,
  findByReference,
  type Manifests,
  type Problem,
  problemsOf,
  type Resource,
} from '@stash-functions/core/decode';
import { eachCauseOnce, lintManifests, operatorFunctions, operatorTasks } from '@stash-functions/lint';
import { isLeft } from 'fp-ts/lib/Either.js';
import { planBackup } from '../plan/plan-backup.ts';
import { planRestore } from '../plan/plan-restore.ts';
import type { AdmissionOptions } from './admission-options.ts';
import { referencesOf, relatedTo } from './related.ts';

/** Everything that is wrong with a resource that a server is about to store. */
export interface FoundProblems {
  /** The resource, where it could be read. */
  readonly resource: Resource | undefined;
  /** Problems of the resource itself. */
  readonly own: ReadonlyArray<Problem>;
  /** Problems of others that have to do with it: of the invokers of a Task. */
  readonly others: ReadonlyArray<Problem>;
  /** Resources that it names and that are not there: `the Task later`. They may be the next to be applied. */
  readonly missing: ReadonlyArray<string>;
}

/**
 * Everything that is wrong with an object, and with what uses it: what its decoder says, what lint says, and for an
 * invoker whose Task and Repository are there, what a plan says.
 *
 * A resource that is missing is no error here, but told apart.
 */
export function findProblems(object: unknown, { manifests, completeKinds }: AdmissionOptions): FoundProblems {
  const warnings: Array<Problem> = [];
  const strict = decodeResource(object, { onWarning: (warning) => warnings.push(warning) });
  const refused = problemsOf(strict).filter(isOfSpec);
  // Fields that there are not keep nobody from looking at those that there are.
  const decoded = isLeft(strict) ? decodeResource(object, { lenient: true }) : strict;
  if (isLeft(decoded)) return { resource: undefined, own: refused, others: [], missing: [] };
  const resource = decoded.right;
  const related = relatedTo(resource, manifests);
  if (related === undefined)
    return { resource, own: [...refused, ...warnings.filter(isOfSpec)], others: [], missing: [] };
  const linted = eachCauseOnce([...refused, ...warnings], lintManifests(related).filter(isThere));
  const found = eachCauseOnce(linted, planProblems(resource, related).filter(isThere));
  return {
    resource,
    own: distinct(found.filter((problem) => isAbout(problem, resource))).filter(isOfSpec),
    others: distinct(found.filter((problem) => !isAbout(problem, resource) && problem.resource !== undefined)),
    missing: manifests === undefined ? [] : missingFor(resource, manifests, completeKinds),
  };
}

/** The status is the operator's own, and what stands in it is not for the user to mend. */
function isOfSpec({ path }: Problem): boolean {
  return path[0] !== 'status';
}

function isAbout({ resource: about }: Problem, resource: Resource): boolean {
  if (about === undefined || about.kind !== resource.kind || about.name !== resource.metadata.name) return false;
  return (about.namespace ?? '') === (resource.metadata.namespace ?? '');
}

/** Whether a Problem is about what is there, and not that another resource is missing: packages name that in many ways. */
function isThere({ code }: Problem): boolean {
  return !/^(?:app-binding|function|repository|task)-(?:missing|not-found)$/.test(code);
}

function missingFor(
  resource: Resource,
  manifests: Manifests,
  completeKinds: AdmissionOptions['completeKinds'],
): ReadonlyArray<string> {
  const installed: Readonly<Record<string, ReadonlyArray<string>>> = {
    Function: operatorFunctions,
    Task: operatorTasks,
  };
  const names = referencesOf(resource)
    .filter(({ kind }) => completeKinds?.includes(kind) !== false)
    .filter(({ kind, name }) => name !== undefined && name !== '' && installed[kind]?.includes(name) !== true)
    .filter((reference) => findByReference(manifests.all, reference, resource.metadata.namespace) === undefined)
    .map(({ kind, name }) => `the ${kind} ${name}`);
  return [...new Set(names)];
}

/** A plan as the operator would make it, of an invoker that has everything it names. */
function planProblems(resource: Resource, manifests: Manifests): ReadonlyArray<Problem> {
  if (manifests.repositories.size === 0 || manifests.tasks.size === 0) return [];
  switch (resource.kind) {
    case 'BackupConfiguration':
    case 'BackupBatch':
      return warningsToo(planBackup({ manifests, invoker: resource, session: sessionOf(resource) }));
    case 'RestoreSession':
    case 'RestoreBatch':
      return warningsToo(planRestore({ manifests, invoker: resource }));
    default:
      return [];
  }
}

function warningsToo(plan: ReturnType<typeof planBackup>): ReadonlyArray<Problem> {
  const found = isLeft(plan) ? problemsOf(plan) : plan.right.warnings;
  return found.filter(({ code }) => !ofPlanning.has(code));
}

/**
 * Problems of how a plan is asked for: its options, and targets without a Task, which the operator backs up by a container
 * that it adds to their pods.
 */
const ofPlanning: ReadonlySet<string> = new Set(['no-task', 'operator-image-missing', 'owner-without-uid']);

/** A session as the operator would make it. */
function sessionOf({ kind, metadata }: Resource): BackupSession {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: {
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      name: 'next',
      uid: 'next',
    },
    spec: { invoker: { kind, name: metadata.name } },
  };
}

/** Lint and a plan find the same in places; the one that says more comes first. */
function distinct(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  const seen = new Set<string>();
  return problems.filter(({ path, resource, message }) => {
    const key = JSON.stringify([path, resource?.kind, resource?.name, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
