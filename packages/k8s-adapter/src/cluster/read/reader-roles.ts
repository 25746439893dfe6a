import { readOr, resourceKinds, targetKinds } from '@stash-functions/core/decode';
import { pluralOf } from '../../access/plural-of.ts';
import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1PolicyRule,
  V1Role,
  V1RoleBinding,
  V1RoleRef,
  V1Subject,
} from '../../kubernetes/rbac.ts';
import type { ObjectTarget } from '../port/cluster-port.ts';

/** The ServiceAccount that reads backups and restores. */
export interface ReaderAccount {
  /** The name of the ServiceAccount, which must exist already. */
  readonly name: string;
  /** The namespace of the ServiceAccount. */
  readonly namespace: string;
  /** The name of the roles and bindings; by default that of the account with `-reader` at the end. */
  readonly roleName?: string | undefined;
}

/** An object of {@link readerRoles}, for `applyPlan`. */
export type ReaderRole = V1ClusterRole | V1ClusterRoleBinding | V1Role | V1RoleBinding;

/**
 * The roles and bindings that `readBackup` and `readRestore` need, and nothing else: the verb `get`, without `list`,
 * without Secrets.
 *
 * - For objects: the right to read each by its name. `onRead` of `ReadOptions` tells the objects of a backup.
 * - For namespaces: the right to read everything that a session in one of them can refer to. An operator needs this,
 *   because it does not know its sessions in advance. A Repository or target elsewhere needs its namespace in the list.
 *
 * Cluster-scoped kinds, as Function and Task, go into a ClusterRole. Each namespace has a Role of its own.
 *
 * ```ts
 * const reads: Array<ObjectTarget> = [];
 * await readBackup(admin, which, { onRead: (target) => reads.push(target) });
 * await applyPlan(admin, { objects: readerRoles({ name: 'planner', namespace: 'ops' }, reads) });
 * ```
 */
export function readerRoles(
  account: ReaderAccount,
  reads: ReadonlyArray<ObjectTarget> | { readonly namespaces: ReadonlyArray<string> },
): ReadonlyArray<ReaderRole> {
  return readOr([], () => {
    const grants = 'namespaces' in reads ? grantsIn(reads.namespaces) : reads.map(grantOf);
    const byNamespace = new Map<string | undefined, ReadonlyArray<Grant>>();
    for (const grant of grants) byNamespace.set(grant.namespace, [...(byNamespace.get(grant.namespace) ?? []), grant]);
    return [...byNamespace].flatMap(([namespace, granted]) => rolesIn(account, namespace, rulesOf(granted)));
  });
}

/** The right to read the objects of a resource. */
interface Grant {
  /** The namespace; undefined for a cluster-scoped resource. */
  readonly namespace: string | undefined;
  readonly group: string;
  readonly resource: string;
  /** The only object that it is for; by default all. */
  readonly name?: string;
}

function grantOf({ apiVersion, kind, namespace, name }: ObjectTarget): Grant {
  return { namespace, group: groupOf(apiVersion), resource: pluralOf(kind), name };
}

/** The rights on everything that sessions refer to. */
function grantsIn(namespaces: ReadonlyArray<string>): ReadonlyArray<Grant> {
  const kinds = [
    ...resourceKinds.filter(({ kind }) => !targetKinds.some((target) => target.kind === kind)),
    ...targetKinds,
  ];
  return [undefined, ...namespaces].flatMap((namespace) => [
    ...kinds
      .filter((kind) => ('scope' in kind && kind.scope === 'Cluster') === (namespace === undefined))
      .map(({ apiVersion, plural }) => ({ namespace, group: groupOf(apiVersion), resource: plural })),
    // A namespace is cluster-scoped, and so is the right to read its labels.
    ...(namespace === undefined
      ? namespaces.map((name) => ({ namespace, group: '', resource: 'namespaces', name }))
      : []),
  ]);
}

/** One rule for each group and resource, with the names of its objects. */
function rulesOf(grants: ReadonlyArray<Grant>): Array<V1PolicyRule> {
  const rules = new Map<string, V1PolicyRule>();
  for (const { group, resource, name } of grants) {
    const key = `${resource}.${group}`;
    const names = new Set(rules.get(key)?.resourceNames);
    if (name !== undefined) names.add(name);
    rules.set(key, {
      verbs: ['get'],
      apiGroups: [group],
      resources: [resource],
      ...(names.size === 0 ? {} : { resourceNames: [...names] }),
    });
  }
  return [...rules.values()];
}

function rolesIn(
  account: ReaderAccount,
  namespace: string | undefined,
  rules: Array<V1PolicyRule>,
): ReadonlyArray<ReaderRole> {
  const name = account.roleName ?? `${account.name}-reader`;
  const subjects: Array<V1Subject> = [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }];
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const roleRef = (kind: string): V1RoleRef => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
  if (namespace === undefined) {
    const metadata = { name };
    return [
      { apiVersion, kind: 'ClusterRole', metadata, rules },
      { apiVersion, kind: 'ClusterRoleBinding', metadata, subjects, roleRef: roleRef('ClusterRole') },
    ];
  }
  const metadata = { name, namespace };
  return [
    { apiVersion, kind: 'Role', metadata, rules },
    { apiVersion, kind: 'RoleBinding', metadata, subjects, roleRef: roleRef('Role') },
  ];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
