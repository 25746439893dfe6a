import type { ResolvedTask } from '@stash-functions/templating';
import type { MetadataOptions } from '../build/metadata.ts';
import { accessName, licenseReaderName, repositoryAccessName } from '../build/names.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { Origins, Path, Source } from '../origin/origins.ts';
import type { KubernetesObject } from '../plan/plan.ts';
import type { TargetRequest } from '../plan/plan-request.ts';
import {
  leastPrivilegeRules,
  podSecurityPolicyRules,
  referenceBackupRules,
  referenceRestoreRules,
  repositoryRules,
  type TouchedName,
} from './permissions.ts';
import {
  type Rule,
  type ServiceAccountReference,
  toLicenseReader,
  toRole,
  toRoleBinding,
  toServiceAccount,
} from './rbac.ts';

/** The ServiceAccount of a target's Jobs, unless one is given, and its Roles. */
export interface Access {
  readonly serviceAccountName: string;
  readonly objects: ReadonlyArray<KubernetesObject>;
}

/** The owners of these objects: some stay with the invoker, and some are deleted with its run. */
export interface AccessOwners {
  readonly invoker: ReadonlyArray<V1OwnerReference>;
  readonly run: ReadonlyArray<V1OwnerReference>;
}

/**
 * The ServiceAccount that runs the Jobs of a target, and the Roles that let them do their work. Each invoker has one
 * Role, which it shares with no other.
 *
 * With `least-privilege` a backup has a Role for each session instead, which is deleted with the session. So the plan
 * of the next session does not change the rights of this one, and they end with it.
 */
export function accessObjects(
  target: TargetRequest,
  task: ResolvedTask,
  owners: AccessOwners,
  origins: Origins | undefined,
): Access {
  const { input, spec, from, namespace } = target;
  const pod = spec.runtimeSettings?.pod;
  const ofInvoker = metadataFor(target, owners.invoker, origins);
  const given = pod?.serviceAccountName || undefined;
  const account: ServiceAccountReference = { name: given ?? ofInvoker.name, namespace };
  if (origins !== undefined) {
    const field = { resource: from.resource, path: [...from.path, 'runtimeSettings', 'pod', 'serviceAccountName'] };
    origins.field(account, 'name', given === undefined ? origins.of(ofInvoker, 'name') : field);
    origins.field(account, 'namespace', origins.of(ofInvoker, 'namespace'));
  }
  const rules = rulesOf(target, task, origins);
  const role = perSession(target) ? metadataOfSession(target, owners.run, origins) : ofInvoker;
  return {
    serviceAccountName: account.name,
    objects: [
      ...(given === undefined ? [serviceAccountOf(target, ofInvoker, origins)] : []),
      ...(input.licenseApiService ? [licenseReaderOf(target, account, origins)] : []),
      ...repositoryAccess(target, account, origins),
      toRole(role, rules, origins),
      toRoleBinding(role, account, origins),
    ],
  };
}

function perSession({ input, occasion }: TargetRequest): boolean {
  return occasion === 'backup' && input.permissions === 'least-privilege';
}

function metadataFor(
  { input, member, namespace, labels }: TargetRequest,
  ownerReferences: ReadonlyArray<V1OwnerReference>,
  origins: Origins | undefined,
): MetadataOptions {
  const { kind, metadata } = input.invoker;
  const options = { name: accessName(kind, metadata.name, member), namespace, labels, ownerReferences };
  return named(options, { resource: input.invoker, path: ['metadata', 'name'], rule: 'access-name' }, input, origins);
}

function metadataOfSession(
  { input, jobOwner, member, namespace, labels }: TargetRequest,
  ownerReferences: ReadonlyArray<V1OwnerReference>,
  origins: Origins | undefined,
): MetadataOptions {
  const name = accessName(jobOwner.kind, jobOwner.metadata.name, member);
  const options = { name, namespace, labels, ownerReferences };
  return named(options, { resource: jobOwner, path: ['metadata', 'name'], rule: 'access-name' }, input, origins);
}

/** Notes the origins of the name and the namespace of an object. */
function named<Options extends { readonly name: string; readonly namespace?: string | undefined }>(
  options: Options,
  source: Source,
  { invoker }: TargetRequest['input'],
  origins: Origins | undefined,
): Options {
  origins?.field(options, 'name', source);
  origins?.field(options, 'namespace', { resource: invoker, path: ['metadata', 'namespace'] });
  return options;
}

function serviceAccountOf(
  { spec, from }: TargetRequest,
  options: MetadataOptions,
  origins: Origins | undefined,
): KubernetesObject {
  const given = spec.runtimeSettings?.pod?.serviceAccountAnnotations;
  const annotations = given === undefined ? undefined : { ...given };
  if (annotations !== undefined) {
    const path = [...from.path, 'runtimeSettings', 'pod', 'serviceAccountAnnotations'];
    origins?.whole(annotations, { resource: from.resource, path });
  }
  const own = { ...options, annotations };
  return toServiceAccount(origins?.inherit(own, options) ?? own, origins);
}

function licenseReaderOf(
  { input, labels }: TargetRequest,
  account: ServiceAccountReference,
  origins: Origins | undefined,
): KubernetesObject {
  const options = { name: licenseReaderName(account.namespace, account.name), labels };
  const also = [{ resource: input.invoker, path: ['metadata', 'name'] }];
  const path = ['metadata', 'namespace'];
  const source = { resource: input.invoker, path, rule: 'license-reader', also } as const;
  return toLicenseReader(named(options, source, input, origins), account, origins);
}

/** The Role and RoleBinding that let the Jobs use a Repository in another namespace. */
function repositoryAccess(
  target: TargetRequest,
  account: ServiceAccountReference,
  origins: Origins | undefined,
): ReadonlyArray<KubernetesObject> {
  const { input, member, namespace, labels, repository } = target;
  const elsewhere = repository?.metadata.namespace;
  if (repository === undefined || elsewhere === undefined || elsewhere === namespace) return [];
  const { kind, metadata } = input.invoker;
  const there = { name: repositoryAccessName(namespace, kind, metadata.name, member), namespace: elsewhere, labels };
  const also = [{ resource: input.invoker, path: ['metadata', 'namespace'] }];
  const path = ['metadata', 'name'];
  origins?.field(there, 'name', { resource: input.invoker, path, rule: 'access-name', also });
  origins?.field(there, 'namespace', { resource: repository, path: ['metadata', 'namespace'] });
  const secret = touched(repository.spec?.backend?.storageSecretName, repository, secretPath);
  const rules = repositoryRules(
    input.permissions ?? 'reference',
    { name: repository.metadata.name, source: { resource: repository, path: ['metadata', 'name'] } },
    secret,
    origins,
  );
  return [toRole(there, rules, origins), toRoleBinding(there, account, origins)];
}

function rulesOf(target: TargetRequest, task: ResolvedTask, origins: Origins | undefined): ReadonlyArray<Rule> {
  const { input, occasion } = target;
  const reference = occasion === 'restore' ? referenceRestoreRules : referenceBackupRules;
  for (const rule of reference) origins?.whole(rule, { rule: 'reference-permissions' });
  const least = input.permissions === 'least-privilege';
  const rules = least ? leastPrivilegeRules(touchedBy(target), origins) : reference;
  const ofFunctions = task.steps.flatMap(({ spec, source, scope }) =>
    touchedNames(touched(spec.podSecurityPolicyName, source, ['spec', 'podSecurityPolicyName'], scope)),
  );
  const fallback = (input.podSecurityPolicies ?? []).map((name) => ({
    name,
    source: { option: 'podSecurityPolicies' },
  }));
  return [...rules, ...podSecurityPolicyRules(ofFunctions.length > 0 ? ofFunctions : fallback, origins)];
}

function touchedBy(target: TargetRequest): Parameters<typeof leastPrivilegeRules>[0] {
  const { input, occasion, jobOwner, namespace, repository, hooks } = target;
  const { invoker } = input;
  const isHere = repository !== undefined && (repository.metadata.namespace ?? namespace) === namespace;
  const ref = target.spec.target?.ref;
  const appBinding = (ref?.namespace || namespace) === namespace ? target.appBinding : undefined;
  const ofBinding = (field: 'secret' | 'tlsSecret' | 'clientCertificateSecret'): ReadonlyArray<TouchedName> =>
    appBinding === undefined
      ? []
      : touchedNames(touched(appBinding.spec?.[field]?.name, appBinding, ['spec', field, 'name']));
  const secrets = [
    ...(isHere ? touchedNames(touched(repository.spec?.backend?.storageSecretName, repository, secretPath)) : []),
    ...ofBinding('secret'),
    ...ofBinding('tlsSecret'),
    ...ofBinding('clientCertificateSecret'),
  ];
  const nameOf = (resource: typeof invoker | typeof jobOwner): TouchedName => ({
    name: resource.metadata.name,
    source: { resource, path: ['metadata', 'name'] },
  });
  return {
    invoker: { ...nameOf(invoker), kind: invoker.kind },
    session: occasion === 'backup' ? nameOf(jobOwner) : undefined,
    repository: isHere ? touched(repository.metadata.name, repository, ['metadata', 'name']) : undefined,
    appBinding: appBinding && touched(appBinding.metadata.name, appBinding, ['metadata', 'name']),
    secrets: [...new Map(secrets.map((secret) => [secret.name, secret])).values()],
    hooks: hooks.before !== undefined || hooks.after !== undefined,
  };
}

const secretPath: Path = ['spec', 'backend', 'storageSecretName'];

/** An object that a field names; undefined where the field is absent or empty. */
function touched(
  name: string | undefined,
  resource: Extract<Source, { readonly resource: unknown }>['resource'],
  path: Path,
  scope?: Extract<Source, { readonly resource: unknown }>['scope'],
): TouchedName | undefined {
  return name === undefined || name === '' ? undefined : { name, source: { resource, path, scope } };
}

function touchedNames(name: TouchedName | undefined): ReadonlyArray<TouchedName> {
  return name === undefined ? [] : [name];
}
