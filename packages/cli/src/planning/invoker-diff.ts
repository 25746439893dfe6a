import type { PlanDiff } from '@stash-functions/k8s-adapter';

/** The changes for one invoker. */
export interface InvokerDiff extends PlanDiff {
  /** `BackupConfiguration/demo/orders` */
  readonly invoker: string;
}
