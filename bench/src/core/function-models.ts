import { readCoreModels } from '../../../packages/core/scripts/kubernetes/core-models.ts';
import type { Field, Model, Models, ValueType } from '../../../packages/core/scripts/kubernetes/model.ts';

/**
 * The schema of a Function. The schemas of all peers are made from it, so that all check the same. The Kubernetes types
 * are those of core's generator.
 */
export async function functionModels(): Promise<Models> {
  return new Map([...(await readCoreModels()), ...own.map((model) => [model.name, model] as const)]);
}

const string: ValueType = { kind: 'string' };
const strings: ValueType = { kind: 'array', items: string };
const int32: ValueType = { kind: 'integer', format: 'int32' };

const own: ReadonlyArray<Model> = [
  model('Function', {
    'apiVersion!': string,
    'kind!': string,
    metadata: reference('ObjectMeta'),
    spec: reference('FunctionSpec'),
  }),
  model('FunctionSpec', {
    args: strings,
    command: strings,
    image: string,
    podSecurityPolicyName: string,
    ports: list('ContainerPort'),
    runtimeSettings: reference('ContainerRuntimeSettings'),
    volumeDevices: list('VolumeDevice'),
    volumeMounts: list('VolumeMount'),
    workingDir: string,
  }),
  model('ContainerRuntimeSettings', {
    env: list('EnvVar'),
    envFrom: list('EnvFromSource'),
    ionice: reference('IONiceSettings'),
    lifecycle: reference('Lifecycle'),
    livenessProbe: reference('Probe'),
    nice: reference('NiceSettings'),
    readinessProbe: reference('Probe'),
    resources: reference('ResourceRequirements'),
    securityContext: reference('SecurityContext'),
  }),
  model('IONiceSettings', { class: int32, classData: int32 }),
  model('NiceSettings', { adjustment: int32 }),
];

/** A `!` after a name marks a required field. */
function model(name: string, types: Readonly<Record<string, ValueType>>): Model {
  const fields = Object.entries(types).map(
    ([key, type]): Field => ({ name: key.replace('!', ''), docs: '', required: key.endsWith('!'), type }),
  );
  return { name, docs: '', fields };
}

function reference(name: string): ValueType {
  return { kind: 'reference', name };
}

function list(name: string): ValueType {
  return { kind: 'array', items: reference(name) };
}
