import { readOr } from '../input/read-or.ts';
/** A kind that a backup or restore can have as its target. */
export interface TargetKind {
  readonly kind: string;
  /** The API that serves it today. */
  readonly apiVersion: string;
  /** The name of its objects in URLs of the API and in rules of roles. */
  readonly plural: string;
  /** Former APIs: those of Kubernetes versions that are gone, and groups that serve it elsewhere. */
  readonly removed: ReadonlyArray<string>;
  /** The short names that `kubectl` takes for it, besides the plural. */
  readonly shortNames: ReadonlyArray<string>;
}

/** The kinds that the operator knows as targets. */
export const targetKinds: ReadonlyArray<TargetKind> = [
  {
    kind: 'AppBinding',
    apiVersion: 'appcatalog.appscode.com/v1alpha1',
    plural: 'appbindings',
    removed: [],
    shortNames: ['appbinding', 'app'],
  },
  {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    plural: 'persistentvolumeclaims',
    removed: [],
    shortNames: ['pvc', 'pvcs', 'persistentvolumeclaim'],
  },
  {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    plural: 'deployments',
    removed: ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'],
    shortNames: ['deploy', 'deployment'],
  },
  {
    kind: 'StatefulSet',
    apiVersion: 'apps/v1',
    plural: 'statefulsets',
    removed: ['apps/v1beta1', 'apps/v1beta2'],
    shortNames: ['sts', 'statefulset'],
  },
  {
    kind: 'DaemonSet',
    apiVersion: 'apps/v1',
    plural: 'daemonsets',
    removed: ['extensions/v1beta1', 'apps/v1beta2'],
    shortNames: ['ds', 'daemonset'],
  },
  {
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
    plural: 'replicasets',
    removed: ['extensions/v1beta1', 'apps/v1beta2'],
    shortNames: ['rs', 'replicaset'],
  },
  {
    kind: 'ReplicationController',
    apiVersion: 'v1',
    plural: 'replicationcontrollers',
    removed: [],
    shortNames: ['rc', 'replicationcontroller'],
  },
  {
    kind: 'DeploymentConfig',
    apiVersion: 'apps.openshift.io/v1',
    plural: 'deploymentconfigs',
    removed: ['v1'],
    shortNames: ['dc', 'deploymentconfig'],
  },
];

/** The kind that a name stands for: as it is written, in other letters, or as `kubectl` shortens it. */
export function targetKindOf(name: string): TargetKind | undefined {
  return readOr(
    undefined,
    () =>
      targetKinds.find(({ kind }) => kind === name) ??
      targetKinds.find(({ kind, plural, shortNames }) => {
        const lower = name.toLowerCase();
        return kind.toLowerCase() === lower || plural === lower || shortNames.includes(lower);
      }),
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
