import { array, arrayByKeys } from '../codec/array.ts';
import { int32 } from '../codec/integer.ts';
import { boolean, string } from '../codec/primitive.ts';
import { record } from '../codec/record.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { Affinity } from '../kubernetes/affinity.ts';
import { EnvFromSource, EnvVar } from '../kubernetes/env.ts';
import { Lifecycle } from '../kubernetes/lifecycle.ts';
import { LocalObjectReference } from '../kubernetes/object-reference.ts';
import { Probe } from '../kubernetes/probe.ts';
import { ResourceRequirements } from '../kubernetes/resources.ts';
import { PodReadinessGate, Toleration, TopologySpreadConstraint } from '../kubernetes/scheduling.ts';
import { PodSecurityContext, SecurityContext } from '../kubernetes/security-context.ts';

/** Settings of an invoker for the pods and containers of its Jobs. */
export interface RuntimeSettings {
  /** Settings of the pod. */
  readonly pod?: PodRuntimeSettings;
  /** Settings of every container of the pod. */
  readonly container?: ContainerRuntimeSettings;
}

/** Settings of a pod: its node, its ServiceAccount, and its labels and annotations. */
export interface PodRuntimeSettings {
  /** Labels that are put on the pod. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations that are put on the pod. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Labels that a node must have to run the pod. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** The ServiceAccount that the pod runs as; one is made for the invoker where it is absent. */
  readonly serviceAccountName?: string;
  /** Annotations for the ServiceAccount that is made for the invoker. */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** False to mount no token of the ServiceAccount. */
  readonly automountServiceAccountToken?: boolean;
  /** The one node that the pod must run on; the scheduler is passed over. */
  readonly nodeName?: string;
  /** User, groups and other security settings of the whole pod. */
  readonly securityContext?: PodSecurityContext;
  /** The Secrets, in the pod's namespace, that images are pulled with. */
  readonly imagePullSecrets?: ReadonlyArray<LocalObjectReference>;
  /** The nodes and other pods that the pod prefers, needs or avoids. */
  readonly affinity?: Affinity;
  /** The scheduler that places the pod; the cluster's default one where it is absent. */
  readonly schedulerName?: string;
  /** The taints of nodes that the pod tolerates. */
  readonly tolerations?: ReadonlyArray<Toleration>;
  /** The PriorityClass of the pod. */
  readonly priorityClassName?: string;
  /** The priority of the pod as a number, int32; refused where it differs from that of the PriorityClass. */
  readonly priority?: number;
  /** Conditions that must be true, besides the containers', before the pod counts as ready. */
  readonly readinessGates?: ReadonlyArray<PodReadinessGate>;
  /** The RuntimeClass that runs the pod. */
  readonly runtimeClassName?: string;
  /** False to keep the Services of the namespace out of the environment; true where it is absent. */
  readonly enableServiceLinks?: boolean;
  /** The rules by which pods are spread over zones and nodes; no two share topologyKey and whenUnsatisfiable. */
  readonly topologySpreadConstraints?: ReadonlyArray<TopologySpreadConstraint>;
}

/** Settings of a container: its resources, probes, environment and scheduling. */
export interface ContainerRuntimeSettings {
  /** Compute resources that the container asks for and is limited to. */
  readonly resources?: ResourceRequirements;
  /** The check after whose failure the container is restarted. */
  readonly livenessProbe?: Probe;
  /** The check after whose failure the pod gets no traffic. */
  readonly readinessProbe?: Probe;
  /** Actions right after the container's start and before its end. */
  readonly lifecycle?: Lifecycle;
  /** User, capabilities and other security settings of the container; they win over the pod's. */
  readonly securityContext?: SecurityContext;
  /** Its CPU scheduling priority. */
  readonly nice?: NiceSettings;
  /** Its I/O scheduling class and priority. */
  readonly ionice?: IONiceSettings;
  /** Environment variables from all keys of a ConfigMap or a Secret. */
  readonly envFrom?: ReadonlyArray<EnvFromSource>;
  /** Environment variables one by one. */
  readonly env?: ReadonlyArray<EnvVar>;
}

/** The CPU priority of a process among others, see nice(1). */
export interface NiceSettings {
  /** The number added to the niceness, int32: from -20, which favours the process most, to 19. */
  readonly adjustment?: number;
}

/** The disk priority of a process among others, see ionice(1). */
export interface IONiceSettings {
  /** The scheduling class, int32: 0 none, 1 realtime, 2 best-effort, 3 idle. */
  readonly class?: number;
  /** The priority within the class, int32: from 0, the highest, to 7; only for the classes 1 and 2. */
  readonly classData?: number;
}

/** The codec of {@link PodRuntimeSettings:type}. */
export const PodRuntimeSettings: Struct<PodRuntimeSettings> = struct(
  'PodRuntimeSettings',
  {},
  {
    podLabels: record(string),
    podAnnotations: record(string),
    nodeSelector: record(string),
    serviceAccountName: string,
    serviceAccountAnnotations: record(string),
    automountServiceAccountToken: boolean,
    nodeName: string,
    securityContext: PodSecurityContext,
    imagePullSecrets: array(LocalObjectReference),
    affinity: Affinity,
    schedulerName: string,
    tolerations: array(Toleration),
    priorityClassName: string,
    priority: int32,
    readinessGates: array(PodReadinessGate),
    runtimeClassName: string,
    enableServiceLinks: boolean,
    topologySpreadConstraints: arrayByKeys(TopologySpreadConstraint, ['topologyKey', 'whenUnsatisfiable']),
  },
);

/** The codec of {@link NiceSettings:type}. */
export const NiceSettings: Struct<NiceSettings> = struct(
  'NiceSettings',
  {},
  {
    adjustment: int32,
  },
);

/** The codec of {@link IONiceSettings:type}. */
export const IONiceSettings: Struct<IONiceSettings> = struct(
  'IONiceSettings',
  {},
  {
    class: int32,
    classData: int32,
  },
);

/** The codec of {@link ContainerRuntimeSettings:type}. */
export const ContainerRuntimeSettings: Struct<ContainerRuntimeSettings> = struct(
  'ContainerRuntimeSettings',
  {},
  {
    resources: ResourceRequirements,
    livenessProbe: Probe,
    readinessProbe: Probe,
    lifecycle: Lifecycle,
    securityContext: SecurityContext,
    nice: NiceSettings,
    ionice: IONiceSettings,
    envFrom: array(EnvFromSource),
    env: array(EnvVar),
  },
);

/** The codec of {@link RuntimeSettings:type}. */
export const RuntimeSettings: Struct<RuntimeSettings> = struct(
  'RuntimeSettings',
  {},
  {
    pod: PodRuntimeSettings,
    container: ContainerRuntimeSettings,
  },
);
