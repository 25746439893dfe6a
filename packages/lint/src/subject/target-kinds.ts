/** A kind that a backup or restore can have as its target. */
export interface TargetKind {
  readonly kind: string;
  /** The API that serves it today. */
  readonly apiVersion: string;
  /** APIs that served it in Kubernetes versions that are gone, and groups that serve it elsewhere. */
  readonly removed: ReadonlyArray<string>;
  /** What `kubectl` takes for it. */
  readonly shortNames: ReadonlyArray<string>;
}

/** The kinds that the operator knows as targets. */
export const targetKinds: ReadonlyArray<TargetKind> = [
  {
    kind: 'AppBinding',
    apiVersion: 'appcatalog.appscode.com/v1alpha1',
    removed: [],
    shortNames: ['appbinding', 'appbindings', 'app'],
  },
  {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    removed: [],
    shortNames: ['pvc', 'pvcs', 'persistentvolumeclaim', 'persistentvolumeclaims'],
  },
  {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    removed: ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'],
    shortNames: ['deploy', 'deployment', 'deployments'],
  },
  {
    kind: 'StatefulSet',
    apiVersion: 'apps/v1',
    removed: ['apps/v1beta1', 'apps/v1beta2'],
    shortNames: ['sts', 'statefulset', 'statefulsets'],
  },
  {
    kind: 'DaemonSet',
    apiVersion: 'apps/v1',
    removed: ['extensions/v1beta1', 'apps/v1beta2'],
    shortNames: ['ds', 'daemonset', 'daemonsets'],
  },
  {
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
    removed: ['extensions/v1beta1', 'apps/v1beta2'],
    shortNames: ['rs', 'replicaset', 'replicasets'],
  },
  {
    kind: 'ReplicationController',
    apiVersion: 'v1',
    removed: [],
    shortNames: ['rc', 'replicationcontroller', 'replicationcontrollers'],
  },
  {
    kind: 'DeploymentConfig',
    apiVersion: 'apps.openshift.io/v1',
    removed: ['v1'],
    shortNames: ['dc', 'deploymentconfig', 'deploymentconfigs'],
  },
];

/** The kind that a name stands for: as it is written, in other letters, or as `kubectl` shortens it. */
export function targetKindOf(name: string): TargetKind | undefined {
  return (
    targetKinds.find(({ kind }) => kind === name) ??
    targetKinds.find(({ kind, shortNames }) => {
      const lower = name.toLowerCase();
      return kind.toLowerCase() === lower || shortNames.includes(lower);
    })
  );
}

/** The kinds whose pods mount the target, which they can only in its namespace. */
export const mountedKinds: ReadonlySet<string> = new Set([
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
]);
