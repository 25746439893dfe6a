import { applyCrdDifferences } from './crd-differences.ts';
import type { Models } from './model.ts';
import { type ModelPath, readUpstream } from './read-upstream.ts';

/** The Kubernetes types that Stash resources can hold, as the CRDs of Stash have them. */
export async function readCoreModels(): Promise<Models> {
  return applyCrdDifferences(await readUpstream(roots));
}

/** The types that stand in the schemas of the Stash kinds; those that they refer to follow by themselves. */
const roots: ReadonlyArray<ModelPath> = [
  '../@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector',
  '../@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta',
  'v1/Affinity',
  'v1/ContainerPort',
  'v1/EnvFromSource',
  'v1/EnvVar',
  'v1/Lifecycle',
  'v1/LocalObjectReference',
  'v1/ObjectReference',
  'v1/PersistentVolumeClaimSpec',
  'v1/PersistentVolumeClaimStatus',
  'v1/PodReadinessGate',
  'v1/PodSecurityContext',
  'v1/Probe',
  'v1/ResourceRequirements',
  'v1/SecurityContext',
  'v1/Toleration',
  'v1/TopologySpreadConstraint',
  'v1/Volume',
  'v1/VolumeDevice',
  'v1/VolumeMount',
];

/** Which file of `src/kubernetes` holds which types, in the order in which they stand there. */
export const coreFiles: Readonly<Record<string, { readonly subject: string; readonly models: ReadonlyArray<string> }>> =
  {
    affinity: {
      subject: 'Rules about the nodes that a pod may run on',
      models: [
        'Affinity',
        'NodeAffinity',
        'NodeSelector',
        'NodeSelectorTerm',
        'NodeSelectorRequirement',
        'PreferredSchedulingTerm',
        'PodAffinity',
        'PodAntiAffinity',
        'PodAffinityTerm',
        'WeightedPodAffinityTerm',
      ],
    },
    container: {
      subject: 'Ports and mounts of a container',
      models: ['ContainerPort', 'VolumeMount', 'VolumeDevice'],
    },
    env: {
      subject: 'Environment variables of a container',
      models: [
        'EnvVar',
        'EnvVarSource',
        'ConfigMapKeySelector',
        'SecretKeySelector',
        'ObjectFieldSelector',
        'ResourceFieldSelector',
        'FileKeySelector',
        'EnvFromSource',
        'ConfigMapEnvSource',
        'SecretEnvSource',
      ],
    },
    handler: {
      subject: 'Actions that probes, lifecycle hooks and backup hooks perform',
      models: ['ExecAction', 'HTTPGetAction', 'HTTPHeader', 'TCPSocketAction', 'GRPCAction', 'SleepAction'],
    },
    'label-selector': {
      subject: 'Queries over labels',
      models: ['LabelSelector', 'LabelSelectorRequirement'],
    },
    lifecycle: {
      subject: 'Hooks into the life of a container',
      models: ['Lifecycle', 'LifecycleHandler'],
    },
    'object-meta': {
      subject: 'Metadata of objects',
      models: ['ObjectMeta', 'OwnerReference', 'ManagedFieldsEntry', 'PartialObjectMeta', 'EmbeddedObjectMeta'],
    },
    'object-reference': {
      subject: 'References to other objects',
      models: ['LocalObjectReference', 'TypedLocalObjectReference', 'TypedObjectReference', 'ObjectReference'],
    },
    'persistent-volume-claim': {
      subject: 'Claims to storage',
      models: [
        'PersistentVolumeClaimSpec',
        'VolumeResourceRequirements',
        'PersistentVolumeClaimTemplate',
        'PersistentVolumeClaimStatus',
        'PersistentVolumeClaimCondition',
        'ModifyVolumeStatus',
      ],
    },
    probe: { subject: 'Health checks of a container', models: ['Probe'] },
    resources: {
      subject: 'Compute resources of a container',
      models: ['ResourceRequirements', 'ResourceClaim'],
    },
    scheduling: {
      subject: 'Where and when a pod is placed',
      models: ['Toleration', 'TopologySpreadConstraint', 'PodReadinessGate'],
    },
    'security-context': {
      subject: 'Privileges of a container and of a pod',
      models: [
        'SecurityContext',
        'PodSecurityContext',
        'Capabilities',
        'SELinuxOptions',
        'SeccompProfile',
        'AppArmorProfile',
        'WindowsSecurityContextOptions',
        'Sysctl',
      ],
    },
    volume: { subject: 'Volumes of a pod', models: ['VolumeSource', 'Volume'] },
    'volume-source-cloud': {
      subject: 'Volumes on the disks of cloud providers',
      models: [
        'AWSElasticBlockStoreVolumeSource',
        'AzureDiskVolumeSource',
        'AzureFileVolumeSource',
        'GCEPersistentDiskVolumeSource',
        'CinderVolumeSource',
        'VsphereVirtualDiskVolumeSource',
        'PhotonPersistentDiskVolumeSource',
      ],
    },
    'volume-source-config': {
      subject: 'Volumes that hold configuration: ConfigMaps, Secrets, fields of the pod, tokens',
      models: [
        'ConfigMapVolumeSource',
        'SecretVolumeSource',
        'KeyToPath',
        'DownwardAPIVolumeSource',
        'DownwardAPIVolumeFile',
        'ProjectedVolumeSource',
        'VolumeProjection',
        'ConfigMapProjection',
        'SecretProjection',
        'DownwardAPIProjection',
        'ServiceAccountTokenProjection',
        'ClusterTrustBundleProjection',
        'PodCertificateProjection',
      ],
    },
    'volume-source-network': {
      subject: 'Volumes on network storage',
      models: [
        'NFSVolumeSource',
        'ISCSIVolumeSource',
        'FCVolumeSource',
        'CephFSVolumeSource',
        'RBDVolumeSource',
        'GlusterfsVolumeSource',
        'QuobyteVolumeSource',
        'FlockerVolumeSource',
        'PortworxVolumeSource',
        'ScaleIOVolumeSource',
        'StorageOSVolumeSource',
      ],
    },
    'volume-source-node': {
      subject: 'Volumes of the node and of claims, drivers and images',
      models: [
        'EmptyDirVolumeSource',
        'HostPathVolumeSource',
        'PersistentVolumeClaimVolumeSource',
        'EphemeralVolumeSource',
        'CSIVolumeSource',
        'FlexVolumeSource',
        'GitRepoVolumeSource',
        'ImageVolumeSource',
      ],
    },
  };
