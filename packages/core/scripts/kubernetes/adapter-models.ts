import { coreFiles } from './core-models.ts';
import type { Field, Model, Models, ValueType } from './model.ts';
import { clientAttributes, type ModelPath, readUpstream } from './read-upstream.ts';

/**
 * The Kubernetes objects that a plan can hold, with what both supported majors of the client know of them: no status,
 * no field that only one of them has, and no timestamps, which the client reads as Date objects. Their types are assignable
 * to those of the client.
 */
export async function readAdapterModels(): Promise<Models> {
  const upstream = await readUpstream(roots);
  const models = new Map<string, Model>();
  for (const model of upstream.values()) models.set(model.name, await common(model));
  return reachable(models);
}

const roots: ReadonlyArray<ModelPath> = [
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'v1/PersistentVolumeClaim',
  'v1/ServiceAccount',
];

async function common(model: Model): Promise<Model> {
  const older = await clientAttributes('cn1', model.name);
  const fields = model.fields
    .filter(({ name }) => older?.has(name) === true)
    .filter(({ name, type }) => !(name === 'status' && isRoot(model.name)) && !isServerOwned(type))
    .map((field) => (field.required || isAlwaysSet(model.name, field) ? { ...field, required: true } : field))
    .sort((one, other) => Number(other.required) - Number(one.required));
  return { ...model, fields };
}

/** Timestamps, and the bookkeeping of who wrote which field. */
function isServerOwned(type: ValueType): boolean {
  if (type.kind === 'array') return isServerOwned(type.items);
  if (type.kind === 'reference') return type.name === 'ManagedFieldsEntry';
  return type.kind === 'string' && type.format === 'date-time';
}

/** What an object of a plan always has, and what client 1 requires although later versions of the API do not. */
function isAlwaysSet(model: string, { name }: Field): boolean {
  return requiredInClient1.has(`${model}.${name}`) || name === 'spec' || (name === 'metadata' && isRoot(model));
}

const requiredInClient1: ReadonlySet<string> = new Set([
  'PodFailurePolicyOnPodConditionsPattern.status',
  'RoleRef.apiGroup',
]);

function isRoot(model: string): boolean {
  return roots.some((path) => path.endsWith(`/${model}`));
}

/** The models that the roots still refer to. */
function reachable(models: Models): Models {
  const found = new Map<string, Model>();
  const pending = roots.map((path) => path.slice(path.lastIndexOf('/') + 1));
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const model = models.get(name);
    if (model === undefined || found.has(name)) continue;
    found.set(name, model);
    for (const { type } of model.fields) collect(type, pending);
  }
  return found;
}

function collect(type: ValueType, names: Array<string>): void {
  if (type.kind === 'reference') names.push(type.name);
  else if (type.kind === 'array') collect(type.items, names);
  else if (type.kind === 'map') collect(type.values, names);
}

/** Which file of `src/kubernetes` holds which types, in the order in which they stand there. */
export const adapterFiles: Readonly<
  Record<string, { readonly subject: string; readonly models: ReadonlyArray<string> }>
> = {
  affinity: filesOfCore('affinity'),
  container: {
    subject: 'Containers',
    models: [
      'Container',
      ...filesOfCore('container').models,
      'ContainerResizePolicy',
      'ContainerRestartRule',
      'ContainerRestartRuleOnExitCodes',
      'EphemeralContainer',
    ],
  },
  'cron-job': { subject: 'CronJobs', models: ['CronJob', 'CronJobSpec', 'JobTemplateSpec'] },
  env: filesOfCore('env'),
  handler: filesOfCore('handler'),
  job: {
    subject: 'Jobs',
    models: [
      'Job',
      'JobSpec',
      'PodFailurePolicy',
      'PodFailurePolicyRule',
      'PodFailurePolicyOnExitCodesRequirement',
      'PodFailurePolicyOnPodConditionsPattern',
      'SuccessPolicy',
      'SuccessPolicyRule',
    ],
  },
  'label-selector': filesOfCore('label-selector'),
  lifecycle: filesOfCore('lifecycle'),
  'object-meta': { subject: 'Metadata of objects', models: ['ObjectMeta', 'OwnerReference'] },
  'object-reference': filesOfCore('object-reference'),
  'persistent-volume-claim': {
    subject: 'Claims to storage',
    models: [
      'PersistentVolumeClaim',
      'PersistentVolumeClaimSpec',
      'VolumeResourceRequirements',
      'PersistentVolumeClaimTemplate',
    ],
  },
  pod: {
    subject: 'Pods',
    models: [
      'PodTemplateSpec',
      'PodSpec',
      'PodDNSConfig',
      'PodDNSConfigOption',
      'PodOS',
      'PodResourceClaim',
      'PodSchedulingGate',
      'HostAlias',
    ],
  },
  probe: filesOfCore('probe'),
  rbac: {
    subject: 'Roles and who has them',
    models: [
      'Role',
      'ClusterRole',
      'PolicyRule',
      'AggregationRule',
      'RoleBinding',
      'ClusterRoleBinding',
      'RoleRef',
      'Subject',
    ],
  },
  resources: filesOfCore('resources'),
  scheduling: filesOfCore('scheduling'),
  'security-context': filesOfCore('security-context'),
  'service-account': { subject: 'Identities of pods', models: ['ServiceAccount'] },
  volume: { subject: 'Volumes of a pod', models: ['Volume'] },
  'volume-source-cloud': filesOfCore('volume-source-cloud'),
  'volume-source-config': filesOfCore('volume-source-config'),
  'volume-source-network': filesOfCore('volume-source-network'),
  'volume-source-node': filesOfCore('volume-source-node'),
  webhook: {
    subject: 'Webhooks that an API server asks before it stores an object',
    models: [
      'ValidatingWebhookConfiguration',
      'ValidatingWebhook',
      'RuleWithOperations',
      'WebhookClientConfig',
      'ServiceReference',
      'MatchCondition',
    ],
  },
};

function filesOfCore(file: string): { readonly subject: string; readonly models: ReadonlyArray<string> } {
  const plan = coreFiles[file];
  if (plan === undefined) throw new Error(`core has no file ${file}`);
  return plan;
}
