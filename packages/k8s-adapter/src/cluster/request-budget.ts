import type { Clock } from './clock.ts';
import type { CallOptions, ClusterPort } from './port/cluster-port.ts';

/** The requests that a budget gains each second. */
const perSecond = 2;

/**
 * A port that asks no more often than its budget allows, whatever a server makes its user do. It allows some requests
 * at once, then two a second. No run that goes well comes near this. A call that waits for its turn ends with its
 * signal.
 *
 * @param burst - the number of requests that may be made at once
 */
export function withinBudget(port: ClusterPort, clock: Clock, burst: number): ClusterPort {
  let left = burst;
  let filledAt = clock.now();

  return {
    namespace: port.namespace,
    read: inTurn(port.read),
    create: inTurn(port.create),
    apply: inTurn(port.apply),
    replaceStatus: inTurn(port.replaceStatus),
    replace: inTurn(port.replace),
    remove: inTurn(port.remove),
    list: inTurn(port.list),
    watch: inTurn(port.watch),
    logs: inTurn(port.logs),
  };

  function inTurn<Target, Options extends CallOptions | undefined, A>(
    call: (target: Target, options: Options) => Promise<A>,
  ): (target: Target, options: Options) => Promise<A> {
    return async (target, options) => {
      await turn(options?.signal);
      return call.call(port, target, options);
    };
  }

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    refill();
    // Taken in advance, so that those who wait come one after the other.
    left -= 1;
    if (left < 0) await clock.sleep((-left / perSecond) * 1000, signal);
  }

  function refill(): void {
    const now = clock.now();
    left = Math.min(burst, left + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
  }
}
