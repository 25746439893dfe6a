import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { Findings } from '../problem.ts';
export function checkClaim(_claim: V1PersistentVolumeClaim, _findings: Findings): void {}
