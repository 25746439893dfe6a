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

/** The end of work under a Lease. */
export type LeaseEnding<A> =
  /** The work has ended, and the Lease is released. */
  | { readonly status: 'done'; readonly value: A }
  /**
   * The Lease was lost, the work was told by its signal, and this is its result. Another program may hold the Lease
   * since.
   */
  | { readonly status: 'lost'; readonly value: A }
  /** The caller's signal was aborted before the Lease was held. */
  | { readonly status: 'aborted' };

/**
 * Does work while it holds a Lease, so that one of many processes does it. This is leader election as in the
 * controllers of Kubernetes, and it works beside them.
 *
 * ```ts
 * const ended = await withLease(kubeConfig, { name: 'backup-operator' }, (signal) => operate(signal), { signal });
 * ```
 *
 * It waits until nobody else holds the Lease, and calls the work. It renews the Lease until the work has ended, and
 * then releases it. The signal of the work is aborted when the Lease is lost, at the latest `renewDeadline` after the
 * last renewal. It is aborted with the caller's signal too. The work must then stop, before `duration` is over,
 * everything that two processes must not do at one time. The Lease is renewed until the work has stopped.
 *
 * Clocks of different machines are never compared. A holder counts from before its request, and a waiting process
 * counts from the renewal that it sees, each by its own clock. So clocks may differ, and a visible difference is
 * reported (`clock-skew`). Two processes could hold the Lease in two cases only. A clock runs at another speed, or a
 * process sleeps through `duration` and does not notice.
 *
 * It waits for ever, at a bounded pace, while others hold the Lease or the API server does not answer, until the signal
 * is aborted. It rejects only when the work does, with its reason. Needs `get`, `create` and `update` of `leases`.
 *
 * Problems, where the Lease cannot be held: `access-denied`, `api-rejected`, `object-not-found` (the namespace),
 * `option-invalid` and the like.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export async function withLease<A>(
  client: ClusterClient,
  lease: LeaseTarget,
  work: (signal: AbortSignal) => Promise<A>,
  options: LeaseOptions = {},
): Promise<Either<Problems<ClusterProblemCode>, LeaseEnding<A>>> {
  const invalid = checkLease(lease, work, options);
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
