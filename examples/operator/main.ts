import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import { formatProblems, loadManifests, orThrow, toManifest } from '@stash-functions/core';
import { withLease } from '@stash-functions/k8s-adapter/cluster';
import { playJobs, startApiServer } from '@stash-functions/testing/cluster';
import { isLeft } from 'fp-ts/lib/Either.js';
import { operate } from './operator.ts';

/**
 * A small operator. It watches BackupSessions, plans and runs each, and writes its status. With `--run` it works on the
 * cluster of your kubeconfig. Without, it starts an API server in this process with the objects of manifests.yaml, and
 * every Job ends well.
 */
const { values } = parseArgs({
  options: { run: { type: 'boolean', default: false }, namespace: { type: 'string', default: 'demo' } },
});
const stop = new AbortController();
const kubeConfig = new KubeConfig();

if (values.run) {
  kubeConfig.loadFromDefault();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await lead();
} else {
  const server = await startApiServer({ without: ['AppBinding'] });
  const { all, others } = orThrow(loadManifests(readFileSync(new URL('manifests.yaml', import.meta.url), 'utf8')));
  for (const object of [...all.map((resource) => toManifest(resource)), ...others]) server.put(object);
  playJobs(server);
  kubeConfig.loadFromString(server.kubeconfig({ namespace: values.namespace }));
  await lead((line) => {
    console.log(line);
    if (/ (Succeeded|Failed|Skipped)/.test(line)) stop.abort();
  });
  for (const line of server.requests)
    if (/^(PATCH|POST) .*\/(serviceaccounts|roles|jobs)/.test(line)) console.log(line);
  await server.close();
}

/** Only one of several such processes works at a time. When it ends, another one goes on. */
async function lead(log = console.log): Promise<void> {
  while (!stop.signal.aborted) {
    const { namespace } = values;
    const lease = { namespace, name: 'backup-operator' };
    const ended = await withLease(kubeConfig, lease, (signal) => operate(kubeConfig, { namespace, signal, log }), {
      signal: stop.signal,
    });
    if (isLeft(ended)) throw new Error(formatProblems(ended.left));
  }
}
