import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import { loadManifests, orThrow } from '@stash-functions/core';
import { startController } from './controller.ts';
import { planSession } from './reconcile.ts';

/**
 * A small operator. It watches BackupSessions, plans and applies each, and writes its phase back. Without `--run` it
 * asks no cluster, and prints the plan for the session of manifests.yaml.
 */
const { values } = parseArgs({
  options: { run: { type: 'boolean', default: false }, namespace: { type: 'string', default: 'demo' } },
});

if (values.run) {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromDefault();
  const controller = await startController(kubeConfig, values.namespace, (line) => console.log(line));
  console.log(`watching the BackupSessions of ${values.namespace}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void controller.stop());
} else {
  const manifests = orThrow(loadManifests(readFileSync(new URL('manifests.yaml', import.meta.url), 'utf8')));
  for (const session of manifests.backupSessions.values()) {
    console.log(`BackupSession ${session.metadata.namespace}/${session.metadata.name}`);
    for (const { kind, metadata } of orThrow(orThrow(planSession(session, manifests.all)).plan).objects) {
      console.log(`  apply ${kind} ${metadata.namespace}/${metadata.name}`);
    }
  }
}
