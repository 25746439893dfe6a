import type { JsonObject } from '../json.ts';
import { fieldAt, listAt, numberAt, parseJsonObject, textAt } from '../json.ts';

/** Why a call to the API server gave no result: the server's Status, or that there was no answer. */
export interface ApiFailure {
  /** The HTTP status, `409`; 0 where the connection gave none. */
  readonly code: number;
  /**
   * The Status's reason, `AlreadyExists`; where there was no answer `ConnectionFailed`, `KubeConfigUnusable` (no request
   * could be made from it), `OptionInvalid`, `NameInvalid` (nothing was sent), `TooLong` or `Aborted`.
   */
  readonly reason: string;
  /** The Status's message, its first 4,096 characters. */
  readonly message: string;
  /** What it says of single fields, the first hundred. */
  readonly causes: ReadonlyArray<FailureCause>;
  /** The resource that the Status is about, `pods`; `pods/log` where a kubelet has no log. */
  readonly kind?: string;
  /** Milliseconds that the server asks to wait before the next attempt. */
  readonly retryAfter?: number;
}

/** What a Status says of one field. */
export interface FailureCause {
  /** `spec.template.spec.containers[0].image` */
  readonly field: string;
  /** `FieldValueRequired` */
  readonly reason: string;
  /** `Required value` */
  readonly message: string;
}

/**
 * Reads the answer of a refused request. Every answer gives a failure: one without a Status, as proxies write it, has
 * the HTTP status alone.
 *
 * @param code - the HTTP status
 * @param body - the text of the answer
 * @param retryAfterHeader - the header `Retry-After`: seconds, or an HTTP date
 * @param now - milliseconds since the epoch, that a date is counted from
 */
export function readFailure(
  code: number,
  body: string,
  retryAfterHeader?: string,
  now: number = Date.now(),
): ApiFailure {
  const status = parseJsonObject(body);
  const isStatus = textAt(status, 'kind') === 'Status';
  const retryAfter = readRetryAfter(retryAfterHeader, now);
  const failure = isStatus && status !== undefined ? failureOfStatus(status, code) : plainFailure(code, body);
  return retryAfter === undefined ? failure : { ...failure, retryAfter };
}

/** Reads a Status object, as an ERROR event of a watch holds it. */
export function failureOfStatus(status: JsonObject, code = 500): ApiFailure {
  const actual = numberAt(status, 'code') ?? code;
  const seconds = numberAt(status, 'details', 'retryAfterSeconds');
  const kind = textAt(status, 'details', 'kind');
  return {
    code: actual,
    reason: textAt(status, 'reason') ?? 'Unknown',
    message: cut(textAt(status, 'message') ?? `the API server answered ${actual}`),
    causes: listAt(fieldAt(status, 'details'), 'causes')
      .slice(0, mostCauses)
      .map((cause) => ({
        field: cut(textAt(cause, 'field') ?? ''),
        reason: cut(textAt(cause, 'reason') ?? ''),
        message: cut(textAt(cause, 'message') ?? ''),
      })),
    ...(kind === undefined ? {} : { kind }),
    ...(seconds === undefined || seconds <= 0 ? {} : { retryAfter: seconds * 1000 }),
  };
}

/** The failure of a request that got no whole answer. */
export function connectionFailure(error: unknown): ApiFailure {
  return { code: 0, reason: 'ConnectionFailed', message: describe(error), causes: [] };
}

/** The failure of a request that the kubeconfig does not allow: a credential plugin that fails, a certificate of nobody. */
export function kubeConfigFailure(error: unknown): ApiFailure {
  return { code: 0, reason: 'KubeConfigUnusable', message: describe(error), causes: [] };
}

/** The failure of an answer, or a line of a stream, that is longer than any can be. */
export function tooLong(subject: string, bound: string): ApiFailure {
  return { code: 0, reason: 'TooLong', message: `${subject} is longer than ${bound}`, causes: [] };
}

/** The failure of an object that can't be written as JSON, or of a port that gives what is none. */
export function unsendable(error: unknown): ApiFailure {
  return { code: 400, reason: 'Unsendable', message: describe(error), causes: [] };
}

/** The failure of a request that the caller gave up. */
export const abortedFailure: ApiFailure = { code: 0, reason: 'Aborted', message: 'the call was aborted', causes: [] };

/** Whether the same request may succeed in a while: no answer, 408, 429 and 5xx, but not what the caller gave up. */
export function isTransient(failure: ApiFailure): boolean {
  if (failure.code === 0) return failure.reason === 'ConnectionFailed';
  return failure.code === 408 || failure.code === 429 || (failure.code >= 500 && failure.code !== 501);
}

/** Whether a watch can't carry on from its resource version, so that a new list is due. */
export function isExpired(failure: ApiFailure): boolean {
  return failure.code === 410 || failure.reason === 'Expired' || failure.reason === 'Gone';
}

function plainFailure(code: number, body: string): ApiFailure {
  const text = body.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
  const message = text === '' ? `the server answered ${code}` : `the server answered ${code}: ${text}`;
  return { code, reason: 'Unknown', message, causes: [] };
}

function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** A server may write a dump of the whole object into its message. */
const longestText = 4096;
const mostCauses = 100;

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  // An aborted request says that it was aborted, and its cause says why.
  if (error.name === 'AbortError' && error.cause instanceof Error) return describe(error.cause);
  return cut(error.message === '' ? error.name : error.message);
}
