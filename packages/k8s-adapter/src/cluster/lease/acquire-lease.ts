import { isLeft } from 'fp-ts/lib/Either.js';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import { type ApiFailure, isTransient } from '../port/api-failure.ts';
import type { ClusterPort } from '../port/cluster-port.ts';
import { clockSkew, type SeenLease } from './clock-skew.ts';
import type { LeaseOptions, LeaseTimes } from './lease-options.ts';
import { heldLease, type LeaseClaim, leaseKind, readLease } from './lease-record.ts';

/** A program that wants a Lease, and everything that it asks with. */
export interface Candidate {
  readonly port: ClusterPort;
  readonly claim: LeaseClaim;
  readonly times: LeaseTimes;
  readonly clock: Clock;
  readonly options: LeaseOptions;
}

/** A Lease that is held. */
export interface HeldLease {
  /** The Lease as it was last written. */
  readonly lease: JsonObject;
  /** The time of this machine before the request. The duration counts from it. */
  readonly since: number;
}

/** The result of asking for a Lease. */
export type Acquired =
  | { readonly type: 'held'; readonly held: HeldLease }
  | { readonly type: 'refused'; readonly failure: ApiFailure }
  | { readonly type: 'aborted' };

/** Looks at a Lease until it is free: nobody holds it, or its holder has not renewed it for its whole duration. */
export async function acquireLease(candidate: Candidate): Promise<Acquired> {
  const { port, claim, times, clock, options } = candidate;
  const { signal, onRetry } = options;
  const target = { ...leaseKind, namespace: claim.namespace, name: claim.name };
  const watcher = leaseWatcher(candidate);
  let failures = 0;

  const wait = async (failure: ApiFailure): Promise<void> => {
    failures += 1;
    const delay = backOff(failures, clock.random(), failure.retryAfter);
    onRetry?.({ attempt: failures, delay, failure });
    await clock.sleep(delay, signal);
  };
  const isOver = (): boolean => signal?.aborted === true;
  while (!isOver()) {
    const found = await port.read(target, { signal });
    if (isOver()) break;
    if (isLeft(found) && !isMissing(found.left)) {
      if (!isTransient(found.left)) return { type: 'refused', failure: found.left };
      await wait(found.left);
      continue;
    }
    const before = isLeft(found) ? undefined : found.right;
    if (before === undefined || watcher.isFree(before)) {
      const since = clock.now();
      const written = await writeLease(port, claim, before, since, signal);
      if (!isLeft(written)) return { type: 'held', held: { lease: written.right, since } };
      if (!isRace(written.left)) {
        if (!isTransient(written.left)) return { type: 'refused', failure: written.left };
        await wait(written.left);
        continue;
      }
    }
    failures = 0;
    await clock.sleep(times.retryPeriod * (1 + clock.random() / 5), signal);
  }
  return { type: 'aborted' };
}

/**
 * Writes a Lease for its holder. It makes the Lease where there was none, and otherwise replaces the very version that
 * was read.
 */
export function writeLease(
  port: ClusterPort,
  claim: LeaseClaim,
  before: JsonObject | undefined,
  now: number,
  signal: AbortSignal | undefined,
): ReturnType<ClusterPort['create']> {
  const lease = heldLease(claim, before, now);
  return before === undefined ? port.create(lease, { signal }) : port.replace(lease, { signal });
}

/** True where the Lease is missing, and not its kind. */
export function isMissing({ code, reason }: ApiFailure): boolean {
  return code === 404 && reason !== 'UnknownKind';
}

/** True where another program was faster. */
export function isRace(failure: ApiFailure): boolean {
  return failure.reason === 'Conflict' || failure.reason === 'AlreadyExists' || isGone(failure);
}

/** True for a Lease that was there a moment ago. A missing namespace is no race, and never passes. */
function isGone(failure: ApiFailure): boolean {
  return isMissing(failure) && !/^namespaces? "/.test(failure.message);
}

/** Remembers since when the Lease has not changed, and reports what it sees. */
function leaseWatcher({ claim, clock, options }: Candidate): { readonly isFree: (lease: JsonObject) => boolean } {
  const told = new Set<string>();
  const tell = (key: string, event: Parameters<NonNullable<LeaseOptions['onEvent']>>[0]): void => {
    if (!told.has(key)) options.onEvent?.(event);
    told.add(key);
  };
  let seen: SeenLease | undefined;
  let lookedAt: number | undefined;
  return {
    isFree: (lease) => {
      const record = readLease(lease);
      const now = clock.now();
      if (seen?.record.renewal !== record.renewal) seen = { record, since: now, notBefore: lookedAt };
      lookedAt = now;
      const { holder } = record;
      if (holder === '' || holder === claim.holder) return true;
      const milliseconds = clockSkew(seen);
      if (milliseconds !== 0) tell(`skew ${holder}`, { type: 'clock-skew', holder, milliseconds });
      if (now - seen.since > record.duration) return true;
      tell(`waiting ${holder}`, { type: 'waiting', holder });
      return false;
    },
  };
}
