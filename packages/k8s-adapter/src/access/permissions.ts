import type { Rule } from './rbac.ts';

/**
 * What the Jobs of an invoker may do. `reference`: what Stash grants, so that every published Function works.
 * `least-privilege`: the named Repository, Secrets, session, invoker and AppBinding and nothing else.
 */
export type Permissions = 'reference' | 'least-privilege';

/** What Stash grants a backup Job, in the namespace of its invoker. */
export const referenceBackupRules: ReadonlyArray<Rule> = [
  { verbs: ['*'], apiGroups: ['stash.appscode.com'], resources: ['*'] },
  { verbs: ['get'], apiGroups: ['appcatalog.appscode.com'], resources: ['appbindings'] },
  { verbs: ['get'], apiGroups: [''], resources: ['secrets', 'endpoints', 'pods'] },
  { verbs: ['get', 'create'], apiGroups: [''], resources: ['pods/exec'] },
  { verbs: ['create'], apiGroups: [''], resources: ['events'] },
];

/** What Stash grants a restore Job, in the namespace of its invoker. */
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

/** What a Job touches, by name. */
export interface TouchedObjects {
  /** `BackupConfiguration`, `RestoreBatch`, ... */
  readonly invoker: { readonly kind: string; readonly name: string };
  /** The run of a backup. */
  readonly session?: string;
  /** The Repository, where it stands in the namespace of the invoker. */
  readonly repository?: string;
  /** The AppBinding that is the target, where it stands in the namespace of the invoker. */
  readonly appBinding?: string;
  /** Secrets in the namespace of the invoker: of the backend, and of the AppBinding. */
  readonly secrets: ReadonlyArray<string>;
  /** Whether hooks run commands in other pods of the namespace. */
  readonly hooks: boolean;
}

/** What a Job needs, in the namespace of its invoker, to read what it is given and to say how it went. */
export function leastPrivilegeRules(touched: TouchedObjects): ReadonlyArray<Rule> {
  const { invoker, session, repository, appBinding, secrets, hooks } = touched;
  const resource = `${invoker.kind.toLowerCase()}s`.replace(/chs$/, 'ches');
  const named = (
    resourceNames: ReadonlyArray<string>,
    verbs: ReadonlyArray<string>,
    resources: ReadonlyArray<string>,
  ): Rule => ({
    verbs,
    apiGroups: ['stash.appscode.com'],
    resources,
    resourceNames,
  });
  const isRestore = session === undefined;
  return [
    named([invoker.name], isRestore ? reportVerbs : ['get'], isRestore ? [resource, `${resource}/status`] : [resource]),
    ...(isRestore ? [] : [named([session], reportVerbs, ['backupsessions', 'backupsessions/status'])]),
    ...(repository === undefined ? [] : [named([repository], reportVerbs, ['repositories', 'repositories/status'])]),
    ...(appBinding === undefined
      ? []
      : [
          {
            verbs: ['get'],
            apiGroups: ['appcatalog.appscode.com'],
            resources: ['appbindings'],
            resourceNames: [appBinding],
          },
        ]),
    ...(secrets.length === 0
      ? []
      : [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: secrets }]),
    ...(hooks ? hookRules : []),
    { verbs: ['create'], apiGroups: [''], resources: ['events'] },
  ];
}

/** What a Job needs in the namespace of a Repository that is not its invoker's. */
export function repositoryRules(
  permissions: Permissions,
  repository: string,
  secret: string | undefined,
): ReadonlyArray<Rule> {
  const onRepository: Rule = {
    verbs: ['get', 'list', 'patch', 'update'],
    apiGroups: ['stash.appscode.com'],
    resources: ['repositories', 'repositories/status'],
    resourceNames: [repository],
  };
  if (permissions === 'reference') {
    const resources = ['secrets', 'pods', 'endpoints'];
    return [onRepository, { verbs: ['get'], apiGroups: [''], resources, resourceNames: [secret ?? ''] }];
  }
  return [
    { ...onRepository, verbs: reportVerbs },
    ...(secret === undefined
      ? []
      : [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: [secret] }]),
  ];
}

/** What lets pods be made under PodSecurityPolicies, on clusters before Kubernetes 1.25. */
export function podSecurityPolicyRules(names: ReadonlyArray<string>): ReadonlyArray<Rule> {
  if (names.length === 0) return [];
  return [{ verbs: ['use'], apiGroups: ['policy'], resources: ['podsecuritypolicies'], resourceNames: names }];
}

/** Reading an object and writing how it went. */
const reportVerbs: ReadonlyArray<string> = ['get', 'patch', 'update'];

/** Which pods a hook runs in is known only while it runs. */
const hookRules: ReadonlyArray<Rule> = [
  { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] },
  { verbs: ['get', 'create'], apiGroups: [''], resources: ['pods/exec'] },
];
