import type {
  EmptyDirSettings,
  PodSecurityContext,
  Repository,
  RulesFor,
  RuntimeSettings,
  VolumeMount,
} from '@stash-functions/core/decode';
import type { FieldRecord, FieldSource, Path } from '../origin/origins.ts';
import type { OnWarning } from '../problem/problem.ts';
import { type ContainerStyle, styleRules } from './container.ts';
import type { HookContainers } from './hooks.ts';
import type { SecurityContextMerge } from './runtime-settings.ts';

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

/** A field of the invoker that the options come from. */
export function inInvoker({ from }: Pick<PodOptions, 'from'>, path: Path): FieldRecord | undefined {
  return from && { resource: from.resource, path: [...from.path, ...path] };
}
