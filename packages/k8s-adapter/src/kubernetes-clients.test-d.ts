import type { V1CronJob as CronJob1, V1Job as Job1, V1PodSpec as PodSpec1, V1Role as Role1 } from 'cn1';
import type { V1CronJob as CronJob2, V1Job as Job2, KubernetesObject as Object2, V1PodSpec as PodSpec2 } from 'cn2';
import { expectTypeOf, test } from 'vitest';
import type { KubernetesObject, Plan, V1CronJob, V1PodSpec, V1Role } from './index.ts';

test('what the adapter gives can be handed to both majors of the client', () => {
  expectTypeOf<Plan['jobs'][number]>().toExtend<Job1>();
  expectTypeOf<Plan['jobs'][number]>().toExtend<Job2>();
  expectTypeOf<V1CronJob>().toExtend<CronJob1>();
  expectTypeOf<V1CronJob>().toExtend<CronJob2>();
  expectTypeOf<V1PodSpec>().toExtend<PodSpec1>();
  expectTypeOf<V1PodSpec>().toExtend<PodSpec2>();
  expectTypeOf<V1Role>().toExtend<Role1>();
  expectTypeOf<KubernetesObject>().toExtend<Object2>();
});
