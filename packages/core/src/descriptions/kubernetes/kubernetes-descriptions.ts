import type { TypeDescriptions } from '../type-description.ts';
import { affinity } from './affinity.ts';
import { containerTypes } from './container.ts';
import { cronJob } from './cron-job.ts';
import { env } from './env.ts';
import { handler } from './handler.ts';
import { job } from './job.ts';
import { labelSelector } from './label-selector.ts';
import { lifecycle } from './lifecycle.ts';
import { objectMeta } from './object-meta.ts';
import { objectReference } from './object-reference.ts';
import { persistentVolumeClaim } from './persistent-volume-claim.ts';
import { pod } from './pod.ts';
import { probe } from './probe.ts';
import { rbac } from './rbac.ts';
import { resources } from './resources.ts';
import { scheduling } from './scheduling.ts';
import { securityContext } from './security-context.ts';
import { serviceAccount } from './service-account.ts';
import { volume } from './volume.ts';
import { volumeSourceCloud } from './volume-source-cloud.ts';
import { volumeSourceConfig } from './volume-source-config.ts';
import { volumeSourceNetwork } from './volume-source-network.ts';
import { volumeSourceNode } from './volume-source-node.ts';
import { webhook } from './webhook.ts';

/**
 * Every type of the Kubernetes API that a resource or a plan can hold, in our own words. The docstrings of the generated
 * types are made of it.
 */
export const kubernetesDescriptions: TypeDescriptions = {
  ...affinity,
  ...containerTypes,
  ...cronJob,
  ...env,
  ...handler,
  ...job,
  ...labelSelector,
  ...lifecycle,
  ...objectMeta,
  ...objectReference,
  ...persistentVolumeClaim,
  ...pod,
  ...probe,
  ...rbac,
  ...resources,
  ...scheduling,
  ...securityContext,
  ...serviceAccount,
  ...volume,
  ...volumeSourceCloud,
  ...volumeSourceConfig,
  ...volumeSourceNetwork,
  ...volumeSourceNode,
  ...webhook,
};
