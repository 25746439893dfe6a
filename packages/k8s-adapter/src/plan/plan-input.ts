import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  FunctionResource,
  Repository,
  RestoreBatch,
  RestoreSession,
  TaskResource,
} from '@stash-functions/core/decode';
import type { KubernetesReferences, OperatorImage } from '@stash-functions/templating';
import type { Permissions } from '../access/permissions.ts';
import type { ContainerStyle } from '../build/container.ts';

/** The resources and settings that a plan is made from, for a backup and for a restore. */
export interface PlanInput extends Omit<ContainerStyle, 'onWarning'> {
  /** The Functions and Tasks by name, and what else the invoker refers to: what `loadManifests` gives. */
  readonly manifests: PlanManifests;
  /** The Repository of the invoker; the one of that name among the manifests where it is absent. */
  readonly repository?: Repository;
  /** Which member of a batch is planned, from 0; all of them where it is absent. */
  readonly member?: number;
  /** AppBindings, besides those among the manifests, of which one may be the target. */
  readonly appBindings?: ReadonlyArray<AppBinding>;
  /** The image of the Stash operator, which runs hooks. */
  readonly operatorImage?: OperatorImage;
  /** URL of the Prometheus Pushgateway that metrics are sent to. */
  readonly pushgatewayUrl?: string;
  /** The API service that licenses are checked with: the Jobs are then allowed to read the license. */
  readonly licenseApiService?: string;
  /** The host that the data is filed under; by default as the target says. */
  readonly hostname?: string;
  /** Names of variables whose values no Problem may show. */
  readonly secrets?: ReadonlyArray<string>;
  /**
   * What happens to values that the kubelet would read in commands, arguments and the like, `$(NAME)` and `$$`. Default
   * `escape`: a program gets them as they are. `expand` leaves them to the kubelet, as Stash does, with a warning.
   */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
  /** What the Jobs may do; `reference` where it is absent. */
  readonly permissions?: Permissions;
  /** PodSecurityPolicies for a Task whose Functions name none; none where it is absent. */
  readonly podSecurityPolicies?: ReadonlyArray<string>;
  /** Secrets, in the namespace of the invoker, that images are pulled with, besides those of runtimeSettings. */
  readonly imagePullSecrets?: ReadonlyArray<string>;
  /** After how many seconds a Job is stopped; `timeOut` for what the invoker's `timeOut` says. Never where it is absent. */
  readonly activeDeadlineSeconds?: number | 'timeOut';
  /** How many seconds after its end a Job is deleted; never where it is absent. */
  readonly ttlSecondsAfterFinished?: number;
}

/** What a backup is planned from. */
export interface BackupPlanInput extends PlanInput {
  /** What asks for the backup. */
  readonly invoker: BackupConfiguration | BackupBatch;
  /** The run of the invoker, which the Jobs are named after and belong to. */
  readonly session: BackupSession;
  /** The name of the pod that is backed up, `web-2`, where the target is a StatefulSet. */
  readonly podName?: string;
  /** The node of the pod that is backed up, where the target is a DaemonSet. */
  readonly nodeName?: string;
}

/** What a restore is planned from. */
export interface RestorePlanInput extends PlanInput {
  /** What asks for the restore. */
  readonly invoker: RestoreSession | RestoreBatch;
}

/** The part of loaded manifests that a plan looks things up in. */
export interface PlanManifests {
  readonly functions: ReadonlyMap<string, FunctionResource>;
  readonly tasks: ReadonlyMap<string, TaskResource>;
  readonly repositories?: ReadonlyMap<string, Repository>;
  readonly appBindings?: ReadonlyMap<string, AppBinding>;
}
