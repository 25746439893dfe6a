import type {
  AppBinding,
  BackupSession,
  FunctionResource,
  Repository,
  RulesFor,
  TaskResource,
} from '@stash-functions/core/decode';
import type {
  BackupContext,
  CommonContext,
  KubernetesReferences,
  OperatorImage,
  RestoreContext,
} from '@stash-functions/templating';
import type { Permissions } from '../access/permissions.ts';
import { type ContainerStyle, styleRules } from '../build/container.ts';

/**
 * The resources and settings that a plan is made from. A Repository or AppBindings that are not given are looked for
 * among the manifests. `member` chooses one member of a batch; by default all are planned.
 */
export interface PlanInput extends CommonContext, ContainerStyle {
  /** The Functions and Tasks by name, and whatever else the invoker refers to: the result of `loadManifests`. */
  readonly manifests: PlanManifests;
  /**
   * The labels of the invoker's namespace. The usage policy of a Repository in another namespace may ask for them. The
   * label `kubernetes.io/metadata.name` needs not be given.
   */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * Decides about `$(NAME)` and `$$` in commands, arguments and other text that the kubelet expands. `escape`, the
   * default, hands them to the program unchanged. `expand` leaves them to the kubelet, as Stash does, with a warning.
   */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
  /**
   * `stash` plans the operator's own Function, `update-status`, without its manifest: the parts that are known of it
   * suffice. By default the Function has to be loaded from the cluster like any other.
   */
  readonly operatorFunctions?: 'stash' | undefined;
  /** The rules that the Jobs get; by default `reference`. */
  readonly permissions?: Permissions | undefined;
  /** The PodSecurityPolicies for a Task whose Functions name none; by default none. */
  readonly podSecurityPolicies?: ReadonlyArray<string> | undefined;
  /**
   * Secrets that images are pulled with, besides those of runtimeSettings. They are in the namespace of the invoker.
   */
  readonly imagePullSecrets?: ReadonlyArray<string> | undefined;
  /** Seconds until a running Job is stopped; by default never. `timeOut` takes the invoker's field `timeOut`. */
  readonly activeDeadlineSeconds?: number | 'timeOut' | undefined;
  /** Seconds from the end of a Job until it is deleted; by default never. */
  readonly ttlSecondsAfterFinished?: number | undefined;
}

/** The input of a plan for a backup. */
export interface BackupPlanInput extends PlanInput, BackupContext {
  /** The run of the invoker. It owns the Jobs, and they are named after it. */
  readonly session: BackupSession;
}

/** The input of a plan for a restore. */
export interface RestorePlanInput extends PlanInput, Omit<RestoreContext, 'ordinal'> {}

/** The manifests that a plan looks things up in. */
export interface PlanManifests {
  readonly functions: ReadonlyMap<string, FunctionResource>;
  readonly tasks: ReadonlyMap<string, TaskResource>;
  readonly repositories?: ReadonlyMap<string, Repository> | undefined;
  readonly appBindings?: ReadonlyMap<string, AppBinding> | undefined;
}

const planRules: RulesFor<PlanInput> = {
  ...styleRules,
  activeDeadlineSeconds: { anyOf: ['number', { oneOf: ['timeOut'] }] },
  appBindings: 'list',
  hostname: 'text',
  imagePullSecrets: 'list',
  kubernetesReferences: { oneOf: ['escape', 'expand'] },
  licenseApiService: 'text',
  manifests: 'object',
  member: 'number',
  namespaceLabels: 'object',
  operatorFunctions: { oneOf: ['stash'] },
  operatorImage: { options: { registry: 'text', image: 'text', tag: 'text' } satisfies RulesFor<OperatorImage> },
  permissions: { oneOf: ['reference', 'least-privilege'] },
  podSecurityPolicies: 'list',
  pushgatewayUrl: 'text',
  repository: 'object',
  secrets: 'list',
  ttlSecondsAfterFinished: 'number',
};

/** The options of a backup, and the values that each may have. */
export const backupPlanRules: RulesFor<BackupPlanInput> = {
  ...planRules,
  invoker: 'object',
  nodeName: 'text',
  podName: 'text',
  session: 'object',
};

/** The options of a restore, and the values that each may have. */
export const restorePlanRules: RulesFor<RestorePlanInput> = { ...planRules, invoker: 'object' };
