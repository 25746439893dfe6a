import type { JsonObject } from './json.ts';

/** The refusal of a request. */
export interface Refusal {
  readonly code: number;
  /** The reason; absent in a few answers of Kubernetes. */
  readonly reason?: string;
  readonly message: string;
  readonly causes?: ReadonlyArray<{ readonly reason: string; readonly message: string; readonly field: string }>;
  /** The details: the object that the refusal is about. */
  readonly details?: JsonObject;
  /** Seconds to wait before the next attempt. */
  readonly retryAfter?: number;
}

/** The Status object, `v1`, of an API server's refusal. */
export function statusObject({ code, reason, message, details: about, causes, retryAfter }: Refusal): JsonObject {
  const details = {
    ...about,
    ...(causes === undefined ? {} : { causes }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
  };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    details,
    code,
  };
}

/** The refusals of an API server in trouble, by their HTTP status. */
export function troubleOf(code: 429 | 500 | 503 | 504, retryAfter?: number): Refusal {
  const reasons = { 429: 'TooManyRequests', 500: 'InternalError', 503: 'ServiceUnavailable', 504: 'Timeout' };
  const wait = retryAfter === undefined ? {} : { retryAfter };
  return { code, reason: reasons[code], message: 'the server is in trouble, on purpose', ...wait };
}
