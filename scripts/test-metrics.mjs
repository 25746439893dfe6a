/**
 * Sends metrics of batches to a real Pushgateway, has a real Prometheus scrape it, and asks that for every member:
 * `npm run test:metrics`. Both are Debian's packages `prometheus` and `prometheus-pushgateway`; any other that is found by
 * these names will do.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

await install();
await run('vitest', ['run', 'packages/status/test/servers.test.ts', ...process.argv.slice(2)], {
  stream: true,
  env: { STASH_FUNCTIONS_METRICS_SERVERS: 'yes' },
});
