import { checkOptions, type Problem, type Problems, type RulesFor } from '@stash-functions/core/decode';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { Clock } from '../clock.ts';
import type { ApiFailure } from '../port/api-failure.ts';
import type { Retry } from '../retry.ts';

/** Which Lease, and who asks for it. */
export interface LeaseTarget {
  /** The client's own where it is absent. */
  readonly namespace?: string | undefined;
  /** The name of the Lease, which is made where there is none. */
  readonly name: string;
  /**
   * Who asks. Each process needs a name of its own: two of one name would both hold the Lease. The host and a random part
   * where it is absent.
   */
  readonly holder?: string | undefined;
}

/** How a Lease is held. All times are milliseconds; those of client-go where they are absent. */
export interface LeaseOptions {
  /** How long others wait for a renewal before they take it over: 15,000. Whole seconds. */
  readonly duration?: number | undefined;
  /** How long a holder that can't renew counts on it: 10,000. What is left of the duration is the time for the work to stop. */
  readonly renewDeadline?: number | undefined;
  /** How long there is between two renewals, and between two looks at who holds it: 2,000. */
  readonly retryPeriod?: number | undefined;
  /** Ends the wait, or the work; the Lease is then released. */
  readonly signal?: AbortSignal | undefined;
  /** Told of what becomes of the Lease. */
  readonly onEvent?: ((event: LeaseEvent) => void) | undefined;
  /** Told before each wait for an API server that does not answer, or asks for patience. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
}

/** What becomes of a Lease. */
export type LeaseEvent =
  /** Another one holds it; once for each holder. */
  | { readonly type: 'waiting'; readonly holder: string }
  /** It is held from here on. */
  | { readonly type: 'acquired'; readonly holder: string }
  /** It is not held any more, and the signal of the work is aborted. */
  | { readonly type: 'lost'; readonly reason: string; readonly failure?: ApiFailure }
  /** It was given back. */
  | { readonly type: 'released' }
  /**
   * The clock of another holder differs from the own one, by so many milliseconds at least: ahead where positive. It changes
   * nothing here, since renewals are counted by the own clock alone; a client that compares times would err.
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

/** The times of a Lease, those of client-go where they are not told. */
export function leaseTimes(options: LeaseOptions): LeaseTimes {
  const { duration = 15_000, renewDeadline = 10_000, retryPeriod = 2_000 } = options;
  return { duration, renewDeadline, retryPeriod };
}

/** What is wrong with how a Lease is asked for. */
export function checkLease(target: LeaseTarget, options: LeaseOptions): Problems<'option-invalid'> | undefined {
  const wrong: ReadonlyArray<Problem<'option-invalid'>> = [
    ...checkOptions(target, targetRules, { required: ['name'] }),
    ...checkOptions(options, leaseRules),
  ];
  if (isNonEmpty(wrong)) return wrong;
  const { duration, renewDeadline, retryPeriod } = leaseTimes(options);
  const isWhole = duration % 1000 === 0;
  // A look takes up to a fifth longer, so that many that wait do not come at one moment.
  const isInOrder = retryPeriod > 0 && renewDeadline > retryPeriod * 1.2 && duration > renewDeadline;
  if (isWhole && isInOrder) return undefined;
  const message = isWhole
    ? `a Lease of ${duration} ms can not be renewed every ${retryPeriod} ms until ${renewDeadline} ms are over`
    : `the duration of a Lease is written in whole seconds, and ${duration} ms are none`;
  const hint = 'let `retryPeriod` be less than `renewDeadline`, by a fifth and more, and that less than `duration`';
  return [{ code: 'option-invalid', severity: 'error', message, path: ['duration'], hint }];
}
