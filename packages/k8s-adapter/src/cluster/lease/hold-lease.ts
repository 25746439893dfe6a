import { isLeft } from 'fp-ts/lib/Either.js';
import { beforeAbort, latch } from '../latch.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import { type Candidate, type HeldLease, isMissing, isRace, writeLease } from './acquire-lease.ts';
import { leaseKind, readLease, releasedLease } from './lease-record.ts';

/** The end of holding a Lease: still held, as it was last written, or lost. */
export type HoldEnd = { readonly type: 'held'; readonly held: HeldLease } | { readonly type: 'lost' };

/**
 * Renews a Lease until the signal is aborted. It is lost when another program holds it, or when it could not be renewed
 * for `renewDeadline`. The reason does not matter: the process may just have slept for so long.
 *
 * @param onLost - called at once, before anything else happens
 */
export async function holdLease(
  candidate: Candidate,
  held: HeldLease,
  signal: AbortSignal,
  onLost: (reason: string, failure?: ApiFailure) => void,
): Promise<HoldEnd> {
  const { clock, times } = candidate;
  let current = held;
  let failure: ApiFailure | undefined;
  let delay = times.retryPeriod;
  for (;;) {
    const deadline = current.since + times.renewDeadline;
    await clock.sleep(Math.min(delay, deadline - clock.now()), signal);
    if (signal.aborted) return { type: 'held', held: current };
    if (clock.now() >= deadline) {
      onLost(`it could not be renewed for ${times.renewDeadline / 1000} seconds`, failure);
      return { type: 'lost' };
    }
    const renewed = await renew(candidate, current, deadline);
    if (renewed.type === 'taken') {
      onLost(`${renewed.holder} holds it`);
      return { type: 'lost' };
    }
    if (renewed.type === 'failed') failure = renewed.failure ?? failure;
    else current = renewed.held;
    // A failed renewal is repeated sooner, but no more often than each retry of this entry.
    delay = renewed.type === 'renewed' ? times.retryPeriod : Math.min(500, times.retryPeriod);
  }
}

/** Gives a Lease back, so that the next holder need not wait. It tries once, because the Lease expires by itself. */
export async function releaseLease(candidate: Candidate, { lease }: HeldLease): Promise<boolean> {
  const { port, claim, clock, times } = candidate;
  const released = await untilDeadline(candidate, clock.now() + times.renewDeadline, (signal) =>
    port.replace(releasedLease(claim, lease, clock.now()), { signal }),
  );
  return released !== undefined && !isLeft(released);
}

type Renewed =
  | { readonly type: 'renewed'; readonly held: HeldLease }
  /** The same holder, in another version. */
  | { readonly type: 'reread'; readonly held: HeldLease }
  | { readonly type: 'taken'; readonly holder: string }
  | { readonly type: 'failed'; readonly failure: ApiFailure | undefined };

async function renew(candidate: Candidate, { lease, since }: HeldLease, deadline: number): Promise<Renewed> {
  const { port, claim, clock } = candidate;
  const now = clock.now();
  const written = await untilDeadline(candidate, deadline, (signal) => writeLease(port, claim, lease, now, signal));
  if (written === undefined) return { type: 'failed', failure: undefined };
  if (!isLeft(written)) return { type: 'renewed', held: { lease: written.right, since: now } };
  if (!isRace(written.left)) return { type: 'failed', failure: written.left };
  // Somebody wrote into the Lease: a label, or its own name over ours. Or the answer to our own write was lost.
  const target = { ...leaseKind, namespace: claim.namespace, name: claim.name };
  const found = await untilDeadline(candidate, deadline, (signal) => port.read(target, { signal }));
  if (found === undefined) return { type: 'failed', failure: undefined };
  if (isLeft(found)) {
    if (!isMissing(found.left)) return { type: 'failed', failure: found.left };
    // Somebody deleted the Lease. It may belong to another program already.
    return remade(
      await untilDeadline(candidate, deadline, (signal) => writeLease(port, claim, undefined, now, signal)),
      now,
    );
  }
  const { holder } = readLease(found.right);
  if (holder !== claim.holder) return { type: 'taken', holder: holder === '' ? 'nobody' : holder };
  return { type: 'reread', held: { lease: found.right, since } };
}

function remade(made: Awaited<ReturnType<typeof writeLease>> | undefined, now: number): Renewed {
  if (made === undefined) return { type: 'failed', failure: undefined };
  return isLeft(made)
    ? { type: 'failed', failure: made.left }
    : { type: 'renewed', held: { lease: made.right, since: now } };
}

/** The result of a call, unless the time is over first. */
async function untilDeadline<A>(
  { clock }: Candidate,
  deadline: number,
  call: (signal: AbortSignal) => Promise<A>,
): Promise<A | undefined> {
  const over = latch();
  const alarm = latch();
  void clock.sleep(deadline - clock.now(), alarm.signal).then(() => over.open());
  try {
    return await beforeAbort(call(over.signal), over.signal);
  } finally {
    alarm.open();
  }
}
