import {
  type AppBinding,
  type BackupSession,
  type Checked,
  checked,
  distinctProblems,
  type Invoker,
  type InvokerTarget,
  isBackupInvoker,
  type Manifests,
  manifestsOf,
  type Repository,
  type Resource,
  referencesOf,
  type TaskResource,
  targetKindOf,
  targetsOf,
  usageVerdict,
} from '@stash-functions/core/decode';
import {
  backupScope,
  effectiveTask,
  evaluateText,
  knownOperatorFunctions,
  restoreScope,
  type Scope,
  type ScopeProblemCode,
} from '@stash-functions/templating';
import { type Either, isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { textsAt } from '../json.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import {
  type ObjectProblemCode,
  type ObjectReader,
  type ReadObject,
  type ReferredBy,
  readEach,
  type WantedResource,
} from './object-reader.ts';

/** The codes of the Problems of {@link readReferred}. */
export type ReferredProblemCode = ObjectProblemCode | ScopeProblemCode;

/** An invoker, and all that is known before anything else is read. */
export interface Asked {
  readonly invoker: Invoker;
  /** The run of a backup. */
  readonly session?: BackupSession | undefined;
  /** The Repository of a blueprint, which may be in no cluster yet. */
  readonly repository?: Repository | undefined;
  /** `stash`: a plan knows the operator's own Functions, so they need not be in the cluster. */
  readonly operatorFunctions?: 'stash' | undefined;
}

/** Everything that an invoker refers to, in the form that a plan takes. */
export interface Referred {
  /** All resources that were read, with the invoker and its session. */
  readonly manifests: Manifests;
  readonly repository?: Repository;
  readonly appBindings: ReadonlyArray<AppBinding>;
  /** The labels of the invoker's namespace, where the usage policy of the Repository asks for them. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/**
 * Reads the objects that an invoker refers to. It takes three rounds, because each names the objects of the next. The
 * first reads its Repository and its targets. The second reads the Tasks that it or the AppBindings name. The third
 * reads their Functions.
 */
export async function readReferred(
  reader: ObjectReader,
  asked: Asked,
): Promise<Checked<Referred, ReferredProblemCode>> {
  const { invoker, session } = asked;
  const targets = targetsOf(invoker);
  const repositories = await readEach(repositoryOf(asked), reader.resource);
  const [repository = asked.repository] = repositories.value;
  const bindings = await readEach(targets.flatMap(targetOf), (target) => readTarget(reader, target));
  const labels = await readEach(namespaceAskedFor(invoker, repository), (by) => readLabels(reader, invoker, by));
  const known: Known = { ...asked, repository, appBindings: bindings.value.filter((one) => one !== undefined) };

  const named = targets.map((target) => taskOf(target, known));
  const tasks = await readEach(
    named.flatMap(({ value }) => value ?? []),
    reader.resource,
  );
  const taskByName = new Map(tasks.value.map((task) => [task.metadata.name, task]));
  const steps = targets.flatMap((target, index) => {
    const task = taskByName.get(named[index]?.value?.name ?? '');
    return task === undefined ? [] : functionsOf(task, target, known);
  });
  const functions = await readEach(steps, reader.resource);

  const { appBindings } = known;
  const [namespaceLabels] = labels.value;
  const found = [session, invoker, repository, ...appBindings, ...tasks.value, ...functions.value];
  return checked(
    {
      appBindings,
      manifests: inManifests(found.filter((one) => one !== undefined)),
      ...(repository === undefined ? {} : { repository }),
      ...(namespaceLabels === undefined ? {} : { namespaceLabels }),
    },
    [
      ...repositories.problems,
      ...bindings.problems,
      ...labels.problems,
      ...distinctProblems(named.flatMap(({ problems }) => problems)),
      ...tasks.problems,
      ...functions.problems,
    ],
  );
}

/** The facts about an invoker once its Repository and its targets are read. */
type Known = Asked & { readonly appBindings: ReadonlyArray<AppBinding> };

/** The Repository that an invoker names. */
function repositoryOf({ invoker, repository }: Asked): ReadonlyArray<WantedResource<'Repository'>> {
  if (repository !== undefined) return [];
  return referencesOf(invoker).flatMap(({ kind, name, namespace, path }) => {
    if (kind !== 'Repository' || !name) return [];
    return [{ kind, name, namespace: namespace || invoker.metadata.namespace, by: { resource: invoker, path } }];
  });
}

/** A target to be backed up or restored into. */
interface WantedTarget {
  readonly target: ObjectTarget;
  readonly by: ReferredBy;
}

function targetOf({ invoker, path, spec, occasion }: InvokerTarget): ReadonlyArray<WantedTarget> {
  const { kind, apiVersion, name, namespace } = spec.target?.ref ?? {};
  // Claims that the restore makes do not exist before.
  const isMade = occasion === 'restore' && spec.target?.volumeClaimTemplates !== undefined;
  if (!kind || !name || isMade) return [];
  const facts = targetKindOf(kind);
  // References of Stash name several groups for one kind, and some leave the group out.
  const version = facts?.kind === kind ? facts.apiVersion : apiVersion;
  if (!version) return [];
  const where = namespace || invoker.metadata.namespace;
  const target = { apiVersion: version, kind, ...(where === undefined ? {} : { namespace: where }), name };
  return [{ target, by: { resource: invoker, path: [...path, 'target', 'ref', 'name'] } }];
}

/**
 * Reads a target, which has to exist. An AppBinding also tells how the target is reached, and which Tasks there are for
 * it.
 */
async function readTarget(
  reader: ObjectReader,
  { target, by }: WantedTarget,
): Promise<ReadObject<AppBinding | undefined>> {
  const { kind, name, namespace } = target;
  if (kind === 'AppBinding') return reader.resource({ kind: 'AppBinding', name, namespace, by });
  const found = await reader.object(target, by);
  return isLeft(found) ? found : right(checked(undefined));
}

/** The usage policy of a Repository elsewhere, where it needs the labels of the invoker's namespace. */
function namespaceAskedFor(
  { metadata: { namespace = '' } }: Invoker,
  repository: Repository | undefined,
): ReadonlyArray<ReferredBy> {
  if (repository === undefined || (repository.metadata.namespace ?? namespace) === namespace) return [];
  if (usageVerdict(repository, namespace, undefined).allowed !== undefined) return [];
  return [{ resource: repository, path: ['spec', 'usagePolicy', 'allowedNamespaces', 'selector'] }];
}

async function readLabels(
  reader: ObjectReader,
  { metadata }: Invoker,
  by: ReferredBy,
): Promise<ReadObject<Readonly<Record<string, string>>>> {
  const found = await reader.object({ apiVersion: 'v1', kind: 'Namespace', name: metadata.namespace ?? '' }, by);
  return isLeft(found) ? found : right(checked(textsAt(found.right.value, 'metadata', 'labels')));
}

/** The Task of a target, and the field of the invoker or the AppBinding that names it. */
function taskOf(
  { invoker, member }: InvokerTarget,
  known: Known,
): Checked<WantedResource<'Task'> | undefined, ReferredProblemCode> {
  const { appBindings } = known;
  const effective = isBackupInvoker(invoker)
    ? effectiveTask({ invoker, member, appBindings })
    : effectiveTask({ invoker, member, appBindings });
  // A missing AppBinding has its Problem already, from the round that read it.
  if (isLeft(effective))
    return checked(
      undefined,
      effective.left.filter(({ code }) => code !== 'app-binding-missing'),
    );
  const { name, origin } = effective.right;
  if (name === undefined || origin === undefined) return checked(undefined);
  const resource = [...appBindings, invoker].find(({ kind, metadata }) => {
    const { kind: ofKind, name: ofName, namespace } = origin.resource;
    return kind === ofKind && metadata.name === ofName && metadata.namespace === namespace;
  });
  return checked({
    kind: 'Task',
    name,
    by: { resource: resource ?? invoker, path: origin.path },
  });
}

/**
 * The Functions of a Task, without those that a plan knows by itself. A name that cannot be resolved is left to the
 * plan.
 */
function functionsOf(
  task: TaskResource,
  target: InvokerTarget,
  known: Known,
): ReadonlyArray<WantedResource<'Function'>> {
  const lookup = lookupOf(target, known);
  return referencesOf(task).flatMap(({ name: template = '', path }): ReadonlyArray<WantedResource<'Function'>> => {
    const name = evaluateText(template, lookup);
    if (isLeft(name) || name.right === '' || isKnownFunction(name.right, known)) return [];
    return [{ kind: 'Function', name: name.right, by: { resource: task, path } }];
  });
}

function isKnownFunction(name: string, { operatorFunctions }: Asked): boolean {
  return operatorFunctions === 'stash' && knownOperatorFunctions.has(name);
}

/** The variables that the name of a step may use. */
function lookupOf({ invoker, member }: InvokerTarget, known: Known): (name: string) => string | undefined {
  const { session, repository, appBindings } = known;
  return (name) => {
    const scope: Either<unknown, Scope> = isBackupInvoker(invoker)
      ? backupScope({ invoker, session, repository, appBindings, member })
      : restoreScope({ invoker, repository, appBindings, member });
    return isRight(scope) ? scope.right.get(name)?.value : undefined;
  };
}

/** Each object was read once, so none is there twice. */
function inManifests(resources: ReadonlyArray<Resource>): Manifests {
  const made = manifestsOf(resources);
  return isRight(made) ? made.right : inManifests([]);
}
