import {
  type BackupInvoker,
  type BackupSession,
  type Invoker,
  type Manifests,
  type Problems,
  type Resource,
  withSourceOf,
} from '@stash-functions/core';
import { type Plan, type PlanProblemCode, planBackup, planRestore, standInSession } from '@stash-functions/k8s-adapter';
import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import type { PlanFlags } from './plan-options.ts';
import { planOptionsOf } from './plan-options-of.ts';

/** The result of planning an invoker. */
export interface PlannedInvoker {
  readonly invoker: Invoker;
  readonly result: Either<Problems<PlanProblemCode>, Plan>;
  /** One sentence for each fact that no manifest gives and that was made up. */
  readonly madeUp: ReadonlyArray<string>;
}

/**
 * Plans the backup or the restore that an invoker asks for. If the invoker leaves its namespace to the client, or no
 * manifest has a session of the backup, these are made up and reported.
 */
export function planInvoker(manifests: Manifests, given: Invoker, flags: PlanFlags, now?: Date): PlannedInvoker {
  const namespace = flags.namespace ?? 'default';
  const invoker = inNamespace(given, namespace);
  const madeUp =
    invoker === given || flags.namespace !== undefined
      ? []
      : [`${given.kind} ${given.metadata.name} names no namespace: \`default\` is taken`];
  const common = { manifests, ...planOptionsOf(manifests, flags) };
  if (invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch') {
    const result = planRestore({ ...common, invoker });
    return { invoker, result, madeUp: [...madeUp, ...operatorsOwn(result, manifests)] };
  }
  const session = sessionOf(invoker, manifests, flags.session);
  const made = session ?? standInSession(invoker, now);
  const result = planBackup({ ...common, invoker, session: inNamespace(made, namespace) });
  madeUp.push(...operatorsOwn(result, manifests));
  if (session !== undefined) return { invoker, result, madeUp };
  const why = `no BackupSession of ${given.kind} ${given.metadata.name} is among the manifests: \`${made.metadata.name}\` is made up`;
  return { invoker, result, madeUp: [...madeUp, why] };
}

/** The Functions that no manifest holds, but that were planned as far as they are known. */
function operatorsOwn(result: PlannedInvoker['result'], { functions }: Manifests): ReadonlyArray<string> {
  if (isLeft(result)) return [];
  const used = result.right.runs.flatMap(({ task }) => task.steps.map(({ source }) => source.metadata.name));
  const known = [...new Set(used)].filter((name) => !functions.has(name));
  return known.map(
    (name) => `Function ${name} is none of the manifests: what is known of the operator's own is planned`,
  );
}

/** The same resource if it names its namespace; otherwise a copy that does. */
function inNamespace<R extends Resource>(resource: R, namespace: string): R {
  if (resource.metadata.namespace !== undefined && resource.metadata.namespace !== '') return resource;
  return withSourceOf({ ...resource, metadata: { ...resource.metadata, namespace } }, resource);
}

/** The named session, or else the newest one of the invoker. */
function sessionOf(
  { kind, metadata }: BackupInvoker,
  { backupSessions }: Manifests,
  name: string | undefined,
): BackupSession | undefined {
  const own = [...backupSessions.values()].filter(
    ({ spec, metadata: { namespace } }) =>
      spec?.invoker?.kind === kind &&
      spec.invoker.name === metadata.name &&
      (namespace === undefined || namespace === metadata.namespace),
  );
  if (name !== undefined) return own.find((session) => session.metadata.name === name);
  const time = ({ metadata: { creationTimestamp } }: BackupSession): string => creationTimestamp ?? '';
  return own.reduce<BackupSession | undefined>(
    (newest, session) => (newest === undefined || time(session) >= time(newest) ? session : newest),
    undefined,
  );
}
