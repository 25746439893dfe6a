import type { V1Container } from '../kubernetes/container.ts';
import type { Findings, Path } from '../problem.ts';
export function checkContainer(_container: V1Container, _path: Path, _findings: Findings): void {}
