import {
  type EmptyDirSettings,
  type PodSecurityContext,
  placeIn,
  type Repository,
  type RulesFor,
  type RuntimeSettings,
  type VolumeMount,
} from '@stash-functions/core/decode';
import type { HookType, ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1Volume } from '../kubernetes/volume.ts';
import type { FieldRecord, FieldSource, Origins, Path, Source } from '../origin/origins.ts';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import { guarded } from '../problem/guarded.ts';
import { resultOf } from '../problem/place-findings.ts';
import {
  type AdapterProblem,
  type AdapterProblems,
  collect,
  findingsAt,
  joinFindings,
  type Made,
  made,
  type OnWarning,
} from '../problem/problem.ts';
import { checkPodSpec } from '../validity/pod.ts';
import { checkUser } from './check-user.ts';
import {
  type ContainerInput,
  type ContainerStyle,
  leaveOutProbes,
  leaveOutStopSignal,
  stepContainer,
  styleRules,
} from './container.ts';
import {
  type HookContainers,
  hookContainer,
  missingImageParts,
  postHookContainerName,
  preHookContainerName,
} from './hooks.ts';
import { checkLocalBackend, localVolume, mountLocalBackend } from './local-backend.ts';
import { applyPodSettings, type SecurityContextMerge } from './runtime-settings.ts';
import { claimVolume, interimMountPath, interimVolumeName, tmpVolumeName, withTmpVolume } from './volumes.ts';
import { toWire } from './wire.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The options of a pod: everything in it that is not in its Task. */
export interface PodOptions extends ContainerStyle {
  /** The settings of an invoker. They win over those of the Functions. */
  readonly runtimeSettings?: RuntimeSettings | undefined;
  /**
   * The place of runtimeSettings, tempDir, claims, volumeMounts and hooks, so that their Problems point there. It is
   * the spec of an invoker, or that of a member of its batch.
   */
  readonly from?: FieldSource | undefined;
  /** The medium and the size of the temporary directory, which all containers share. */
  readonly tempDir?: EmptyDirSettings | undefined;
  /** The default user and groups; runtimeSettings win over them. */
  readonly securityContext?: PodSecurityContext | undefined;
  /**
   * The way in which the security context of runtimeSettings combines with {@link securityContext}. The default
   * replaces the whole of it. The other goes field by field: a security context that is not empty leaves the other
   * fields unchanged.
   */
  readonly securityContextMerge?: SecurityContextMerge | undefined;
  /** The ServiceAccount, unless runtimeSettings name one. */
  readonly serviceAccountName?: string | undefined;
  /** Secrets that images are pulled with, besides those of runtimeSettings. They are in the namespace of the pod. */
  readonly imagePullSecrets?: ReadonlyArray<string> | undefined;
  /** The claim to mount at `/stash-interim-volume` in every container. */
  readonly interimClaim?: string | undefined;
  /** The claims to have as volumes of the pod, keyed by the name of the volume. */
  readonly claims?: Readonly<Record<string, string>> | undefined;
  /** Mounts for every container; each replaces the one at its path. */
  readonly volumeMounts?: ReadonlyArray<VolumeMount> | undefined;
  /** The place of the stored data. A local backend is mounted in every container that has no mount at its path. */
  readonly repository?: Repository | undefined;
  /** Environment variables for every container; they win over all others. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The hooks that run before and after the steps. */
  readonly hooks?: HookContainers | undefined;
  /** Called with each warning about a setting that cannot apply and is left out. */
  readonly onWarning?: OnWarning | undefined;
}

/** The options of {@link PodOptions}, and the values that each may have. */
export const podRules: RulesFor<PodOptions> = {
  ...styleRules,
  claims: 'object',
  env: 'object',
  from: 'object',
  hooks: {
    options: {
      before: { oneOf: ['preBackup', 'preRestore'] },
      after: { oneOf: ['postBackup', 'postRestore'] },
      target: 'object',
    } satisfies RulesFor<HookContainers>,
  },
  imagePullSecrets: 'list',
  interimClaim: 'text',
  onWarning: 'function',
  repository: 'object',
  runtimeSettings: 'object',
  securityContext: 'object',
  securityContextMerge: { oneOf: ['fields', 'replace'] },
  serviceAccountName: 'text',
  tempDir: 'object',
  volumeMounts: 'list',
};

/**
 * The pod that runs a Task. The last step is its container; the steps before are its init containers, in order.
 *
 * An API server accepts the pod: names, mounts, volumes, resources, probes and all else that it validates are checked.
 * Everything that it would refuse comes back as Problems, all at once. Each names the field of the Function, the Task
 * or the settings that causes it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export function toPodSpec(task: ResolvedTask, options: PodOptions = {}): Either<AdapterProblems, V1PodSpec> {
  const given = { options, rules: podRules };
  return guarded(given, () =>
    resultOf((origins) => buildPod(task, options, origins), undefined, [task, ...task.steps], options.onWarning),
  );
}

/** The pod, and everything that was found while it was made. */
export function buildPod(task: ResolvedTask, options: PodOptions, origins: Origins | undefined): Made<V1PodSpec> {
  const all = buildContainers(task, containerInput(options, origins), options.hooks, origins);
  const containers = all.map(({ value }) => value);
  if (options.repository !== undefined) {
    for (const container of containers) mountLocalBackend(container, options.repository, origins);
  }
  const last = Math.max(containers.length - 1, 0);
  const pod: V1PodSpec = withoutUndefined({
    volumes: volumesOf(task, options, origins),
    initContainers: last > 0 ? containers.slice(0, last) : undefined,
    containers: containers.slice(last),
    restartPolicy: 'Never',
  });
  const at = (path: Path): FieldRecord | undefined => inInvoker(options, ['runtimeSettings', 'pod', ...path]);
  applyPodSettings(pod, { settings: options.runtimeSettings?.pod, at }, options, origins);
  origins?.whole(pod, { rule: 'job-defaults' });
  origins?.field(pod, 'volumes', { resource: task.source, path: ['spec', 'volumes'] });
  const ofContainers = all.flatMap(({ findings }, index) =>
    findingsAt(index < last ? ['initContainers', index] : ['containers', 0], findings),
  );
  const findings = joinFindings(
    ofContainers,
    collect((report) => checkPodSpec(pod, undefined, report)),
    checkUser(pod),
  );
  return made(pod, findings, checkSources(task, options, pod));
}

/** A field of the invoker that the options come from. */
export function inInvoker({ from }: Pick<PodOptions, 'from'>, path: Path): FieldRecord | undefined {
  return from && { resource: from.resource, path: [...from.path, ...path] };
}

/** The settings of a pod, in the form that each container takes them. */
function containerInput(options: PodOptions, origins: Origins | undefined): ContainerInput {
  const { imagePullPolicy, scheduling, runtimeSettings, env } = options;
  return {
    imagePullPolicy,
    scheduling,
    runtimeSettings: runtimeSettings?.container,
    runtimeSettingsFrom: inInvoker(options, ['runtimeSettings', 'container']),
    volumeMounts: mountsOfAll(options, origins),
    env,
  };
}

/** The mounts of every container besides those of its Function. */
function mountsOfAll(options: PodOptions, origins: Origins | undefined): ContainerInput['volumeMounts'] {
  const { interimClaim, volumeMounts } = options;
  const ofInvoker = volumeMounts === undefined ? undefined : [...volumeMounts];
  if (ofInvoker !== undefined) origins?.whole(ofInvoker, inInvoker(options, ['target', 'volumeMounts']));
  if (interimClaim === undefined) return ofInvoker;
  const interim = { name: interimVolumeName, mountPath: interimMountPath };
  const all = [interim, ...(ofInvoker ?? [])];
  origins?.field(all, 0, { rule: 'interim-volume' });
  for (const index of ofInvoker?.keys() ?? []) origins?.field(all, index + 1, origins.of(ofInvoker ?? [], index));
  return all;
}

function buildContainers(
  task: ResolvedTask,
  input: ContainerInput,
  { before, after, target = {} }: HookContainers = {},
  origins: Origins | undefined,
): ReadonlyArray<Made<V1Container>> {
  const lastStep = after === undefined ? task.steps.length - 1 : task.steps.length;
  const hook = (name: string, hookType: HookType): Made<V1Container> =>
    made(hookContainer(name, hookType, task, target, input, origins));
  return [
    ...(before === undefined ? [] : [asInitContainer(hook(preHookContainerName, before))]),
    ...task.steps.map((fn, step) => stepContainer(fn, input, { step, init: step < lastStep }, origins)),
    ...(after === undefined ? [] : [asLastContainer(hook(postHookContainerName, after))]),
  ];
}

function asInitContainer({ value }: Made<V1Container>): Made<V1Container> {
  return made(value, leaveOutProbes(value));
}

function asLastContainer({ value }: Made<V1Container>): Made<V1Container> {
  return made(value, leaveOutStopSignal(value));
}

function volumesOf(task: ResolvedTask, options: PodOptions, origins: Origins | undefined): Array<V1Volume> {
  const { tempDir = {}, interimClaim, claims, repository } = options;
  const own = task.volumes.map((volume, index) =>
    toWire('Volume', volume, origins, origins && inTask(task, ['volumes', index])),
  );
  const all =
    otherSourceOfTmp(task) === undefined
      ? withTmpVolume(own, tempDir, (path) => inInvoker(options, ['tempDir', ...path]), origins)
      : own;
  if (interimClaim !== undefined) {
    const claim = origins?.of(options, 'interimClaim');
    const sources = { name: { rule: 'interim-volume' }, claim } as const;
    all.push(claimVolume(interimVolumeName, interimClaim, sources, origins));
  }
  for (const [name, claimName] of Object.entries(claims ?? {})) {
    const claim = origins?.of(claims ?? {}, name);
    const volume: Source =
      claim !== undefined && 'resource' in claim ? { ...claim, rule: 'claim-volume' } : { rule: 'claim-volume' };
    all.push(claimVolume(name, claimName, { name: volume, claim }, origins));
  }
  const stored = localVolume(repository, origins);
  if (stored !== undefined) all.push(stored);
  return all;
}

/** A field of a Task's spec. Its strings are templates. */
function inTask(task: ResolvedTask, path: Path): FieldRecord {
  return { resource: task.source, path: ['spec', ...path], scope: task.scope };
}

/** Checks the sources of the pod: the Task, its hooks and the Repository. */
function checkSources(task: ResolvedTask, options: PodOptions, pod: V1PodSpec): ReadonlyArray<AdapterProblem> {
  const { before, after } = options.hooks ?? {};
  return [
    ...(task.steps.length === 0 ? [withoutSteps(task)] : []),
    ...(before === undefined ? [] : checkHook(before, task, options)),
    ...(after === undefined ? [] : checkHook(after, task, options)),
    ...checkTmpVolume(task),
    ...(options.repository === undefined ? [] : checkLocalBackend(options.repository, pod)),
  ];
}

function withoutSteps(task: ResolvedTask): AdapterProblem {
  return adapterProblem('task-without-steps', {
    ...placeIn(task.source, ['spec', 'steps']),
    message: `Task ${task.name} has no steps`,
    hint: 'give it one step at least',
  });
}

function checkHook(hookType: HookType, task: ResolvedTask, options: PodOptions): ReadonlyArray<AdapterProblem> {
  const parts = missingImageParts(hookType, task);
  if (parts.length === 0) return [];
  const path = ['hooks', hookType];
  const missing = parts.length === 3 ? 'no operatorImage is given' : `operatorImage has no ${parts.join(' and no ')}`;
  const { from } = options;
  return [
    adapterProblem('operator-image-missing', {
      ...(from === undefined ? { path } : placeIn(from.resource, [...from.path, ...path])),
      message: `the hook ${hookType} is run by the operator's image, and ${missing}`,
      hint: 'give operatorImage, with the registry, the name and the tag of the Stash operator that runs in the cluster',
    }),
  ];
}

function checkTmpVolume(task: ResolvedTask): ReadonlyArray<AdapterProblem> {
  const other = otherSourceOfTmp(task);
  if (other === undefined) return [];
  const index = task.volumes.findIndex(({ name }) => name === tmpVolumeName);
  return [
    adapterProblem('tmp-volume-not-empty-dir', {
      ...placeIn(task.source, ['spec', 'volumes', index, other]),
      message: `the volume ${tmpVolumeName} of Task ${task.name} is a ${other}, and it must be an emptyDir`,
      hint: 'give the volume another name: this one is the temporary directory that all containers share',
    }),
  ];
}

/** The volume source of the Task's own temporary directory, unless it is an emptyDir. */
function otherSourceOfTmp({ volumes }: ResolvedTask): string | undefined {
  const tmp = volumes.find(({ name }) => name === tmpVolumeName);
  return tmp && Object.keys(tmp).find((field) => field !== 'name' && field !== 'emptyDir');
}
