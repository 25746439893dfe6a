/**
 * The suite of the cluster entry against the cluster of KUBECONFIG_E2E (kind, k3d, envtest: docs/guides/cluster.md), or
 * against the test API server where that is not set.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

await install();
await run('vitest', ['run', 'packages/k8s-adapter/test/cluster.test.ts', ...process.argv.slice(2)], { stream: true });
