import {
  type BackupInvoker,
  type BackupSession,
  backupInvokerKinds,
  type Checked,
  checked,
  didYouMean,
  listNames,
  type Manifests,
  type Problems,
  placeIn,
  type Repository,
  type RulesFor,
} from '@stash-functions/core/decode';
import { type BlueprintProblemCode, blueprintOf, resolveBlueprint } from '@stash-functions/templating';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { BackupPlanInput } from '../../plan/plan-input.ts';
import { standInSession } from '../../plan/stand-in-session.ts';
import { type AdapterProblemCode, adapterProblem } from '../../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../../problem/problem.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { systemClock } from '../clock.ts';
import { isJsonObject, type JsonObject, textAt, textsAt } from '../json.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import { type ObjectReader, objectReader } from './object-reader.ts';
import { checkRead, type ReadOptions, tellWarnings } from './read-options.ts';
import { type ReferredProblemCode, readReferred } from './read-referred.ts';

/** Which backup is read: by its session, by what asks for it, or by a target with a blueprint. Exactly one is given. */
export interface BackupToRead {
  /** Where the session, the invoker or the target stands; the client's own where it is absent. */
  readonly namespace?: string | undefined;
  /** The name of a BackupSession, as it stands in the cluster. */
  readonly session?: string | undefined;
  /** What a BackupSession would be made for. The input then has a session that stands in for it: {@link standInSession}. */
  readonly invoker?: { readonly kind: BackupInvoker['kind']; readonly name: string } | undefined;
  /** An object whose annotation `stash.appscode.com/backup-blueprint` names a BackupBlueprint. */
  readonly target?: { readonly apiVersion: string; readonly kind: string; readonly name: string } | undefined;
}

/** What {@link readBackup} can find wrong. */
export type ReadBackupProblemCode = ReferredProblemCode | BlueprintProblemCode | AdapterProblemCode;

/** A backup as it stands in a cluster: what `planBackup` takes, and `lintManifests` and the like by its `manifests`. */
export interface ReadBackup extends BackupPlanInput {
  /** Everything that was read, the session and its invoker among it. */
  readonly manifests: Manifests;
}

/**
 * Reads exactly the objects that a backup refers to, each by `get`, nothing by `list`: the session, its invoker, the
 * Repository, the targets, the AppBindings among them with the Tasks that they name, the Tasks and their Functions, and the
 * namespace where the usage policy of the Repository asks for its labels. Secrets are not read.
 *
 * ```ts
 * const input = await readBackup(kubeConfig, { namespace: 'demo', session: 'photos-1795402800' });
 * if (isLeft(input)) return input;
 * const plan = planBackup({ ...input.right, operatorImage });
 * ```
 *
 * Problems, all of them at once: `object-not-found` and `access-denied` at each field that names what can't be read, those
 * of core for what is stored and broken, with who names it, `add-on-invalid`, those of `resolveBlueprint`, `option-invalid`,
 * and `api-unavailable` and the like.
 */
export async function readBackup(
  client: ClusterClient,
  which: BackupToRead,
  options: ReadOptions = {},
): Promise<Either<Problems<ReadBackupProblemCode>, ReadBackup>> {
  const invalid = checkRead(which, backupRules, options);
  if (invalid !== undefined) return left(invalid);
  const { operatorFunctions, clock = systemClock, signal, onRead, onRetry } = options;
  const reader = objectReader(portOf(client), { clock, signal, onRead, onRetry });
  const begun = await beginBackup(reader, which, new Date(clock.now()));
  if (isLeft(begun)) return begun;
  const { invoker, session } = begun.right.value;
  const referred = await readReferred(reader, { ...begun.right.value, operatorFunctions });
  const input: ReadBackup = {
    ...referred.value,
    invoker,
    session,
    ...(operatorFunctions === undefined ? {} : { operatorFunctions }),
  };
  return tellWarnings(checked(input, [...begun.right.problems, ...referred.problems]), options);
}

const backupRules: RulesFor<Omit<BackupToRead, 'namespace'>> = {
  session: 'text',
  invoker: { options: { kind: { oneOf: backupInvokerKinds }, name: 'text' }, required: ['kind', 'name'] },
  target: {
    options: { apiVersion: 'text', kind: 'text', name: 'text' },
    required: ['apiVersion', 'kind', 'name'],
  },
};

interface Begun {
  readonly invoker: BackupInvoker;
  readonly session: BackupSession;
  /** Where a blueprint stands for both. */
  readonly repository?: Repository;
}

type ReadBegin = Promise<Either<Problems<ReadBackupProblemCode>, Checked<Begun, ReadBackupProblemCode>>>;

/** What asks for the backup, and its run. */
function beginBackup(
  reader: ObjectReader,
  { namespace, session, invoker, target }: BackupToRead,
  now: Date,
): ReadBegin {
  if (session !== undefined) return beginSession(reader, { namespace, name: session });
  if (invoker !== undefined) return beginInvoker(reader, { namespace, ...invoker }, now);
  return beginTarget(
    reader,
    { apiVersion: '', kind: '', name: '', ...target, namespace: namespace ?? reader.namespace },
    now,
  );
}

async function beginSession(reader: ObjectReader, where: Where): ReadBegin {
  const read = await reader.resource({ ...where, kind: 'BackupSession' });
  if (isLeft(read)) return read;
  const { value: session, problems } = read.right;
  const { kind = '', name = '' } = session.spec?.invoker ?? {};
  if (!isBackupInvokerKind(kind) || name === '') return left([withoutInvoker(session, kind)]);
  const by = { resource: session, path: ['spec', 'invoker', 'name'] };
  const invoker = await reader.resource({ kind, name, namespace: session.metadata.namespace, by });
  if (isLeft(invoker)) return invoker;
  return right(checked({ session, invoker: invoker.right.value }, [...problems, ...invoker.right.problems]));
}

async function beginInvoker(
  reader: ObjectReader,
  wanted: Where & { readonly kind: BackupInvoker['kind'] },
  now: Date,
): ReadBegin {
  const invoker = await reader.resource(wanted);
  if (isLeft(invoker)) return invoker;
  const { value, problems } = invoker.right;
  return right(checked({ invoker: value, session: standInSession(value, now) }, problems));
}

/** What the operator would make of a target and its blueprint. */
async function beginTarget(reader: ObjectReader, where: ObjectTarget, now: Date): ReadBegin {
  const read = await reader.object(where);
  if (isLeft(read)) return read;
  const target = blueprintTarget(where, read.right.value);
  const named = blueprintOf(target);
  if (isLeft(named)) return named;
  const by = { resource: target, path: ['metadata', 'annotations', 'stash.appscode.com/backup-blueprint'] };
  const blueprint = await reader.resource({ kind: 'BackupBlueprint', name: named.right, by });
  if (isLeft(blueprint)) return blueprint;
  const resolved = resolveBlueprint(blueprint.right.value, target);
  if (isLeft(resolved)) return resolved;
  const { backupConfiguration: invoker, repository } = resolved.right;
  return right(checked({ invoker, repository, session: standInSession(invoker, now) }, blueprint.right.problems));
}

interface Where {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** An object of any kind, as a blueprint looks at it. */
function blueprintTarget({ apiVersion, kind, name, namespace }: ObjectTarget, object: JsonObject) {
  const uid = textAt(object, 'metadata', 'uid');
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(uid === undefined ? {} : { uid }),
      annotations: textsAt(object, 'metadata', 'annotations'),
    },
    ...(isJsonObject(object.spec) ? { spec: object.spec } : {}),
  };
}

function isBackupInvokerKind(kind: string): kind is BackupInvoker['kind'] {
  return backupInvokerKinds.some((known) => known === kind);
}

/** A session that is the run of nothing that can be read. */
function withoutInvoker(session: BackupSession, kind: string): AdapterProblem {
  if (isBackupInvokerKind(kind)) {
    return adapterProblem('missing-field', {
      ...placeIn(session, ['spec', 'invoker', 'name']),
      message: `the BackupSession says no name of the ${kind} that it is a run of`,
      hint: `give it the name of a ${kind} of its namespace`,
    });
  }
  const near = didYouMean(kind, backupInvokerKinds);
  return adapterProblem('unsupported-value', {
    ...placeIn(session, ['spec', 'invoker', 'kind']),
    message: kind === '' ? 'the BackupSession does not say what it is a run of' : `a ${kind} asks for no backup`,
    hint: near === undefined ? `it is one of ${listNames(backupInvokerKinds, 'or')}` : `did you mean \`${near}\`?`,
  });
}
