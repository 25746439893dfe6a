import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  Repository,
  RestoreBatch,
  RestoreSession,
} from '@stash-functions/core/decode';

import type { RulesFor } from '../input/check-options.ts';

/** The resources and settings that the variables of a backup are read from. */
export interface BackupContext extends CommonContext {
  /** What asks for the backup. */
  readonly invoker: BackupConfiguration | BackupBatch;
  /** The run of the invoker. Without it `BACKUP_SESSION` is not set. */
  readonly session?: BackupSession | undefined;
  /** The name of the pod that is backed up, `web-2`: the host of a StatefulSet ends in its ordinal. */
  readonly podName?: string | undefined;
  /** The node of the pod that is backed up: the host of a DaemonSet. */
  readonly nodeName?: string | undefined;
}

/** The resources and settings that the variables of a restore are read from. */
export interface RestoreContext extends CommonContext {
  /** What asks for the restore. */
  readonly invoker: RestoreSession | RestoreBatch;
  /** Which replica of `volumeClaimTemplates` the Job restores, from 0: the value of `POD_ORDINAL`. 0 where it is absent. */
  readonly ordinal?: number | undefined;
}

/** What a backup and a restore have in common. */
export interface CommonContext {
  /** The Repository of the invoker. Without it no `REPOSITORY_*` is set. */
  readonly repository?: Repository | undefined;
  /** Which member of a batch, from 0. Needed where a batch has more than one. */
  readonly member?: number | undefined;
  /** AppBindings among which the one of the target is looked up by name and namespace. */
  readonly appBindings?: ReadonlyArray<AppBinding> | undefined;
  /** The image of the operator: the values of `STASH_DOCKER_REGISTRY`, `STASH_DOCKER_IMAGE` and `STASH_IMAGE_TAG`. */
  readonly operatorImage?: OperatorImage | undefined;
  /** URL of the Prometheus Pushgateway; empty where it is absent. */
  readonly pushgatewayUrl?: string | undefined;
  /** API service that licenses are checked with; empty where it is absent. */
  readonly licenseApiService?: string | undefined;
  /** The host, whatever the target says: its name in the Repository, and what the rules of a restore are chosen by. */
  readonly hostname?: string | undefined;
  /** Names of variables whose values no message, explanation or printout may show. */
  readonly secrets?: ReadonlyArray<string> | undefined;
}

/** Registry, name and tag of an image: `ghcr.io/stashed`, `stash`, `v0.32.0`. */
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
