import type { OtherObject, Resource } from '@stash-functions/core/decode';
import { annotationsOf } from '../found.ts';
import { type Placed, present } from './placed.ts';

/** The schedules of a resource: the one in its spec, or the annotation that replaces that of a blueprint. */
export function schedulesOf(resource: Resource | OtherObject): ReadonlyArray<Placed<string>> {
  const spec: unknown = resource.spec;
  const own = typeof spec === 'object' && spec !== null && 'schedule' in spec ? spec.schedule : undefined;
  return present([
    { value: typeof own === 'string' && isOurs(resource) ? own : undefined, path: ['spec', 'schedule'] },
    { value: annotationsOf(resource).get(annotation), path: ['metadata', 'annotations', annotation] },
  ]);
}

const annotation = 'stash.appscode.com/schedule';

function isOurs({ apiVersion }: Resource | OtherObject): boolean {
  return apiVersion.startsWith('stash.appscode.com/');
}
