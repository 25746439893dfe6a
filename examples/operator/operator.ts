import { formatProblems } from '@stash-functions/core';
import { type Clock, type ClusterClient, systemClock, watchObjects } from '@stash-functions/k8s-adapter/cluster';
import PQueue from 'p-queue';
import { runSession } from './run-session.ts';

/** The options of the operator. */
export interface OperatorOptions {
  /** The namespace of the BackupSessions, or `allNamespaces`. */
  readonly namespace: string;
  /** Stops the operator. Running Jobs go on, and the next operator follows them to their end. */
  readonly signal: AbortSignal;
  /** The number of sessions that run at one time. */
  readonly concurrency?: number;
  readonly log?: (line: string) => void;
  readonly clock?: Clock;
}

/** Milliseconds until a session that could not be worked on is looked at again. */
const patience = 5000;

/** Runs every BackupSession, old and new, until the signal is aborted. */
export async function operate(client: ClusterClient, options: OperatorOptions): Promise<void> {
  const { namespace, signal, concurrency = 8, log = console.log, clock = systemClock } = options;
  const sessions = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', namespace };
  const queue = new PQueue({ concurrency });
  const busy = new Set<string>();

  const work = async (key: { readonly namespace: string; readonly name: string }): Promise<void> => {
    while (!signal.aborted && (await runSession(client, key, { signal, log, clock })) === 'again') {
      await clock.sleep(patience, signal);
    }
  };
  for await (const change of watchObjects(client, sessions, { signal, clock })) {
    if (change.type === 'failed') throw new Error(formatProblems(change.problems));
    if (change.type === 'listed' || change.type === 'deleted') continue;
    const { namespace = '', name = '' } = metadataOf(change.object);
    const id = `${namespace}/${name}`;
    // The work on a session sees its changes anyway.
    if (busy.has(id)) continue;
    busy.add(id);
    void queue.add(() => work({ namespace, name }).finally(() => busy.delete(id)));
  }
  await queue.onIdle();
}

function metadataOf(object: Readonly<Record<string, unknown>>): {
  readonly namespace?: string;
  readonly name?: string;
} {
  return typeof object.metadata === 'object' && object.metadata !== null ? object.metadata : {};
}
