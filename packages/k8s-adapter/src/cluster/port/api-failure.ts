import type { JsonObject } from '../json.ts';
import { fieldAt, listAt, numberAt, parseJsonObject, textAt } from '../json.ts';

/** The reason why a call to the API server gave no result: the server's Status, or the lack of an answer. */
export interface ApiFailure {
  /** The HTTP status, as `409`; 0 where there was none. */
  readonly code: number;
  /**
   * The reason of the Status, as `AlreadyExists`. Without an answer it is one of:
   *
   * - `ConnectionFailed`
   * - `KubeConfigUnusable`: no request could be made from the kubeconfig.
   * - `OptionInvalid` or `NameInvalid`: nothing was sent.
   * - `TooLong`
   * - `Aborted`
   */
  readonly reason: string;
  /** The first 4,096 characters of the message of the Status. */
  readonly message: string;
  /** The complaints about single fields, a hundred at most. */
  readonly causes: ReadonlyArray<FailureCause>;
  /** The resource that the Status is about, as `pods`; `pods/log` where a kubelet has no log. */
  readonly kind?: string;
  /** Milliseconds that the server asks to wait before the next attempt. */
  readonly retryAfter?: number;
}

/** The complaint of a Status about one field. */
export interface FailureCause {
  /** The path of the field, as `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /** The reason in one word, as `FieldValueRequired`. */
  readonly reason: string;
  /** The message for people, as `Required value`. */
  readonly message: string;
}

/**
 * Reads the answer to a refused request. Every answer gives a failure. One without a Status, as proxies send it, gives
 * the HTTP status alone.
 *
 * @param code - the HTTP status
 * @param body - the text of the answer
 * @param retryAfterHeader - the header `Retry-After`: seconds, or an HTTP date
 * @param now - the current time in milliseconds since the epoch; a date is compared with it
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

/** Reads a Status object, as in an ERROR event of a watch. */
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

/** The failure of a request without a whole answer. */
export function connectionFailure(error: unknown): ApiFailure {
  return { code: 0, reason: 'ConnectionFailed', message: describe(error), causes: [] };
}

/** The failure of a request whose body cannot be written as JSON. */
export function unwritable(error: unknown): ApiFailure {
  const message = `the object cannot be written as JSON: ${describe(error).split('\n', 1)[0]}`;
  return { code: 0, reason: 'OptionInvalid', message, causes: [] };
}

/**
 * The failure of a request that the kubeconfig does not allow, as with a failing credential plugin or a certificate
 * that is not trusted.
 */
export function kubeConfigFailure(error: unknown): ApiFailure {
  return { code: 0, reason: 'KubeConfigUnusable', message: describe(error), causes: [] };
}

/** The failure of an answer, or a line of a stream, that is longer than its limit. */
export function tooLong(subject: string, bound: string): ApiFailure {
  return { code: 0, reason: 'TooLong', message: `${subject} is longer than ${bound}`, causes: [] };
}

/** The failure of an object that cannot be written as JSON, or of a port that gives something else. */
export function unsendable(error: unknown): ApiFailure {
  return { code: 400, reason: 'Unsendable', message: describe(error), causes: [] };
}

/** The failure of a request that the caller gave up. */
export const abortedFailure: ApiFailure = { code: 0, reason: 'Aborted', message: 'the call was aborted', causes: [] };

/**
 * True where the same request may succeed later: no answer, 408, 429 and 5xx. A request that the caller gave up does
 * not count.
 */
export function isTransient(failure: ApiFailure): boolean {
  if (failure.code === 0) return failure.reason === 'ConnectionFailed';
  return failure.code === 408 || failure.code === 429 || (failure.code >= 500 && failure.code !== 501);
}

/** True where nothing was sent, because the call itself is wrong. It will be as wrong the next time. */
export function isUnsent({ reason }: ApiFailure): boolean {
  return reason === 'OptionInvalid' || reason === 'NameInvalid';
}

/** True where a watch cannot go on from its resource version, and needs a new list. */
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

/** The most characters of a message. A server may write a dump of the whole object into it. */
const longestText = 4096;
const mostCauses = 100;

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  // The error of an aborted request only says so; its cause says why.
  if (error.name === 'AbortError' && error.cause instanceof Error) return describe(error.cause);
  return cut(error.message === '' ? error.name : error.message);
}
