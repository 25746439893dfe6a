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
  referencesOf,
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
import { asAsked } from '../port/as-asked.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';
import { type ObjectReader, objectReader } from './object-reader.ts';
import { checkRead, type ReadOptions, tellWarnings } from './read-options.ts';
import { type ReferredProblemCode, readReferred } from './read-referred.ts';

/** The backup to read: a session, an invoker, or a target with a blueprint. Exactly one of them is given. */
export interface BackupToRead {
  /** The namespace of the session, the invoker or the target; by default that of the client. */
  readonly namespace?: string | undefined;
  /** The name of a BackupSession in the cluster. */
  readonly session?: string | undefined;
  /** The invoker of a backup without a BackupSession. The result then has {@link standInSession} as its session. */
  readonly invoker?: { readonly kind: BackupInvoker['kind']; readonly name: string } | undefined;
  /** An object whose annotation `stash.appscode.com/backup-blueprint` names a BackupBlueprint. */
  readonly target?: { readonly apiVersion: string; readonly kind: string; readonly name: string } | undefined;
}

/** The codes of the Problems of {@link readBackup}. */
export type ReadBackupProblemCode = ReferredProblemCode | BlueprintProblemCode | AdapterProblemCode;

/**
 * A backup as it is in a cluster: the input of `planBackup`. Its `manifests` are the input of `lintManifests` and the
 * like.
 */
export interface ReadBackup extends BackupPlanInput {
  /** Everything that was read, with the session and its invoker. */
  readonly manifests: Manifests;
}

/**
 * Reads exactly the objects that a backup refers to, each by `get` and none by `list`:
 *
 * - the session and its invoker
 * - the Repository, and the targets
 * - the Tasks that the invoker or an AppBinding among the targets names, and their Functions
 * - the namespace, where the usage policy of the Repository asks for its labels
 *
 * Secrets are not read.
 *
 * ```ts
 * const input = await readBackup(kubeConfig, { namespace: 'demo', session: 'photos-1795402800' });
 * if (isLeft(input)) return input;
 * const plan = planBackup({ ...input.right, operatorImage });
 * ```
 *
 * All Problems come at once. `object-not-found` and `access-denied` stand at each field that names an unreadable
 * object. A broken object gives Problems of core, with the place that names it. Others are `add-on-invalid`, those of
 * `resolveBlueprint`, `option-invalid`, `api-unavailable` and the like.
 */
export function readBackup(
  client: ClusterClient,
  which: BackupToRead,
  options: ReadOptions = {},
): Promise<Either<Problems<ReadBackupProblemCode>, ReadBackup>> {
  return asAsked(() => backupOf(client, which, options));
}

async function backupOf(
  client: ClusterClient,
  which: BackupToRead,
  options: ReadOptions,
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
  /** The Repository of a blueprint. */
  readonly repository?: Repository;
}

type ReadBegin = Promise<Either<Problems<ReadBackupProblemCode>, Checked<Begun, ReadBackupProblemCode>>>;

/** The invoker of the backup, and its session. */
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
  const [{ kind = '', name = '', path = [] } = {}] = referencesOf(session);
  if (!isBackupInvokerKind(kind) || name === '') return left([withoutInvoker(session, kind)]);
  const by = { resource: session, path };
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

/** The invoker and the session that the operator would make for a target with a blueprint. */
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

/** An object of any kind, in the form that a blueprint needs. */
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

/** The Problem of a session without an invoker that can be read. */
function withoutInvoker(session: BackupSession, kind: string): AdapterProblem {
  if (isBackupInvokerKind(kind)) {
    return adapterProblem('missing-field', {
      ...placeIn(session, ['spec', 'invoker', 'name']),
      message: `the BackupSession does not name the ${kind} that it is a run of`,
      hint: `give it the name of a ${kind} of its namespace`,
    });
  }
  const near = didYouMean(kind, backupInvokerKinds);
  return adapterProblem('unsupported-value', {
    ...placeIn(session, ['spec', 'invoker', 'kind']),
    message: kind === '' ? 'the BackupSession does not name its invoker' : `a ${kind} asks for no backup`,
    hint: near === undefined ? `it is one of ${listNames(backupInvokerKinds, 'or')}` : `did you mean \`${near}\`?`,
  });
}
