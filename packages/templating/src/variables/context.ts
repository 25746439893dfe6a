import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  Repository,
  RestoreBatch,
  RestoreSession,
  RulesFor,
} from '@stash-functions/core/decode';

/** The resources and settings that the variables of a backup are read from. */
export interface BackupContext extends CommonContext {
  /** The invoker that asks for the backup. */
  readonly invoker: BackupConfiguration | BackupBatch;
  /** The run of the invoker. Without it `BACKUP_SESSION` is not set. */
  readonly session?: BackupSession | undefined;
  /** The name of the pod that is backed up, `web-2`. The host of a StatefulSet ends in its ordinal. */
  readonly podName?: string | undefined;
  /** The node of the pod that is backed up. It is the host of a DaemonSet. */
  readonly nodeName?: string | undefined;
}

/** The resources and settings that the variables of a restore are read from. */
export interface RestoreContext extends CommonContext {
  /** The invoker that asks for the restore. */
  readonly invoker: RestoreSession | RestoreBatch;
  /**
   * The number of the replica of `volumeClaimTemplates` that the Job restores, from 0: the value of `POD_ORDINAL`.
   * Default 0.
   */
  readonly ordinal?: number | undefined;
}

/** The fields that a backup and a restore share. */
export interface CommonContext {
  /** The Repository of the invoker. Without it no `REPOSITORY_*` is set. */
  readonly repository?: Repository | undefined;
  /** The number of the member in a batch, from 0. It is needed if a batch has more than one. */
  readonly member?: number | undefined;
  /** AppBindings. The target is looked up among them by name and namespace. */
  readonly appBindings?: ReadonlyArray<AppBinding> | undefined;
  /** The image of the operator: the values of `STASH_DOCKER_REGISTRY`, `STASH_DOCKER_IMAGE` and `STASH_IMAGE_TAG`. */
  readonly operatorImage?: OperatorImage | undefined;
  /** The URL of the Prometheus Pushgateway. Default: the empty string. */
  readonly pushgatewayUrl?: string | undefined;
  /** The API service that checks licenses. Default: the empty string. */
  readonly licenseApiService?: string | undefined;
  /**
   * The host, whatever the target says: the name in the Repository under which data is stored, and by which a restore
   * chooses its rules.
   */
  readonly hostname?: string | undefined;
  /** Names of variables whose values no message, explanation or printout may show. */
  readonly secrets?: ReadonlyArray<string> | undefined;
}

/** The registry, name and tag of an image: `ghcr.io/stashed`, `stash`, `v0.32.0`. */
export interface OperatorImage {
  /** `ghcr.io/stashed` */
  readonly registry: string;
  /** `stash` */
  readonly image: string;
  /** `v0.32.0` */
  readonly tag: string;
}

const operatorImageRules: RulesFor<OperatorImage> = { registry: 'any', image: 'any', tag: 'any' };

const commonRules: RulesFor<CommonContext> = {
  repository: 'any',
  member: 'any',
  appBindings: 'any',
  operatorImage: { options: operatorImageRules },
  pushgatewayUrl: 'any',
  licenseApiService: 'any',
  hostname: 'any',
  secrets: 'any',
};

/** The options of a {@link BackupContext}. */
export const backupContextRules: RulesFor<BackupContext> = {
  ...commonRules,
  invoker: 'any',
  session: 'any',
  podName: 'any',
  nodeName: 'any',
};

/** The options of a {@link RestoreContext}. */
export const restoreContextRules: RulesFor<RestoreContext> = { ...commonRules, invoker: 'any', ordinal: 'any' };
