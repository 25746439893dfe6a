import type { ContainerPort, VolumeDevice, VolumeMount } from '../kubernetes/container.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { ContainerRuntimeSettings } from './runtime-settings.ts';

/**
 * A Function: the template of one container, which performs one action of a backup or restore.
 *
 * Cluster-scoped, without a status. Every string of it may hold `${VARIABLE}` placeholders, which are resolved when the
 * container is made.
 */
export interface FunctionResource {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'Function';
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The template. */
  readonly spec?: FunctionSpec;
}

/** What a {@link FunctionResource} says of its container. */
export interface FunctionSpec {
  /** The image of the container. */
  readonly image?: string;
  /** The command that replaces the image's ENTRYPOINT. */
  readonly command?: ReadonlyArray<string>;
  /** The arguments, which replace the image's CMD. */
  readonly args?: ReadonlyArray<string>;
  /**
   * The working directory; the image's one where it is absent. The document's name for it, `spec.workDir`, is read as
   * this field, with a warning.
   */
  readonly workingDir?: string;
  /** The ports that the container exposes. */
  readonly ports?: ReadonlyArray<ContainerPort>;
  /** Where the volumes of the Task are mounted. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount>;
  /** The raw block devices that the container uses. */
  readonly volumeDevices?: ReadonlyArray<VolumeDevice>;
  /**
   * Resources, probes, environment and scheduling of the container. The document's spelling,
   * `spec.runtimeSettings.container`, is read as this field, with a warning.
   */
  readonly runtimeSettings?: ContainerRuntimeSettings;
  /** The PodSecurityPolicy that the container needs on clusters before Kubernetes 1.25. */
  readonly podSecurityPolicyName?: string;
}
