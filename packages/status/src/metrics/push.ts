import { type Problem, type Problems, readOr, unlessProblems } from '@stash-functions/core/decode';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { metricsProblem } from './metrics-problem-code.ts';
import type { PushRequest } from './push-plan.ts';

/**
 * The part of `fetch` that a push needs. It may be that of the platform, or one that knows a proxy or a certificate.
 */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
) => Promise<{ readonly ok: boolean; readonly status: number; readonly text: () => Promise<string> }>;

/** The options of {@link sendMetrics}. */
export interface SendOptions {
  /**
   * The address of the Pushgateway, with the prefix of its routes if it has one:
   * `http://pushgateway.monitoring.svc:9091`.
   */
  readonly url: string;
  /** The function to send with; by default that of the platform. */
  readonly fetch?: Fetch | undefined;
  /** Milliseconds for each request; by default 10 000. */
  readonly timeout?: number | undefined;
  /** More headers, as an Authorization. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends a plan of `planPush` or `planDelete` to a Pushgateway, one request after the other, each once. It tries every
 * request, also after one that failed.
 *
 * Metrics report on a backup, and are no part of it: let no failure of this change a status. It never throws. Problems:
 * `invalid-url`, and a `push-failed` for each request that was not taken, without headers and credentials.
 */
export async function sendMetrics(
  plan: ReadonlyArray<PushRequest>,
  options: SendOptions,
): Promise<Either<Problems<'push-failed' | 'invalid-url'>, number>> {
  const base = readOr(undefined, () => baseOf(options.url));
  if (base === undefined) {
    const message = 'the address of the Pushgateway is no URL of http or https';
    return left([
      metricsProblem('invalid-url', { message, hint: 'write it as `http://pushgateway.monitoring.svc:9091`' }),
    ]);
  }
  const problems: Array<Problem<'push-failed'>> = [];
  const requests = readOr([], () => [...plan]);
  for (const request of requests) {
    const failure = await send(request, base, options);
    if (failure === undefined) continue;
    const message = readOr(failure, () => `${request.method} ${request.path}: ${failure}`);
    problems.push(metricsProblem('push-failed', { message }));
  }
  return unlessProblems(problems, requests.length);
}

const defaultTimeout = 10_000;

/** The reason why a request was not taken, or undefined. */
async function send(
  request: PushRequest,
  base: string,
  { fetch = globalThis.fetch, timeout = defaultTimeout, headers = {} }: SendOptions,
): Promise<string | undefined> {
  try {
    const { method, path, body } = request;
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', ...headers },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(timeout),
    });
    const text = (await response.text()).trim().slice(0, 200);
    return response.ok ? undefined : `the gateway answers ${response.status}${text === '' ? '' : `: ${text}`}`;
  } catch (error) {
    if (!(error instanceof Error)) return 'the request failed';
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return error.name === 'TimeoutError' ? `no answer within ${timeout} ms` : `${error.message}${cause}`;
  }
}

function baseOf(text: string): string | undefined {
  try {
    const { protocol, href } = new URL(text);
    return protocol === 'http:' || protocol === 'https:' ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}
