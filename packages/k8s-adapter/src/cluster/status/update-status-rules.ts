import { readOr } from '@stash-functions/core/decode';
import { pluralOf } from '../../access/plural-of.ts';
import type { V1PolicyRule } from '../../kubernetes/rbac.ts';
import type { StatusTarget } from './update-status.ts';

/** The names of the objects that a report is written to and read from. */
export interface UpdateStatusNames {
  readonly session: StatusTarget;
  /** The invoker of a BackupSession. */
  readonly invoker?: { readonly kind: 'BackupConfiguration' | 'BackupBatch'; readonly name: string } | undefined;
  /** The Repository in the namespace of the session, where its status is written too. */
  readonly repository?: string | undefined;
  /** The AppBindings of the targets, where metrics are made. */
  readonly appBindings?: ReadonlyArray<string> | undefined;
}

/**
 * The RBAC rules that reporting needs, and nothing else. They allow to read the session, its invoker, its Repository
 * and its AppBindings by name. They allow to update the status of the session and of the Repository, and to create
 * Events.
 */
export function updateStatusRules(updateStatusNames: UpdateStatusNames): ReadonlyArray<V1PolicyRule> {
  return readOr([], () => {
    const { session, invoker, repository, appBindings = [] } = updateStatusNames;

    const stash = 'stash.appscode.com';
    const sessions = pluralOf(session.kind);
    return [
      onNamed(['get'], stash, sessions, [session.name]),
      onNamed(['update'], stash, `${sessions}/status`, [session.name]),
      ...(invoker === undefined ? [] : [onNamed(['get'], stash, pluralOf(invoker.kind), [invoker.name])]),
      ...(repository === undefined
        ? []
        : [
            onNamed(['get'], stash, 'repositories', [repository]),
            onNamed(['update'], stash, 'repositories/status', [repository]),
          ]),
      ...(appBindings.length === 0 ? [] : [onNamed(['get'], 'appcatalog.appscode.com', 'appbindings', appBindings)]),
      { verbs: ['create'], apiGroups: [''], resources: ['events'] },
    ];
  });
}

function onNamed(
  verbs: ReadonlyArray<string>,
  apiGroup: string,
  resource: string,
  resourceNames: ReadonlyArray<string>,
): V1PolicyRule {
  return { verbs: [...verbs], apiGroups: [apiGroup], resources: [resource], resourceNames: [...resourceNames] };
}
