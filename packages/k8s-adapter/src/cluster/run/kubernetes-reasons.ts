import type { FailureReason } from './job-event.ts';
import type { StuckLimits } from './limits.ts';

/** What a run makes of something that Kubernetes says of a pod that stands still. */
export interface StandstillRule {
  /** How the run fails when it stays so. */
  readonly failure: FailureReason;
  /** After which limit; `none` where nothing but another Job can help, so that the run fails at once. */
  readonly limit: keyof StuckLimits | 'none';
}

const image = { failure: 'image-not-pulled', limit: 'imagePull' } as const;
const noImage = { failure: 'image-not-pulled', limit: 'none' } as const;
const container = { failure: 'container-not-created', limit: 'containerCreate' } as const;
const start = { failure: 'container-not-created', limit: 'podStart' } as const;

/**
 * The reasons for which a kubelet lets a container wait (`state.waiting.reason`) and which do not pass by themselves. Every
 * other one, `ContainerCreating`, `PodInitializing`, `CrashLoopBackOff`, is the way things go.
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
 * The Warning events that tell why a pod which has its node does not start: its status says `ContainerCreating` and
 * nothing else. The first rule whose text is in the message counts; the last one of a reason holds for every message.
 */
export const startReasons: Readonly<Record<string, ReadonlyArray<StandstillRule & { readonly text?: RegExp }>>> = {
  FailedAttachVolume: [start],
  FailedCreatePodContainer: [start],
  FailedCreatePodSandBox: [start],
  FailedMapVolume: [start],
  FailedMount: [
    // Nobody but a person makes a Secret or ConfigMap, or another file of a hostPath, appear.
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

/** What the run does about a pod that says nothing at all of why it does not start. */
export const silentStart: StandstillRule = start;
