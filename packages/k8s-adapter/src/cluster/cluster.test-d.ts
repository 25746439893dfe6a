import type { KubeConfig as KubeConfig1, V1Job as V1Job1 } from 'cn1';
import type { KubeConfig as KubeConfig2, V1Job as V1Job2 } from 'cn2';
import { describe, expectTypeOf, it } from 'vitest';
import type { V1Job } from '../kubernetes/job.ts';
import type { Plan } from '../plan/plan.ts';
import type { AppliedPlan, ClusterClient, JobEvent, JobOutcome, SubmittedObject } from './index.ts';

describe('the entry', () => {
  it('takes the KubeConfig of either major of client-node', () => {
    expectTypeOf<KubeConfig1>().toExtend<ClusterClient>();
    expectTypeOf<KubeConfig2>().toExtend<ClusterClient>();
  });

  it('takes the Jobs of this package and of either major of client-node', () => {
    expectTypeOf<V1Job>().toExtend<SubmittedObject>();
    expectTypeOf<V1Job1>().toExtend<SubmittedObject>();
    expectTypeOf<V1Job2>().toExtend<SubmittedObject>();
  });

  it('takes a plan', () => {
    expectTypeOf<Plan>().toExtend<AppliedPlan>();
  });

  it('tells events and outcomes apart by one field', () => {
    expectTypeOf<Extract<JobEvent, { type: 'log-line' }>['text']>().toEqualTypeOf<string>();
    expectTypeOf<Extract<JobOutcome, { status: 'timed-out' }>['timeout']>().toEqualTypeOf<number>();
  });
});
