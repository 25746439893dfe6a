import { type Either, isRight } from 'fp-ts/lib/Either.js';
import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { type ApiFailure, isTransient } from './port/api-failure.ts';

/** What {@link retrying} takes. */
export interface RetryOptions {
  readonly clock: Clock;
  /** Ends the attempts. */
  readonly signal?: AbortSignal | undefined;
  /** How many attempts there are; 8 unless told, which is about a minute. */
  readonly attempts?: number | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** An attempt that failed and will be repeated. */
export interface Retry {
  /** How many have failed in a row, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next one. */
  readonly delay: number;
  /** Why it failed. */
  readonly failure: ApiFailure;
}

/** Repeats a call whose failure may pass (see {@link isTransient}) with back-off; gives the last failure when it stays. */
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
