import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Problems } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { systemClock } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { latch } from '../latch.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { acquireLease, type Candidate, type HeldLease } from './acquire-lease.ts';
import { holdLease, releaseLease } from './hold-lease.ts';
import { checkLease, type LeaseOptions, type LeaseTarget, leaseTimes } from './lease-options.ts';
import { type LeaseClaim, leaseKind } from './lease-record.ts';

/** How work under a Lease ended. */
export type LeaseEnding<A> =
  /** The work came to its end, and the Lease is released. */
  | { readonly status: 'done'; readonly value: A }
  /** The Lease was lost: the work was told by its signal, and this is what it came to. Another may hold the Lease since. */
  | { readonly status: 'lost'; readonly value: A }
  /** The caller's signal was aborted before the Lease was held. */
  | { readonly status: 'aborted' };

/**
 * Does work while a Lease is held, so that of many processes one does it: leader election as the controllers of Kubernetes do
 * it, and beside them.
 *
 * ```ts
 * const ended = await withLease(kubeConfig, { name: 'backup-operator' }, (signal) => operate(signal), { signal });
 * ```
 *
 * It waits until nobody else holds the Lease, calls the work, renews the Lease until the work has ended, and releases it. The
 * signal of the work is aborted when the Lease is lost, `renewDeadline` after the last renewal at the latest, and when the
 * caller's signal is: the work has then until `duration` is over to stop whatever no two processes may do at one time. The
 * Lease is renewed until it has.
 *
 * Nobody's clock is compared with another's: a holder counts from before it asks, and whoever waits counts from when it sees
 * a renewal, each by its own clock. So clocks may differ, and a difference that shows is said (`clock-skew`); only a clock
 * that runs at another speed, or a process that sleeps through `duration` without noticing, could make two hold it.
 *
 * Waits for ever while others hold the Lease or the API server can't be asked, at a bounded pace, until the signal. Rejects
 * only when the work does, with its reason. Needs `get`, `create` and `update` of `leases`.
 *
 * Problems: `access-denied`, `api-rejected`, `object-not-found` (the namespace), `option-invalid` and the like, where the Lease
 * can't be had.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export async function withLease<A>(
  client: ClusterClient,
  lease: LeaseTarget,
  work: (signal: AbortSignal) => Promise<A>,
  options: LeaseOptions = {},
): Promise<Either<Problems<ClusterProblemCode>, LeaseEnding<A>>> {
  const invalid = checkLease(lease, options);
  if (invalid !== undefined) return left(invalid);
  const port = portOf(client);
  const { namespace = port.namespace, name, holder = `${hostname()}_${randomUUID()}` } = lease;
  const times = leaseTimes(options);
  const claim: LeaseClaim = { namespace, name, holder, duration: times.duration };
  const clock = options.clock ?? systemClock;
  const candidate: Candidate = { port, claim, times, clock, options };

  const acquired = await acquireLease(candidate);
  if (acquired.type === 'refused') return left(failureProblems(acquired.failure, { ...leaseKind, namespace, name }));
  if (acquired.type === 'aborted') return right({ status: 'aborted' });
  options.onEvent?.({ type: 'acquired', holder });
  return right(await workHolding(candidate, acquired.held, work));
}

/** Does the work, and renews the Lease beside it until the work has ended. */
async function workHolding<A>(
  candidate: Candidate,
  held: HeldLease,
  work: (signal: AbortSignal) => Promise<A>,
): Promise<LeaseEnding<A>> {
  const { onEvent, signal } = candidate.options;
  const lost = latch();
  const stop = latch(lost.signal, ...(signal === undefined ? [] : [signal]));
  const done = latch();
  const holding = holdLease(candidate, held, done.signal, (reason, failure) => {
    lost.open(new Error(`the Lease is lost: ${reason}`));
    onEvent?.({ type: 'lost', reason, ...(failure === undefined ? {} : { failure }) });
  });
  try {
    const value = await work(stop.signal);
    return { status: lost.signal.aborted ? 'lost' : 'done', value };
  } finally {
    done.open();
    stop.release();
    const end = await holding;
    if (end.type === 'held' && (await releaseLease(candidate, end.held))) onEvent?.({ type: 'released' });
  }
}
