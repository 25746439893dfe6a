import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { Findings, Path } from '../problem.ts';
export function checkPodSpec(_pod: V1PodSpec, _path: Path, _findings: Findings): void {}
