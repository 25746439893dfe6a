import type { BackupInvoker, BackupSession } from '@stash-functions/core/decode';

/**
 * A BackupSession for a plan of files, in which the operator has not made one yet: named after the invoker and the time,
 * as the operator names them. Without a time the name is the same in every run, so that two plans of the same files are
 * the same. It has no uid, so nothing is owned by it.
 *
 * @param now - when the backup is asked for
 */
export function standInSession(invoker: BackupInvoker, now?: Date): BackupSession {
  const { name, namespace } = invoker.metadata;
  const seconds = now === undefined ? 0 : Math.floor(now.getTime() / 1000);
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: { name: `${name}-${seconds}`, ...(namespace === undefined ? {} : { namespace }) },
    spec: { invoker: { apiGroup: 'stash.appscode.com', kind: invoker.kind, name } },
  };
}
