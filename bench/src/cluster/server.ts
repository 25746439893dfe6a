/** An API server in a process of its own, so that only the client is measured. It says its URL, then its requests. */
import { playJobs, startApiServer } from '@stash-functions/testing/cluster';

const server = await startApiServer();
const lines = Array.from({ length: 20 }, (_, index) => `dumped table ${index}`);
playJobs(server, () => ({ containers: { dump: { lines } } }));
process.on('message', () => process.send?.({ requests: server.requests.length }));
process.on('disconnect', () => process.exit());
process.send?.({ url: server.url, kubeconfig: server.kubeconfig({ namespace: 'demo' }) });
