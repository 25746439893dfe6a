import { type MetadataOptions, metadataOf } from '../build/metadata.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type {
  V1ClusterRoleBinding,
  V1PolicyRule,
  V1Role,
  V1RoleBinding,
  V1RoleRef,
  V1Subject,
} from '../kubernetes/rbac.ts';
import type { V1ServiceAccount } from '../kubernetes/service-account.ts';

/** A ServiceAccount that a Job runs as. */
export interface ServiceAccountReference {
  readonly name: string;
  readonly namespace: string;
}

/** The ServiceAccount that an invoker's Jobs run as. */
export function toServiceAccount(options: MetadataOptions): V1ServiceAccount {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(options) };
}

/** A Role with rules, which are copied. */
export function toRole(options: MetadataOptions, rules: ReadonlyArray<Rule>): V1Role {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadataOf(options),
    rules: rules.map(copyRule),
  };
}

/** The RoleBinding, of the Role's own name and namespace, that gives a Role to a ServiceAccount. */
export function toRoleBinding(options: MetadataOptions, account: ServiceAccountReference): V1RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadataOf(options),
    subjects: [subjectOf(account)],
    roleRef: roleRef('Role', options.name),
  };
}

/** The ClusterRoleBinding that lets a ServiceAccount read the license; it has no owner, since it is cluster-scoped. */
export function toLicenseReader(
  options: Pick<MetadataOptions, 'name' | 'labels'>,
  account: ServiceAccountReference,
): V1ClusterRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: metadataOf(options),
    subjects: [subjectOf(account)],
    roleRef: roleRef('ClusterRole', 'appscode:license-reader'),
  };
}

/** One rule of a Role: which verbs it allows on which resources. */
export interface Rule {
  readonly verbs: ReadonlyArray<string>;
  readonly apiGroups: ReadonlyArray<string>;
  readonly resources: ReadonlyArray<string>;
  /** The only objects that it holds for; all where it is absent. */
  readonly resourceNames?: ReadonlyArray<string>;
}

/** The owner of an object, by whose deletion it is deleted. An API server refuses one without a UID. */
export function ownerReference(owner: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly uid?: string };
}): V1OwnerReference | undefined {
  const { apiVersion, kind, metadata } = owner;
  if (metadata.uid === undefined || metadata.uid === '') return undefined;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

function subjectOf({ name, namespace }: ServiceAccountReference): V1Subject {
  return { kind: 'ServiceAccount', name, namespace };
}

function roleRef(kind: 'Role' | 'ClusterRole', name: string): V1RoleRef {
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}

function copyRule({ verbs, apiGroups, resources, resourceNames }: Rule): V1PolicyRule {
  return {
    verbs: [...verbs],
    apiGroups: [...apiGroups],
    resources: [...resources],
    ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
  };
}
