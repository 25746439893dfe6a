import { didYouMean, type Invoker, type Manifests } from '@stash-functions/core';
import { CannotDo } from '../exit-code.ts';

/** The choice of an invoker, for manifests with several. */
export interface InvokerChoice {
  /** `NAME`, `KIND/NAME`, or either with `NAMESPACE/` before the name. */
  readonly invoker?: string | undefined;
  /** The name of a BackupSession, which chooses its invoker. */
  readonly session?: string | undefined;
}

/**
 * Finds the invokers that a command works on: the named one, that of the named session, or all.
 *
 * @throws CannotDo where the name fits none or several, and where there is no invoker at all
 */
export function chooseInvokers(manifests: Manifests, { invoker, session }: InvokerChoice): ReadonlyArray<Invoker> {
  const all = invokersOf(manifests);
  if (invoker !== undefined) return [only(invoker, all)];
  if (session !== undefined) return [invokerOfSession(session, manifests, all)];
  if (all.length > 0) return all;
  throw new CannotDo(
    'there is no BackupConfiguration, BackupBatch, RestoreSession or RestoreBatch among the manifests',
    'name the file that holds it too',
  );
}

/**
 * Finds the one invoker that a command works on, and gives it as a list.
 *
 * @throws CannotDo where there are several and none is named, and where {@link chooseInvokers} throws it
 */
export function oneInvoker(manifests: Manifests, choice: InvokerChoice): ReadonlyArray<Invoker> {
  const chosen = chooseInvokers(manifests, choice);
  if (chosen.length === 1) return chosen;
  throw new CannotDo('there are several invokers', `choose one with --invoker: ${listOf(invokersOf(manifests))}`);
}

/** True for manifests with an invoker. */
export function hasInvokers(manifests: Manifests): boolean {
  return invokersOf(manifests).length > 0;
}

/**
 * The name of an invoker in messages: `BackupConfiguration/orders`, with its namespace before the name if it has one.
 */
export function invokerName({ kind, metadata: { namespace, name } }: Invoker): string {
  return `${kind}/${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function invokersOf(manifests: Manifests): ReadonlyArray<Invoker> {
  const { backupConfigurations, backupBatches, restoreSessions, restoreBatches } = manifests;
  return [
    ...backupConfigurations.values(),
    ...backupBatches.values(),
    ...restoreSessions.values(),
    ...restoreBatches.values(),
  ];
}

function only(wanted: string, all: ReadonlyArray<Invoker>): Invoker {
  const found = all.filter((each) => fits(wanted, each));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined) throw new CannotDo(`${wanted} may be any of several invokers`, listOf(found));
  const near = didYouMean(wanted, all.flatMap(namesOf));
  throw new CannotDo(
    `there is no invoker ${wanted} among the manifests`,
    near === undefined ? (all.length === 0 ? undefined : `there are ${listOf(all)}`) : `did you mean ${near}?`,
  );
}

function fits(wanted: string, invoker: Invoker): boolean {
  return namesOf(invoker).some((name) => name.toLowerCase() === wanted.toLowerCase());
}

function namesOf(invoker: Invoker): ReadonlyArray<string> {
  const { kind, metadata } = invoker;
  const { namespace, name } = metadata;
  const qualified = namespace === undefined ? [] : [`${namespace}/${name}`, `${kind}/${namespace}/${name}`];
  return [name, `${kind}/${name}`, ...qualified];
}

function invokerOfSession(session: string, { backupSessions }: Manifests, all: ReadonlyArray<Invoker>): Invoker {
  const named = [...backupSessions.values()].filter(({ metadata }) => metadata.name === session);
  const [first] = named;
  if (first === undefined) {
    const near = didYouMean(
      session,
      [...backupSessions.values()].map(({ metadata }) => metadata.name),
    );
    throw new CannotDo(
      `there is no BackupSession ${session} among the manifests`,
      near === undefined ? undefined : `did you mean ${near}?`,
    );
  }
  const { kind, name } = first.spec?.invoker ?? {};
  const invoker = all.find((each) => each.kind === kind && each.metadata.name === name);
  if (invoker !== undefined) return invoker;
  throw new CannotDo(`${kind ?? 'the invoker'} ${name ?? ''} of BackupSession ${session} is not among the manifests`);
}

function listOf(invokers: ReadonlyArray<Invoker>): string {
  return invokers.map(invokerName).join(', ');
}
