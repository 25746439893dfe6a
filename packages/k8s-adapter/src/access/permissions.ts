import type { Origins, Source } from '../origin/origins.ts';
import { pluralOf } from './plural-of.ts';
import type { Rule } from './rbac.ts';

/**
 * The rights of an invoker's Jobs.
 *
 * - `reference`: the rights that Stash grants, so that every published Function works.
 * - `least-privilege`: the named Repository, Secrets, session, invoker and AppBinding, and nothing else.
 */
export type Permissions = 'reference' | 'least-privilege';

/** The rights that Stash grants a backup Job in the namespace of its invoker. */
export const referenceBackupRules: ReadonlyArray<Rule> = [
  { verbs: ['*'], apiGroups: ['stash.appscode.com'], resources: ['*'] },
  { verbs: ['get'], apiGroups: ['appcatalog.appscode.com'], resources: ['appbindings'] },
  { verbs: ['get'], apiGroups: [''], resources: ['secrets', 'endpoints', 'pods'] },
  { verbs: ['get', 'create'], apiGroups: [''], resources: ['pods/exec'] },
  { verbs: ['create'], apiGroups: [''], resources: ['events'] },
];

/** The rights that Stash grants a restore Job in the namespace of its invoker. */
export const referenceRestoreRules: ReadonlyArray<Rule> = [
  { verbs: ['*'], apiGroups: ['stash.appscode.com'], resources: ['*'] },
  { verbs: ['get'], apiGroups: ['appcatalog.appscode.com'], resources: ['appbindings'] },
  { verbs: ['get'], apiGroups: [''], resources: ['secrets', 'endpoints', 'persistentvolumeclaims'] },
  { verbs: ['get', 'create', 'list'], apiGroups: [''], resources: ['pods', 'pods/exec'] },
  { verbs: ['get', 'create', 'patch'], apiGroups: [''], resources: ['serviceaccounts'] },
  { verbs: ['get', 'patch'], apiGroups: ['apps'], resources: ['statefulsets'] },
  { verbs: ['get', 'create', 'patch'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'] },
  { verbs: ['create'], apiGroups: [''], resources: ['events'] },
];

/** The name of an object that a Job touches, and the field that holds it. */
export interface TouchedName {
  readonly name: string;
  readonly source: Source;
}

/** The objects that a Job touches. */
export interface TouchedObjects {
  /** The invoker, with its kind, as `BackupConfiguration`. */
  readonly invoker: TouchedName & { readonly kind: string };
  /** The run of a backup. */
  readonly session?: TouchedName | undefined;
  /** The Repository, where it stands in the namespace of the invoker. */
  readonly repository?: TouchedName | undefined;
  /** The AppBinding that is the target, where it stands in the namespace of the invoker. */
  readonly appBinding?: TouchedName | undefined;
  /** Secrets in the namespace of the invoker: of the backend, and of the AppBinding. */
  readonly secrets: ReadonlyArray<TouchedName>;
  /** True where hooks run commands in other pods of the namespace. */
  readonly hooks: boolean;
}

/** The rules that a Job needs in the namespace of its invoker: to read its input, and to report its outcome. */
export function leastPrivilegeRules(touched: TouchedObjects, origins: Origins | undefined): ReadonlyArray<Rule> {
  const { invoker, session, repository, appBinding, secrets, hooks } = touched;
  const resource = pluralOf(invoker.kind);
  const rules: ReadonlyArray<Rule> = [
    session === undefined
      ? onNamed([invoker], reportVerbs, stashGroup, [resource, `${resource}/status`], origins)
      : onNamed([invoker], ['get'], stashGroup, [resource], origins),
    ...(session === undefined ? [] : [reportOn(session, 'backupsessions', origins)]),
    ...(repository === undefined ? [] : [reportOn(repository, 'repositories', origins)]),
    ...(appBinding === undefined
      ? []
      : [onNamed([appBinding], ['get'], 'appcatalog.appscode.com', ['appbindings'], origins)]),
    ...(secrets.length === 0 ? [] : [onNamed(secrets, ['get'], '', ['secrets'], origins)]),
    ...(hooks ? hookRules : []),
    { verbs: ['create'], apiGroups: [''], resources: ['events'] },
  ];
  return rules.map((rule) => origins?.whole(rule, { rule: 'least-privilege' }) ?? rule);
}

/** The rules that a Job needs in the namespace of a Repository elsewhere. */
export function repositoryRules(
  permissions: Permissions,
  repository: TouchedName,
  secret: TouchedName | undefined,
  origins: Origins | undefined,
): ReadonlyArray<Rule> {
  const resources = ['repositories', 'repositories/status'];
  const rules =
    permissions === 'reference'
      ? [
          onNamed([repository], ['get', 'list', 'patch', 'update'], stashGroup, resources, origins),
          onNamed([secret ?? noSecret], ['get'], '', ['secrets', 'pods', 'endpoints'], origins),
        ]
      : [
          onNamed([repository], reportVerbs, stashGroup, resources, origins),
          ...(secret === undefined ? [] : [onNamed([secret], ['get'], '', ['secrets'], origins)]),
        ];
  return rules.map((rule) => origins?.whole(rule, { rule: 'repository-access' }) ?? rule);
}

/** The rule that allows pods under PodSecurityPolicies, on clusters before Kubernetes 1.25. */
export function podSecurityPolicyRules(
  policies: ReadonlyArray<TouchedName>,
  origins: Origins | undefined,
): ReadonlyArray<Rule> {
  if (policies.length === 0) return [];
  const rule = onNamed(policies, ['use'], 'policy', ['podsecuritypolicies'], origins);
  return [origins?.whole(rule, { rule: 'pod-security-policy' }) ?? rule];
}

const stashGroup = 'stash.appscode.com';

/** Stash names a Secret without a name where the backend has none. */
const noSecret: TouchedName = { name: '', source: { rule: 'repository-access' } };

/** The verbs to read an object and to report an outcome on it. */
const reportVerbs: ReadonlyArray<string> = ['get', 'patch', 'update'];

/** A hook finds its pods while it runs, so they have no names here. */
const hookRules: ReadonlyArray<Rule> = [
  { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] },
  { verbs: ['get', 'create'], apiGroups: [''], resources: ['pods/exec'] },
];

function reportOn(object: TouchedName, resource: string, origins: Origins | undefined): Rule {
  return onNamed([object], reportVerbs, stashGroup, [resource, `${resource}/status`], origins);
}

function onNamed(
  objects: ReadonlyArray<TouchedName>,
  verbs: ReadonlyArray<string>,
  group: string,
  resources: ReadonlyArray<string>,
  origins: Origins | undefined,
): Rule {
  const resourceNames = objects.map(({ name }) => name);
  for (const [index, { source }] of objects.entries()) origins?.field(resourceNames, index, source);
  return { verbs, apiGroups: [group], resources, resourceNames };
}
