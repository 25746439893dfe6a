import type { V1CronJob } from '../kubernetes/cron-job.ts';
import type { Findings } from '../problem.ts';
export function checkCronJob(_job: V1CronJob, _findings: Findings): void {}
