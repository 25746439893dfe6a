import type * as client1 from 'cn1';
import type * as client2 from 'cn2';
import { expectTypeOf, it } from 'vitest';
import type { V1CronJob } from './cron-job.ts';
import type { V1Job } from './job.ts';
import type { V1PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { V1ClusterRole, V1ClusterRoleBinding, V1Role, V1RoleBinding } from './rbac.ts';
import type { V1ServiceAccount } from './service-account.ts';
import type { V1ValidatingWebhookConfiguration } from './webhook.ts';

it('gives objects that version 1 of the client accepts without a cast', () => {
  expectTypeOf<V1CronJob>().toExtend<client1.V1CronJob>();
  expectTypeOf<V1Job>().toExtend<client1.V1Job>();
  expectTypeOf<V1PersistentVolumeClaim>().toExtend<client1.V1PersistentVolumeClaim>();
  expectTypeOf<V1Role>().toExtend<client1.V1Role>();
  expectTypeOf<V1RoleBinding>().toExtend<client1.V1RoleBinding>();
  expectTypeOf<V1ClusterRole>().toExtend<client1.V1ClusterRole>();
  expectTypeOf<V1ClusterRoleBinding>().toExtend<client1.V1ClusterRoleBinding>();
  expectTypeOf<V1ServiceAccount>().toExtend<client1.V1ServiceAccount>();
  expectTypeOf<V1ValidatingWebhookConfiguration>().toExtend<client1.V1ValidatingWebhookConfiguration>();
});

it('gives objects that version 2 of the client accepts without a cast', () => {
  expectTypeOf<V1CronJob>().toExtend<client2.V1CronJob>();
  expectTypeOf<V1Job>().toExtend<client2.V1Job>();
  expectTypeOf<V1PersistentVolumeClaim>().toExtend<client2.V1PersistentVolumeClaim>();
  expectTypeOf<V1Role>().toExtend<client2.V1Role>();
  expectTypeOf<V1RoleBinding>().toExtend<client2.V1RoleBinding>();
  expectTypeOf<V1ClusterRole>().toExtend<client2.V1ClusterRole>();
  expectTypeOf<V1ClusterRoleBinding>().toExtend<client2.V1ClusterRoleBinding>();
  expectTypeOf<V1ServiceAccount>().toExtend<client2.V1ServiceAccount>();
  expectTypeOf<V1ValidatingWebhookConfiguration>().toExtend<client2.V1ValidatingWebhookConfiguration>();
});

it('asks for what an object of a plan always has', () => {
  expectTypeOf<V1Job['spec']['template']['spec']['containers'][number]['name']>().toEqualTypeOf<string>();
  expectTypeOf<V1Job>().not.toHaveProperty('status');
});
