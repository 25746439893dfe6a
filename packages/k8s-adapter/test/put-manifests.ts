import { loadManifests, orThrow, toManifest } from '@stash-functions/core';
import { isJsonObject, textAt } from '../src/cluster/json.ts';
import type { ApiServer } from './api-server/api-server.ts';
import { pluralOf } from './api-server/routes.ts';

/** Puts the objects of a manifest into a server, as it would store them. */
export function putManifests(server: ApiServer, yaml: string): void {
  const { all, others } = orThrow(loadManifests(yaml));
  for (const object of [...all.map((resource) => toManifest(resource)), ...others]) putObject(server, object);
}

/** Puts an object into a server, even a wrong one. */
export function putObject(server: ApiServer, object: unknown): void {
  if (!isJsonObject(object)) return;
  server.store.put(`${textAt(object, 'apiVersion')}/${pluralOf(textAt(object, 'kind') ?? '')}`, object);
}
