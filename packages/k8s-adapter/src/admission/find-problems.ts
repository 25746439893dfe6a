import {
  type BackupSession,
  decodeResource,
  findByReference,
  type Manifests,
  type Problem,
  problemsOf,
  type Resource,
  referencesOf,
  resourceKinds,
} from '@stash-functions/core/decode';
import { eachCauseOnce, lintManifests, operatorFunctions, operatorTasks } from '@stash-functions/lint';
import { isLeft } from 'fp-ts/lib/Either.js';
import { planBackup } from '../plan/plan-backup.ts';
import { planRestore } from '../plan/plan-restore.ts';
import type { AdmissionOptions } from './admission-options.ts';
import { relatedTo } from './related.ts';

/** Everything that is wrong with a resource that a server is about to store. */
export interface FoundProblems {
  /** The resource, where it could be read. */
  readonly resource: Resource | undefined;
  /** Problems of the resource itself. */
  readonly own: ReadonlyArray<Problem>;
  /** Problems of resources that use it, as of the invokers of a Task. */
  readonly others: ReadonlyArray<Problem>;
  /** Resources that it names and that do not exist: `the Task later`. They may be applied next. */
  readonly missing: ReadonlyArray<string>;
}

/**
 * Finds everything that is wrong with an object, and with the resources that use it. It asks the decoder and lint. For
 * an invoker whose Task and Repository are there, it asks the plan too.
 *
 * A missing resource is no error here; it has a list of its own.
 */
export function findProblems(object: unknown, { manifests, completeKinds }: AdmissionOptions): FoundProblems {
  const warnings: Array<Problem> = [];
  const strict = decodeResource(object, { onWarning: (warning) => warnings.push(warning) });
  const refused = problemsOf(strict).filter(isOfSpec);
  // Unknown fields do not stop the check of the known ones.
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

/** The status belongs to the operator, so the user cannot mend it. */
function isOfSpec({ path }: Problem): boolean {
  return path[0] !== 'status';
}

function isAbout({ resource: about }: Problem, resource: Resource): boolean {
  if (about === undefined || about.kind !== resource.kind || about.name !== resource.metadata.name) return false;
  return (about.namespace ?? '') === (resource.metadata.namespace ?? '');
}

/**
 * True for a Problem about things that exist. The others say that a resource is missing, and each package has a code of
 * its own for that.
 */
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
  const looked = new Set<string>(completeKinds ?? resourceKinds.map(({ kind }) => kind));
  const names = referencesOf(resource)
    .filter(({ kind }) => looked.has(kind))
    .filter(({ kind, name = '' }) => name !== '' && !name.includes('${') && installed[kind]?.includes(name) !== true)
    .filter((reference) => findByReference(manifests.all, reference, resource.metadata.namespace) === undefined)
    .map(({ kind, name }) => `the ${kind} ${name}`);
  return [...new Set(names)];
}

/** The Problems of a plan as the operator would make it. The invoker needs all resources that it names. */
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
 * Problems about the call of a plan, which do not count here: its options, and targets without a Task. The operator
 * backs up these targets by a container in their own pods.
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

/** Lint and a plan find some Problems twice; the one that says more comes first. */
function distinct(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  const seen = new Set<string>();
  return problems.filter(({ path, resource, message }) => {
    const key = JSON.stringify([path, resource?.kind, resource?.name, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
