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
import type { Origins, Source } from '../origin/origins.ts';

/** The ServiceAccount that runs a Job. */
export interface ServiceAccountReference {
  readonly name: string;
  readonly namespace: string;
}

/** The ServiceAccount that runs an invoker's Jobs. */
export function toServiceAccount(options: MetadataOptions, origins: Origins | undefined): V1ServiceAccount {
  return ofKind({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(options, origins) }, origins);
}

/** A Role with a copy of the rules. */
export function toRole(options: MetadataOptions, rules: ReadonlyArray<Rule>, origins: Origins | undefined): V1Role {
  const role: V1Role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadataOf(options, origins),
    rules: rules.map((rule) => copyRule(rule, origins)),
  };
  return ofKind(role, origins);
}

/** The RoleBinding that gives a Role to a ServiceAccount. It has the name and namespace of the Role. */
export function toRoleBinding(
  options: MetadataOptions,
  account: ServiceAccountReference,
  origins: Origins | undefined,
): V1RoleBinding {
  const binding: V1RoleBinding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadataOf(options, origins),
    subjects: [subjectOf(account, origins)],
    roleRef: roleRef('Role', options.name),
  };
  origins?.field(binding.roleRef, 'name', origins.of(options, 'name'));
  return ofKind(binding, origins);
}

/** The ClusterRoleBinding that lets a ServiceAccount read the license. It is cluster-scoped, so it has no owner. */
export function toLicenseReader(
  options: Pick<MetadataOptions, 'name' | 'labels'>,
  account: ServiceAccountReference,
  origins: Origins | undefined,
): V1ClusterRoleBinding {
  const binding: V1ClusterRoleBinding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: metadataOf(options, origins),
    subjects: [subjectOf(account, origins)],
    roleRef: roleRef('ClusterRole', 'appscode:license-reader'),
  };
  origins?.whole(binding.roleRef, { rule: 'license-reader' });
  return ofKind(binding, origins);
}

/** One rule of a Role: the verbs that it allows on some resources. */
export interface Rule {
  readonly verbs: ReadonlyArray<string>;
  readonly apiGroups: ReadonlyArray<string>;
  readonly resources: ReadonlyArray<string>;
  /** The names of the objects that the rule holds for; by default all. */
  readonly resourceNames?: ReadonlyArray<string>;
}

/**
 * The reference to the owner of an object, with which the object is deleted. An API server refuses one without a UID.
 */
export function ownerReference(
  owner: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly uid?: string };
  },
  at: (field: string) => Source,
  origins: Origins | undefined,
): V1OwnerReference | undefined {
  const { apiVersion, kind, metadata } = owner;
  if (metadata.uid === undefined || metadata.uid === '') return undefined;
  const reference: V1OwnerReference = {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
  origins?.whole(reference, { rule: 'owner-reference' });
  for (const field of ['name', 'uid'] as const) origins?.field(reference, field, at(field));
  return reference;
}

function ofKind<A extends object>(object: A, origins: Origins | undefined): A {
  return origins?.whole(object, { rule: 'object-kind' }) ?? object;
}

function subjectOf(account: ServiceAccountReference, origins: Origins | undefined): V1Subject {
  const subject: V1Subject = { kind: 'ServiceAccount', name: account.name, namespace: account.namespace };
  for (const field of ['name', 'namespace'] as const) origins?.field(subject, field, origins.of(account, field));
  return subject;
}

function roleRef(kind: 'Role' | 'ClusterRole', name: string): V1RoleRef {
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}

function copyRule(rule: Rule, origins: Origins | undefined): V1PolicyRule {
  const { verbs, apiGroups, resources, resourceNames } = rule;
  const copy: V1PolicyRule = { verbs: [...verbs], apiGroups: [...apiGroups], resources: [...resources] };
  origins?.inherit(copy, rule);
  if (resourceNames === undefined) return copy;
  copy.resourceNames = [...resourceNames];
  origins?.inherit(copy.resourceNames, resourceNames);
  return copy;
}
