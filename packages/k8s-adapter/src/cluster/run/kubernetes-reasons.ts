import type { FailureReason } from './job-event.ts';
import type { StuckLimits } from './limits.ts';

/** The way in which a run treats one reason of Kubernetes for a pod that stands still. */
export interface StandstillRule {
  /** The failure of the run where the pod stays so. */
  readonly failure: FailureReason;
  /** The limit that the pod has. `none` fails the run at once, where nothing but another Job can help. */
  readonly limit: keyof StuckLimits | 'none';
}

const image = { failure: 'image-not-pulled', limit: 'imagePull' } as const;
const noImage = { failure: 'image-not-pulled', limit: 'none' } as const;
const container = { failure: 'container-not-created', limit: 'containerCreate' } as const;
const start = { failure: 'container-not-created', limit: 'podStart' } as const;

/**
 * The reasons (`state.waiting.reason`) for which a container waits and does not go on by itself. All others, as
 * `ContainerCreating`, `PodInitializing` and `CrashLoopBackOff`, are the normal course of things.
 */
export const waitingReasons: Readonly<Record<string, StandstillRule>> = {
  CreateContainerConfigError: container,
  CreateContainerError: container,
  ErrImageNeverPull: noImage,
  ErrImagePull: image,
  ImageInspectError: image,
  ImagePullBackOff: image,
  InvalidImageName: noImage,
  PostStartHookError: container,
  PreCreateHookError: container,
  PreStartHookError: container,
  RegistryUnavailable: image,
  RunContainerError: container,
  SignatureValidationFailed: image,
};

/**
 * The reasons of Warning events about a pod that has a node and does not start. Its status then says only
 * `ContainerCreating`. The first rule whose text is in the message counts; the last rule of a reason holds for every
 * message.
 */
export const startReasons: Readonly<Record<string, ReadonlyArray<StandstillRule & { readonly text?: RegExp }>>> = {
  FailedAttachVolume: [start],
  FailedCreatePodContainer: [start],
  FailedCreatePodSandBox: [start],
  FailedMapVolume: [start],
  FailedMount: [
    // Only a person makes a Secret or ConfigMap, or another file of a hostPath, appear.
    { ...container, text: /not found|references non-existent|hostPath type check failed|object .* not registered/ },
    start,
  ],
  FailedPrepareDynamicResources: [start],
  FailedSync: [start],
  InvalidDiskCapacity: [start],
  NetworkNotReady: [start],
  NodeNotReady: [start],
  VolumeResizeFailed: [start],
};

/** The rule for a pod that does not start and gives no reason. */
export const silentStart: StandstillRule = start;
