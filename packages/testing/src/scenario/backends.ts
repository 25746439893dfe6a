import { type Backend, type BackendName, backends } from '@stash-functions/core';

/** A realistic backend of each kind, with a Secret for its credentials. */
export function backendOf(name: BackendName): Backend {
  const examples: ReadonlyArray<[string, object]> = backends.map((entry) => [entry.name, entry.example]);
  const chosen = examples.filter(([other]) => other === name);
  return { ...Object.fromEntries(chosen), storageSecretName: `${name}-credentials` };
}
