import { type Either, isRight } from 'fp-ts/lib/Either.js';
import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { type ApiFailure, isTransient } from './port/api-failure.ts';

/** The options of {@link retrying}. */
export interface RetryOptions {
  readonly clock: Clock;
  /** Ends the attempts when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** The number of attempts; by default 8, which takes about a minute. */
  readonly attempts?: number | undefined;
  /** Called before each wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** An attempt that failed and will be repeated. */
export interface Retry {
  /** The number of attempts that failed in a row, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
  /** The reason why it failed. */
  readonly failure: ApiFailure;
}

/**
 * Repeats a call with back-off where it may succeed later (see {@link isTransient}). Gives the last failure where none
 * does.
 */
export async function retrying<A>(
  call: () => Promise<Either<ApiFailure, A>>,
  { clock, signal, attempts = 8, onRetry }: RetryOptions,
): Promise<Either<ApiFailure, A>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await call();
    if (isRight(result) || !isTransient(result.left) || attempt >= attempts) return result;
    const delay = backOff(attempt, clock.random(), result.left.retryAfter);
    onRetry?.({ attempt, delay, failure: result.left });
    await clock.sleep(delay, signal);
    if (signal?.aborted === true) return result;
  }
}
