import type { V1Container } from '../kubernetes/container.ts';
import type { V1PodSpec } from '../kubernetes/pod.ts';
import type { Path } from '../origin/origins.ts';
import { type Finding, noFindings } from '../problem/problem.ts';

/**
 * Finds containers that must not run as root, but run as user 0. The API server takes such a pod, and the kubelet never
 * starts it. Each `root-not-allowed` warning stands at the field that forbids root, and names the other one too.
 */
export function checkUser(
  pod: Pick<V1PodSpec, 'securityContext' | 'initContainers' | 'containers'>,
): ReadonlyArray<Finding> {
  const { initContainers = [], containers } = pod;
  if (!forbidsRoot(pod) && !initContainers.some(forbidsRoot) && !containers.some(forbidsRoot)) return noFindings;
  const byPlaces = new Map<string, Clash>();
  for (const [index, container] of initContainers.entries()) add(container, ['initContainers', index]);
  for (const [index, container] of containers.entries()) add(container, ['containers', index]);
  return [...byPlaces.values()].map(toFinding);

  function add(container: V1Container, path: Path): void {
    const forbids = decidedAt(container, pod, path, 'runAsNonRoot');
    const user = decidedAt(container, pod, path, 'runAsUser');
    if (forbids?.value !== true || user?.value !== 0) return;
    byPlaces.set(JSON.stringify([forbids.path, user.path]), { forbids: forbids.path, user: user.path });
  }
}

function forbidsRoot({ securityContext }: Pick<V1Container | V1PodSpec, 'securityContext'>): boolean {
  return securityContext?.runAsNonRoot === true;
}

/** The findings of a container that is in no pod yet. */
export function checkUserOf(container: V1Container): ReadonlyArray<Finding> {
  return checkUser({ containers: [container] }).map((finding) => ({ ...finding, path: finding.path.slice(2) }));
}

interface Clash {
  readonly forbids: Path;
  readonly user: Path;
}

/** A container's own setting of its user counts first, then the setting of its pod. */
function decidedAt(
  container: V1Container,
  pod: Pick<V1PodSpec, 'securityContext'>,
  path: Path,
  field: 'runAsNonRoot' | 'runAsUser',
): { readonly value: unknown; readonly path: Path } | undefined {
  const own = container.securityContext?.[field];
  if (own !== undefined) return { value: own, path: [...path, 'securityContext', field] };
  const ofPod = pod.securityContext?.[field];
  return ofPod === undefined ? undefined : { value: ofPod, path: ['securityContext', field] };
}

function toFinding({ forbids, user }: Clash): Finding {
  return {
    code: 'root-not-allowed',
    severity: 'warning',
    path: forbids,
    about: user,
    message: 'a container that must not run as root never starts as user 0, which comes from',
    hint: 'set runAsUser in runtimeSettings.pod.securityContext to the user of the image, or leave the security context of the pod empty',
  };
}
