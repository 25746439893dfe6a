import type { V1Container, V1EphemeralContainer } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { V1PodSecurityContext, V1SecurityContext } from '../kubernetes/security-context.ts';
import type { Path } from '../problem/problem.ts';

/** One control of the standard, with the fields that it forbids in a pod. */
export interface Control {
  readonly name: string;
  readonly find: (pod: V1PodSpec) => ReadonlyArray<Violation>;
}

/** A field that a control forbids. */
export interface Violation {
  readonly path: Path;
  readonly message: string;
}

/** A container in the eyes of the standard. One that debugs a running pod has the same fields. */
export type AnyContainer = V1Container | V1EphemeralContainer;

/** All containers of a pod, each with its place. */
export function containersOf(pod: V1PodSpec): ReadonlyArray<{ readonly container: AnyContainer; readonly path: Path }> {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((field) =>
    (pod[field] ?? []).map((container, index) => ({ container, path: [field, index] })),
  );
}

/** True where the users of a pod are not those of its node, so that its root is nobody there. */
export function hasUserNamespace(pod: V1PodSpec): boolean {
  return pod.hostUsers === false;
}

/** The security contexts of a pod: its own and those of its containers. */
export function contextsOf(
  pod: V1PodSpec,
): ReadonlyArray<{ readonly context: V1SecurityContext | V1PodSecurityContext; readonly path: Path }> {
  const own = pod.securityContext === undefined ? [] : [{ context: pod.securityContext, path: ['securityContext'] }];
  return [
    ...own,
    ...containersOf(pod).flatMap(({ container, path }) =>
      container.securityContext === undefined
        ? []
        : [{ context: container.securityContext, path: [...path, 'securityContext'] }],
    ),
  ];
}

/** Looks into each container of a pod. */
export function inContainers(find: (container: AnyContainer) => ReadonlyArray<Violation>): Control['find'] {
  return (pod) =>
    containersOf(pod).flatMap(({ container, path }) =>
      find(container).map((violation) => ({ ...violation, path: [...path, ...violation.path] })),
    );
}

/** A violation, with the forbidden value and the allowed ones. */
export function forbidden(path: Path, value: string, rule: string): Violation {
  const field = path.findLast((part) => typeof part === 'string') ?? '';
  return { path, message: `${field} is ${value}, and ${rule}` };
}
