import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const apiVersion = 'Always `rbac.authorization.k8s.io/v1`.';
const rules = 'The permissions; each adds to the others, none takes away.';
const subjects = 'Users, groups and ServiceAccounts that get the permissions.';

/** Roles and who has them. */
export const rbac: TypeDescriptions = {
  ...onPage('rbac/role-v1', {
    Role: {
      text: 'Permissions inside one namespace.',
      fields: { apiVersion, kind: 'Always `Role`.', metadata: 'Name, namespace and labels of the Role.', rules },
    },
  }),
  ...onPage('rbac/cluster-role-v1', {
    ClusterRole: {
      text: 'Permissions in the whole cluster, or in the namespaces of the RoleBindings that name it.',
      fields: {
        aggregationRule: 'ClusterRoles whose rules make up those of this one, which a controller then writes.',
        apiVersion,
        kind: 'Always `ClusterRole`.',
        metadata: 'Name and labels of the ClusterRole; it has no namespace.',
        rules,
      },
    },
    AggregationRule: {
      text: 'The ClusterRoles that another one is made of.',
      fields: { clusterRoleSelectors: 'Labels of the ClusterRoles; one match suffices.' },
    },
  }),
  ...onPage('definitions/policy-rule-v1-rbac', {
    PolicyRule: {
      text: 'Verbs on resources, or on paths of the API server.',
      fields: {
        apiGroups: 'API groups of the resources; an empty text is the core group, `*` all of them.',
        nonResourceURLs: 'Paths such as `/healthz`, `*` at the end for all below; only in a ClusterRole.',
        resourceNames: 'Names of objects; absent: all of them. It has no effect on create and deletecollection.',
        resources: 'Resources in the plural, `pods`, with a subresource, `pods/log`; `*` for all.',
        verbs: 'Verbs: get, list, watch, create, update, patch, delete, deletecollection; `*` for all.',
      },
    },
  }),
  ...onPage('rbac/role-binding-v1', {
    RoleBinding: {
      text: 'The grant of a Role or ClusterRole inside one namespace.',
      fields: {
        apiVersion,
        kind: 'Always `RoleBinding`.',
        metadata: 'Name, namespace and labels of the RoleBinding.',
        roleRef: 'Role of the same namespace, or ClusterRole, that is granted; it never changes.',
        subjects,
      },
    },
  }),
  ...onPage('rbac/cluster-role-binding-v1', {
    ClusterRoleBinding: {
      text: 'The grant of a ClusterRole in the whole cluster.',
      fields: {
        apiVersion,
        kind: 'Always `ClusterRoleBinding`.',
        metadata: 'Name and labels of the ClusterRoleBinding; it has no namespace.',
        roleRef: 'ClusterRole that is granted; it never changes.',
        subjects,
      },
    },
  }),
  ...onPage('definitions/role-ref-v1-rbac', {
    RoleRef: {
      text: 'A Role or ClusterRole.',
      fields: {
        apiGroup: 'Always `rbac.authorization.k8s.io`.',
        kind: '`Role` or `ClusterRole`.',
        name: 'Name of the role.',
      },
    },
  }),
  ...onPage('definitions/subject-v1-rbac', {
    Subject: {
      text: 'A user, a group or a ServiceAccount.',
      fields: {
        apiGroup: '`rbac.authorization.k8s.io`, or for a ServiceAccount nothing.',
        kind: '`User`, `Group` or `ServiceAccount`.',
        name: 'Name of the user, group or ServiceAccount.',
        namespace: 'Namespace of the ServiceAccount; absent for others.',
      },
    },
  }),
};
