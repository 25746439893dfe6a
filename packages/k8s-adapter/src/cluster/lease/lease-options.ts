import { checkOptions, type Problem, type Problems, type RulesFor } from '@stash-functions/core/decode';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { Clock } from '../clock.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import { checkCall, checkFunction } from '../port/check-call.ts';
import type { Retry } from '../retry.ts';

/** The Lease, and the program that asks for it. */
export interface LeaseTarget {
  /** The namespace; by default that of the client. */
  readonly namespace?: string | undefined;
  /** The name of the Lease. It is made where it does not exist. */
  readonly name: string;
  /**
   * The name of the program that asks; by default the host with a random part. Each process needs a name of its own,
   * because two of one name would both hold the Lease.
   */
  readonly holder?: string | undefined;
}

/** The options of holding a Lease. All times are in milliseconds; the defaults are those of client-go. */
export interface LeaseOptions {
  /** The time that others wait for a renewal until they take the Lease over: 15,000. It must be in whole seconds. */
  readonly duration?: number | undefined;
  /**
   * The time that a holder without renewals counts on the Lease: 10,000. The rest of the duration is the time for the
   * work to stop.
   */
  readonly renewDeadline?: number | undefined;
  /** The time between two renewals, and between two looks at the holder: 2,000. */
  readonly retryPeriod?: number | undefined;
  /** Ends the wait or the work when it is aborted. The Lease is then released. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each event of the Lease. */
  readonly onEvent?: ((event: LeaseEvent) => void) | undefined;
  /** Called before each wait for an API server that does not answer, or that asks to wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** The clock; tests replace it. */
  readonly clock?: Clock | undefined;
}

/** An event of a Lease. */
export type LeaseEvent =
  /** Another program holds the Lease. It comes once for each holder. */
  | { readonly type: 'waiting'; readonly holder: string }
  /** The Lease is held from now on. */
  | { readonly type: 'acquired'; readonly holder: string }
  /** The Lease is not held any more, and the signal of the work is aborted. */
  | { readonly type: 'lost'; readonly reason: string; readonly failure?: ApiFailure }
  /** The Lease was given back. */
  | { readonly type: 'released' }
  /**
   * The clock of another holder differs from this machine's by so many milliseconds at least; they are positive where
   * it is ahead. It changes nothing here, because renewals count by this machine's clock alone. A client that compares
   * times would be wrong.
   */
  | { readonly type: 'clock-skew'; readonly holder: string; readonly milliseconds: number };

const targetRules: RulesFor<LeaseTarget> = { holder: 'text', name: 'text', namespace: 'text' };

const leaseRules: RulesFor<LeaseOptions> = {
  clock: 'object',
  duration: 'number',
  onEvent: 'function',
  onRetry: 'function',
  renewDeadline: 'number',
  retryPeriod: 'number',
  signal: 'object',
};

/** The times of a Lease. */
export interface LeaseTimes {
  readonly duration: number;
  readonly renewDeadline: number;
  readonly retryPeriod: number;
}

/** The times of a Lease. The defaults are those of client-go. */
export function leaseTimes(options: LeaseOptions): LeaseTimes {
  const { duration = 15_000, renewDeadline = 10_000, retryPeriod = 2_000 } = options;
  return { duration, renewDeadline, retryPeriod };
}

/** Checks the arguments of asking for a Lease. */
export function checkLease(
  target: LeaseTarget,
  work: unknown,
  options: LeaseOptions,
): Problems<'option-invalid'> | undefined {
  const wrong: ReadonlyArray<Problem<'option-invalid'>> = [
    ...checkOptions(target, targetRules, { required: ['name'] }),
    ...checkFunction(work, 'work'),
    ...checkCall(options, leaseRules),
  ];
  if (isNonEmpty(wrong)) return wrong;
  const { duration, renewDeadline, retryPeriod } = leaseTimes(options);
  const isWhole = duration % 1000 === 0;
  // A look may take up to a fifth longer, so that many waiting programs do not look at one moment.
  const isInOrder = retryPeriod > 0 && renewDeadline > retryPeriod * 1.2 && duration > renewDeadline;
  if (isWhole && isInOrder) return undefined;
  const message = isWhole
    ? `a Lease of ${duration} ms can not be renewed every ${retryPeriod} ms until ${renewDeadline} ms are over`
    : `the duration of a Lease is written in whole seconds, and ${duration} ms are none`;
  const hint = 'make `renewDeadline` more than 1.2 times `retryPeriod`, and `duration` longer than `renewDeadline`';
  return [{ code: 'option-invalid', severity: 'error', message, path: ['duration'], hint }];
}
