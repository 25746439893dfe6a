import {
  backupInvokerKinds,
  checked,
  invokerKinds,
  type Manifests,
  type Problems,
  type RestoreInvoker,
  type RulesFor,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import type { RestorePlanInput } from '../../plan/plan-input.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { systemClock } from '../clock.ts';
import { asAsked } from '../port/as-asked.ts';
import { objectReader } from './object-reader.ts';
import { checkRead, type ReadOptions, tellWarnings } from './read-options.ts';
import { type ReferredProblemCode, readReferred } from './read-referred.ts';

/** The restore to read. Exactly one of `session` and `invoker` is given. */
export interface RestoreToRead {
  /** The namespace of the restore; by default that of the client. */
  readonly namespace?: string | undefined;
  /** The name of a RestoreSession. */
  readonly session?: string | undefined;
  /** The kind and name of a RestoreSession or RestoreBatch. */
  readonly invoker?: { readonly kind: RestoreInvoker['kind']; readonly name: string } | undefined;
}

/** The codes of the Problems of {@link readRestore}. */
export type ReadRestoreProblemCode = ReferredProblemCode;

/**
 * A restore as it is in a cluster: the input of `planRestore`. Its `manifests` are the input of `lintManifests` and the
 * like.
 */
export interface ReadRestore extends RestorePlanInput {
  /** Everything that was read, with the invoker. */
  readonly manifests: Manifests;
}

/**
 * Reads exactly the objects that a restore refers to, as {@link readBackup} does for a backup. Targets with
 * `volumeClaimTemplates` are left out, because their claims are made later.
 *
 * All Problems come at once: those of {@link readBackup}, without those of blueprints.
 */
export function readRestore(
  client: ClusterClient,
  which: RestoreToRead,
  options: ReadOptions = {},
): Promise<Either<Problems<ReadRestoreProblemCode>, ReadRestore>> {
  return asAsked(() => restoreOf(client, which, options));
}

async function restoreOf(
  client: ClusterClient,
  which: RestoreToRead,
  options: ReadOptions,
): Promise<Either<Problems<ReadRestoreProblemCode>, ReadRestore>> {
  const invalid = checkRead(which, restoreRules, options);
  if (invalid !== undefined) return left(invalid);
  const { operatorFunctions, clock = systemClock, signal, onRead, onRetry } = options;
  const reader = objectReader(portOf(client), { clock, signal, onRead, onRetry });
  const { kind, name } = which.invoker ?? { kind: 'RestoreSession' as const, name: which.session ?? '' };
  const read = await reader.resource({ kind, name, namespace: which.namespace });
  if (isLeft(read)) return read;
  const { value: invoker, problems } = read.right;
  const referred = await readReferred(reader, { invoker, operatorFunctions });
  const input: ReadRestore = {
    ...referred.value,
    invoker,
    ...(operatorFunctions === undefined ? {} : { operatorFunctions }),
  };
  return tellWarnings(checked(input, [...problems, ...referred.problems]), options);
}

const restoreKinds = invokerKinds.filter((kind) => !backupInvokerKinds.some((backup) => backup === kind));

const restoreRules: RulesFor<Omit<RestoreToRead, 'namespace'>> = {
  session: 'text',
  invoker: { options: { kind: { oneOf: restoreKinds }, name: 'text' }, required: ['kind', 'name'] },
};
