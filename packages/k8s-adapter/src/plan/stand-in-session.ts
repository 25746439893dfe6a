import type { BackupInvoker, BackupSession } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';

/**
 * A BackupSession for a plan from files, where the operator has made none yet. Its name is made from the invoker and
 * the time, as the operator does it. Without a time the name is the same in every run, and so are two plans of the same
 * files. The session has no uid, so it owns nothing.
 *
 * @param now - the time of the backup
 */
export function standInSession(invoker: BackupInvoker, now?: Date): BackupSession {
  return readOr(unreadable, () => {
    const { name, namespace } = invoker.metadata;
    const seconds = now === undefined ? 0 : Math.floor(now.getTime() / 1000);
    return {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupSession',
      metadata: { name: `${name}-${seconds}`, ...(namespace === undefined ? {} : { namespace }) },
      spec: { invoker: { apiGroup: 'stash.appscode.com', kind: invoker.kind, name } },
    };
  });
}

/** The session of what is no invoker: a plan says that it has none. */
const unreadable: BackupSession = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupSession',
  metadata: { name: '' },
};
