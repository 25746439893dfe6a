/**
 * Runs the suites of packages/k8s-adapter/test/e2e against the cluster of KUBECONFIG (kind, k3s, minikube). Without that
 * variable they run against the API server of the tests. Each suite has a namespace of its own, and takes everything away at
 * its end.
 */
import { parseArgs } from 'node:util';
import { run } from './run.mjs';
import { install } from './setup.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    context: { type: 'string' },
    keep: { type: 'boolean', default: false },
    'busybox-image': { type: 'string' },
    'postgres-image': { type: 'string' },
    'restic-image': { type: 'string' },
    help: { type: 'boolean', default: false },
    'test-name': { type: 'string', short: 't' },
  },
});

if (values.help) {
  console.log(`npm run test:e2e -- [options] [suite...]

  suites: runs, failures, backup; all of them unless told
  --context NAME          context of KUBECONFIG
  --busybox-image IMAGE   ... of Jobs that go wrong (busybox:1.37)
  --postgres-image IMAGE  ... of the database (postgres:17-alpine)
  --restic-image IMAGE    ... of the backup (restic/restic:0.18.0)
  -t, --test-name PATTERN only the tests whose titles match
  --keep                  leaves everything in the cluster, to be looked at`);
  process.exit(0);
}

/** Only a variable that somebody sets on purpose chooses a cluster: the default kubeconfig may be that of production. */
const kubeconfig = process.env.KUBECONFIG_E2E ?? process.env.KUBECONFIG;
const given = {
  E2E_KUBECONFIG: kubeconfig,
  E2E_CONTEXT: values.context,
  E2E_KEEP: values.keep ? '1' : undefined,
  E2E_BUSYBOX_IMAGE: values['busybox-image'],
  E2E_POSTGRES_IMAGE: values['postgres-image'],
  E2E_RESTIC_IMAGE: values['restic-image'],
};
for (const [name, value] of Object.entries(given)) if (value !== undefined) process.env[name] = value;

await install();
const suites = positionals.length === 0 ? [''] : positionals;
const files = suites.map((suite) => `packages/k8s-adapter/test/e2e/${suite}`);
// On a cluster the suites come one after the other, so that none waits for the pods of another.
const pace = kubeconfig === undefined ? [] : ['--no-file-parallelism'];
const chosen = values['test-name'] === undefined ? [] : ['-t', values['test-name']];
await run('vitest', ['run', ...files, '--reporter=verbose', ...pace, ...chosen], { stream: true });
