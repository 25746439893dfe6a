import type { V1Job } from '../kubernetes/job.ts';
import type { Findings } from '../problem.ts';
export function checkJob(_job: V1Job, _findings: Findings): void {}
