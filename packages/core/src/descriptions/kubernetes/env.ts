import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const optional = 'True to go on without it where the object or the key is missing. Default false: the container waits.';
const key = 'Key whose value is taken: letters, digits, `-`, `_` and `.`.';
const configMap = 'The ConfigMap, by its name; it lives where the pod does.';
const secret = 'The Secret, by its name; it lives where the pod does.';

/** Environment variables of a container. */
export const env: TypeDescriptions = onPage('core/pod-v1', {
  EnvVar: {
    text: 'One environment variable, with its value or the place that has it.',
    fields: {
      name: 'Name of the variable: printable ASCII without `=`; letters, digits and `_` work everywhere.',
      value: 'The value; `$(OTHER)` is replaced by a variable that stands before it, `$$` is one `$`. Default empty.',
      valueFrom: 'Place from which the value is read when the container starts; not beside value.',
    },
  },
  EnvVarSource: {
    text: 'A place that has the value of a variable: exactly one of the fields.',
    fields: {
      configMapKeyRef: 'Text that a ConfigMap holds under one key.',
      fieldRef: 'A field of the pod itself, such as `metadata.name` or `status.podIP`.',
      fileKeyRef: 'A key of a file of variables in a volume.',
      resourceFieldRef: 'A request or limit of a container, such as `limits.memory`.',
      secretKeyRef: 'Text that a Secret holds under one key.',
    },
  },
  ConfigMapKeySelector: {
    text: 'Text that a ConfigMap holds under one key.',
    fields: { key, name: configMap, optional },
  },
  SecretKeySelector: {
    text: 'Text that a Secret holds under one key.',
    fields: { key, name: secret, optional },
  },
  ObjectFieldSelector: {
    text: 'A field of the pod.',
    fields: {
      apiVersion: 'Version of the API in which the path is written. Default v1.',
      fieldPath:
        "The field: `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels['key']`, `spec.nodeName`, ...",
    },
  },
  ResourceFieldSelector: {
    text: 'A request or limit of a container, as a number.',
    fields: {
      containerName: 'The container; needed in volumes, else it is the one that has the variable.',
      divisor: 'Unit in which the amount is given, as a quantity: `1Mi`, `1m`. Default 1.',
      resource: 'The amount: `limits.` or `requests.` and cpu, memory, ephemeral-storage or hugepages-*.',
    },
  },
  FileKeySelector: {
    text: 'A key of a file of variables in a volume of the pod.',
    fields: {
      key: 'Name of the variable in the file: at most 128 printable ASCII characters, without `=`.',
      optional: 'True to leave the variable out where file or key is missing. Default false: the container fails.',
      path: 'Path of the file in the volume: relative, without `..`.',
      volumeName: 'Volume of the pod that holds the file.',
    },
  },
  EnvFromSource: {
    text: 'A ConfigMap or Secret of which every key becomes a variable: exactly one of the two.',
    fields: {
      configMapRef: 'The ConfigMap.',
      prefix: 'Text put before every key: printable ASCII without `=`.',
      secretRef: 'The Secret.',
    },
  },
  ConfigMapEnvSource: {
    text: 'A ConfigMap whose keys become variables.',
    fields: { name: configMap, optional: 'True to go on without the ConfigMap where it is missing. Default false.' },
  },
  SecretEnvSource: {
    text: 'A Secret whose keys become variables.',
    fields: { name: secret, optional: 'True to go on without the Secret where it is missing. Default false.' },
  },
});
