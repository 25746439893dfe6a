import type { Manifests } from '@stash-functions/core';
import type { BackupPlanInput } from '@stash-functions/k8s-adapter';
import type { PlanFlags } from './plan-options.ts';
import { secretsAmong } from './secrets-among.ts';

/** The options of planning that the flags give, whatever is planned. */
export function planOptionsOf(manifests: Manifests, flags: PlanFlags): PlanOptions {
  const { member, permissions, operatorImage, pushgatewayUrl, operatorFunctions } = flags;
  return {
    ...(member === undefined ? {} : { member }),
    permissions,
    operatorImage,
    pushgatewayUrl,
    operatorFunctions: operatorFunctions === 'stash' ? operatorFunctions : undefined,
    secrets: secretsAmong(manifests, flags),
  };
}

type PlanOptions = Pick<
  BackupPlanInput,
  'member' | 'permissions' | 'operatorImage' | 'pushgatewayUrl' | 'operatorFunctions' | 'secrets'
>;
