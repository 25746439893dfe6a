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
 * The resources and settings that a plan is made from, for a backup and for a restore: those that its variables are read
 * from, and those of its objects. The Repository and the AppBindings are looked for among the manifests where they are
 * not given; `member` chooses one of a batch, and all are planned where it is absent.
 */
export interface PlanInput extends CommonContext, ContainerStyle {
  /** The Functions and Tasks by name, and what else the invoker refers to: what `loadManifests` gives. */
  readonly manifests: PlanManifests;
  /**
   * Labels of the namespace of the invoker, which the usage policy of a Repository elsewhere may ask for. Its label
   * `kubernetes.io/metadata.name` is known without them.
   */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * What happens to values that the kubelet would read in commands, arguments and the like, `$(NAME)` and `$$`. Default
   * `escape`: a program gets them as they are. `expand` leaves them to the kubelet, as Stash does, with a warning.
   */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
  /**
   * `stash`: a Function of the operator's own that is not among the manifests, `update-status`, is planned from what is
   * known of it. Where it is absent such a Function has to be loaded from the cluster like any other.
   */
  readonly operatorFunctions?: 'stash' | undefined;
  /** What the Jobs may do; `reference` where it is absent. */
  readonly permissions?: Permissions | undefined;
  /** PodSecurityPolicies for a Task whose Functions name none; none where it is absent. */
  readonly podSecurityPolicies?: ReadonlyArray<string> | undefined;
  /** Secrets, in the namespace of the invoker, that images are pulled with, besides those of runtimeSettings. */
  readonly imagePullSecrets?: ReadonlyArray<string> | undefined;
  /** After how many seconds a Job is stopped; `timeOut` for what the invoker's `timeOut` says. Never where it is absent. */
  readonly activeDeadlineSeconds?: number | 'timeOut' | undefined;
  /** How many seconds after its end a Job is deleted; never where it is absent. */
  readonly ttlSecondsAfterFinished?: number | undefined;
}

/** What a backup is planned from. */
export interface BackupPlanInput extends PlanInput, BackupContext {
  /** The run of the invoker, which the Jobs are named after and belong to. */
  readonly session: BackupSession;
}

/** What a restore is planned from. */
export interface RestorePlanInput extends PlanInput, Omit<RestoreContext, 'ordinal'> {}

/** The part of loaded manifests that a plan looks things up in. */
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

/** What the options of a backup may be. */
export const backupPlanRules: RulesFor<BackupPlanInput> = {
  ...planRules,
  invoker: 'object',
  nodeName: 'text',
  podName: 'text',
  session: 'object',
};

/** What the options of a restore may be. */
export const restorePlanRules: RulesFor<RestorePlanInput> = { ...planRules, invoker: 'object' };

/** What of an input the variables are read from: all but what only a plan has. */
export function contextIn<Input extends PlanInput>(
  input: Input,
): Omit<Input, Exclude<keyof PlanInput, keyof CommonContext>>;
export function contextIn(input: PlanInput): object {
  // Assigned, and not the rest of a destructuring, which takes several times as long.
  const context: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) if (!Object.hasOwn(onlyOfPlans, name)) context[name] = value;
  return context;
}

const onlyOfPlans: Readonly<Record<Exclude<keyof PlanInput, keyof CommonContext>, true>> = {
  activeDeadlineSeconds: true,
  imagePullPolicy: true,
  imagePullSecrets: true,
  kubernetesReferences: true,
  manifests: true,
  namespaceLabels: true,
  operatorFunctions: true,
  permissions: true,
  podSecurityPolicies: true,
  scheduling: true,
  ttlSecondsAfterFinished: true,
};

/** The resources of an input, to be decoded where something is wrong with them. */
export function resourcesIn(input: BackupPlanInput | RestorePlanInput): ReadonlyArray<unknown> {
  const { invoker, repository, appBindings, manifests } = input;
  return [
    invoker,
    'session' in input ? input.session : undefined,
    repository,
    ...(appBindings ?? []),
    ...manifests.tasks.values(),
    ...manifests.functions.values(),
  ];
}
