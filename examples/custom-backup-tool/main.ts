import { parseArgs } from 'node:util';
import { formatProblems, printManifest } from '@stash-functions/core';
import { connect } from '@stash-functions/k8s-adapter/cluster';
import { planVolumeBackup } from './backup.ts';
import { runBackup } from './run-backup.ts';

/**
 * Backs up a volume with Functions that are defined in code. Without `--run` it prints the plan and asks no cluster.
 * With it, it applies the plan to the cluster of the kubeconfig, runs its Job and shows the progress. Ctrl-C stops the
 * Job and deletes it.
 */
const { values } = parseArgs({
  options: {
    run: { type: 'boolean', default: false },
    context: { type: 'string' },
    namespace: { type: 'string', default: 'demo' },
    claim: { type: 'string', default: 'photos' },
    timeout: { type: 'string', default: '3600' },
  },
});
const timeout = Number(values.timeout) * 1000;
if (!(timeout > 0)) {
  console.error(`--timeout takes a number of seconds above 0, not "${values.timeout}"`);
  process.exit(2);
}
const plan = planVolumeBackup({
  namespace: values.namespace,
  claim: values.claim,
  bucket: 'backups',
  endpoint: 'https://minio.storage.svc:9000',
  secret: 'bucket-credentials',
  run: values.run ? `${values.claim}-${Math.floor(Date.now() / 1000)}` : `${values.claim}-1795399200`,
});

if (!values.run) {
  console.log(plan.objects.map((object) => printManifest(object).trimEnd()).join('\n---\n'));
} else {
  const connected = await connect(values.context === undefined ? {} : { context: values.context });
  if (connected._tag === 'Left') {
    console.error(formatProblems(connected.left));
    process.exitCode = 1;
  } else {
    const interrupt = new AbortController();
    // The second Ctrl-C finds no listener, and ends the process as usual.
    process.once('SIGINT', () => interrupt.abort('SIGINT'));
    process.exitCode = await runBackup(connected.right, plan, process.stderr, {
      signal: interrupt.signal,
      timeout,
      cleanUp: 'always',
    });
  }
}
