import { loadManifests, orThrow, toManifest } from '@stash-functions/core';
import type { ApiServer } from '../../testing/src/cluster.ts';

/** Puts the objects of a manifest into a server, as it would store them. */
export function putManifests(server: ApiServer, yaml: string): void {
  const { all, others } = orThrow(loadManifests(yaml));
  for (const object of [...all.map((resource) => toManifest(resource)), ...others]) server.put(object);
}
