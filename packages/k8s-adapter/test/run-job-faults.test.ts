import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '../../testing/src/cluster.ts';
import { clientNodeMajor, portFor } from './clients.ts';
import { seededRun, seedsFrom } from './seeded-run.ts';

/** `FAULT_RUNS=5000` is the long mode; `FAULT_SEED` repeats a single run that failed. */
const runs = Number(process.env.FAULT_RUNS ?? 200);
const firstSeed = Number(process.env.FAULT_SEED ?? 1);
/** The number of runs that share one API server, before it is thrown away. */
const batch = 50;

describe(`Jobs that are run over a faulty API server (client-node ${clientNodeMajor})`, () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer();
  });
  afterAll(() => server.close());

  const count = process.env.FAULT_SEED === undefined ? runs : 1;
  for (let start = 0; start < count; start += batch) {
    const seeds = seedsFrom(firstSeed + start, Math.min(batch, count - start));
    it(`holds every invariant with the seeds ${seeds[0]} to ${seeds.at(-1)}`, { timeout: 600_000 }, async () => {
      await server.close();
      server = await startApiServer();
      const port = await portFor(server.url);
      const failed: Array<string> = [];
      for (const seed of seeds) {
        const { violations } = await seededRun(server, port, seed);
        failed.push(...violations.map((violation) => `seed ${seed}: ${violation}`));
      }
      expect(failed).toEqual([]);
    });
  }
});
