/**
 * Sends metrics of batches to a real Pushgateway, lets a real Prometheus scrape it, and asks that for every member:
 * `npm run test:metrics`. Both come from Debian's packages `prometheus` and `prometheus-pushgateway`, but any others
 * with these names will do.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

await install();
await run('vitest', ['run', 'packages/status/test/servers.test.ts', ...process.argv.slice(2)], {
  stream: true,
  env: { STASH_FUNCTIONS_METRICS_SERVERS: 'yes' },
});
