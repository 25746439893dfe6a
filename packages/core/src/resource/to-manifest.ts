import { readOr } from '../input/read-or.ts';
import type { Resource } from './resource.ts';

/**
 * Turns a resource into the plain object that a cluster with the CRDs accepts, through `kubectl apply` or a Kubernetes
 * client. It has the spelling of the CRD, begins with apiVersion and kind, and holds no `undefined`.
 *
 * The object is a copy at every depth: changing it does not change the resource. Decoding it gives the same resource
 * again.
 */
export function toManifest<R extends Resource>(resource: R): R {
  return readOr(resource, () => {
    const { apiVersion, kind, metadata, ...rest } = resource;
    return JSON.parse(JSON.stringify({ apiVersion, kind, metadata, ...rest }));
  });
}
