import type { Resource } from './resource.ts';

/**
 * A resource as the plain object that a cluster with the CRDs accepts, as `kubectl apply` or a Kubernetes client takes
 * it: in the spelling of the CRD whichever it was read from, apiVersion and kind in front, without `undefined`.
 *
 * A copy at every depth: changing it does not change the resource. Decoding it gives the same resource again.
 */
export function toManifest<R extends Resource>(resource: R): R {
  const { apiVersion, kind, metadata, ...rest } = resource;
  return JSON.parse(JSON.stringify({ apiVersion, kind, metadata, ...rest }));
}
