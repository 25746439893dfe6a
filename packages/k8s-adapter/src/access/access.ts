import type { AppBinding } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import { accessName, licenseReaderName, repositoryAccessName } from '../build/names.ts';
import type { V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { KubernetesObject } from '../plan/plan.ts';
import type { TargetPlan } from '../plan/plan-target.ts';
import {
  leastPrivilegeRules,
  podSecurityPolicyRules,
  referenceBackupRules,
  referenceRestoreRules,
  repositoryRules,
} from './permissions.ts';
import {
  type Rule,
  type ServiceAccountReference,
  toLicenseReader,
  toRole,
  toRoleBinding,
  toServiceAccount,
} from './rbac.ts';

/** The ServiceAccount of a target's Jobs, unless one is given, and what it may do. */
export interface Access {
  readonly serviceAccountName: string;
  readonly objects: ReadonlyArray<KubernetesObject>;
}

/** Who the Jobs of a target run as, and the Roles that let them do their work: one Role an invoker, shared with no other. */
export function accessObjects(
  target: TargetPlan,
  task: ResolvedTask,
  ownerReferences: ReadonlyArray<V1OwnerReference>,
): Access {
  const { input, spec, member, namespace, labels, repository } = target;
  const { kind, metadata } = input.invoker;
  const pod = spec.runtimeSettings?.pod;
  const name = accessName(kind, metadata.name, member);
  const options = { name, namespace, labels, ownerReferences };
  const account: ServiceAccountReference = { name: pod?.serviceAccountName || name, namespace };
  const objects: Array<KubernetesObject> = [];

  if (!pod?.serviceAccountName) {
    const annotations = pod?.serviceAccountAnnotations;
    objects.push(toServiceAccount({ ...options, ...(annotations === undefined ? {} : { annotations }) }));
  }
  if (input.licenseApiService) {
    objects.push(toLicenseReader({ name: licenseReaderName(namespace, account.name), labels }, account));
  }
  const elsewhere = repository?.metadata.namespace;
  if (repository !== undefined && elsewhere !== undefined && elsewhere !== namespace) {
    const there = {
      name: repositoryAccessName(namespace, kind, metadata.name, member),
      namespace: elsewhere,
      labels,
    };
    const secret = repository.spec?.backend?.storageSecretName || undefined;
    const rules = repositoryRules(input.permissions ?? 'reference', repository.metadata.name, secret);
    objects.push(toRole(there, rules), toRoleBinding(there, account));
  }
  objects.push(toRole(options, rulesOf(target, task)), toRoleBinding(options, account));
  return { serviceAccountName: account.name, objects };
}

function rulesOf(target: TargetPlan, task: ResolvedTask): ReadonlyArray<Rule> {
  const isRestore = target.jobOwner.kind !== 'BackupSession';
  const reference = isRestore ? referenceRestoreRules : referenceBackupRules;
  const rules = target.input.permissions === 'least-privilege' ? leastPrivilegeRules(touchedBy(target)) : reference;
  const named = task.steps.flatMap(({ spec }) => (spec.podSecurityPolicyName ? [spec.podSecurityPolicyName] : []));
  return [...rules, ...podSecurityPolicyRules(named.length > 0 ? named : (target.input.podSecurityPolicies ?? []))];
}

function touchedBy(target: TargetPlan): Parameters<typeof leastPrivilegeRules>[0] {
  const { input, jobOwner, namespace, repository } = target;
  const isHere = repository !== undefined && (repository.metadata.namespace ?? namespace) === namespace;
  const appBinding = appBindingOf(target);
  const secrets = [
    isHere ? repository.spec?.backend?.storageSecretName : undefined,
    appBinding?.spec?.secret?.name,
    appBinding?.spec?.tlsSecret?.name,
    appBinding?.spec?.clientCertificateSecret?.name,
  ];
  return {
    invoker: { kind: input.invoker.kind, name: input.invoker.metadata.name },
    ...(jobOwner.kind === 'BackupSession' ? { session: jobOwner.metadata.name } : {}),
    ...(isHere ? { repository: repository.metadata.name } : {}),
    ...(appBinding === undefined ? {} : { appBinding: appBinding.metadata.name }),
    secrets: [...new Set(secrets.filter((name): name is string => name !== undefined && name !== ''))],
    hooks: target.hooks?.before !== undefined || target.hooks?.after !== undefined,
  };
}

/** The AppBinding that is the target, where it stands in the namespace of the Jobs. */
function appBindingOf(target: TargetPlan): AppBinding | undefined {
  const ref = target.spec.target?.ref;
  return (ref?.namespace || target.namespace) === target.namespace ? findAppBinding(target) : undefined;
}

/** The AppBinding that is the target, wherever it stands; undefined too where the target is none. */
export function findAppBinding({ input, spec, namespace }: TargetPlan): AppBinding | undefined {
  const ref = spec.target?.ref;
  if (ref?.kind !== 'AppBinding') return undefined;
  const wanted = ref.namespace || namespace;
  const all = [...(input.appBindings ?? []), ...(input.manifests.appBindings?.values() ?? [])];
  return all.find(({ metadata }) => metadata.name === ref.name && (metadata.namespace ?? wanted) === wanted);
}
