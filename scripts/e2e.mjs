/**
 * Runs the suite of the cluster entry against the cluster of KUBECONFIG_E2E (kind, k3d, envtest:
 * docs/guides/cluster.md). Without that variable it uses the test API server.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

await install();
await run('vitest', ['run', 'packages/k8s-adapter/test/cluster.test.ts', ...process.argv.slice(2)], { stream: true });
