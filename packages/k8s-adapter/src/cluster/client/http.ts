import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { longestTimer } from '../clock.ts';
import { type JsonObject, parseJsonObject } from '../json.ts';
import { aborted, latch, listenTo } from '../latch.ts';
import {
  type ApiFailure,
  abortedFailure,
  connectionFailure,
  kubeConfigFailure,
  readFailure,
  tooLong,
  unwritable,
} from '../port/api-failure.ts';
import type { KubeConfigLike } from './kube-config.ts';
import { readWarningHeader } from './warning-header.ts';

/** One request to an API server. */
export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** The path without the server's own prefix: `/api/v1/namespaces/backup/pods`. */
  readonly path: string;
  /** The query. Entries without a value are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The body, which is sent as JSON. */
  readonly body?: object;
  /** The type of the body; by default `application/json`. */
  readonly contentType?: string;
  /** True for a stream that may be silent before it begins, as the log of a container that has written nothing. */
  readonly mayBeginLate?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with each warning that the server sends, also with a refusal. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** The answer to a request that succeeded. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: JsonObject;
  /** The size of the body in bytes. */
  readonly size: number;
}

/** Requests with the credentials of a KubeConfig. */
export interface Http {
  /** Reads the whole answer, a JSON object of at most {@link longestAnswer} bytes, within the time limit. */
  readonly call: (request: HttpRequest) => Promise<Either<ApiFailure, HttpAnswer>>;
  /**
   * Gives the body as it arrives; only its beginning has a time limit. Nothing is read ahead but a socket's buffer. A
   * caller that does not read the stream must abort the request's signal.
   */
  readonly stream: (request: HttpRequest) => Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>>;
}

/**
 * The most bytes of an answer that is read whole. A page of 500 objects is far smaller, since etcd allows each 1.5 MiB.
 */
const longestAnswer: number = 64 * 1024 * 1024;
/** The most bytes of a refusal that are read. The rest of a long one is of no use. */
const longestRefusal = 256 * 1024;

/** Sends one request, and gives its answer as soon as it begins. */
type Send = (request: HttpRequest, signal: AbortSignal) => Promise<Either<ApiFailure, IncomingMessage>>;

/**
 * Speaks HTTP/1.1 by Node's own client, for three reasons:
 *
 * - The credentials of a KubeConfig come as an agent of `node:http`. It brings client certificates, TLS server names,
 *   and HTTP and SOCKS proxies. undici takes no such agent, nor does `fetch`, which is built on it.
 * - undici 8 does not load on Node 20.
 * - The request functions of client-node hide things that a run needs. They are the headers and bodies of refusals, the
 *   back-pressure of a slow reader, and how a stream ended.
 *
 * Redirects are refused.
 *
 * @param timeout - milliseconds that `call` waits for an answer
 */
export function httpClient(config: KubeConfigLike, timeout: number): Http {
  const send = sender(config);
  const call = async (request: HttpRequest): Promise<Either<ApiFailure, HttpAnswer>> => {
    const limit = withTimeout(request.signal, timeout);
    try {
      const answer = await send(request, limit.signal);
      if (isLeft(answer)) return answer;
      const { text, size, isWhole } = await readText(answer.right, longestAnswer);
      if (!isWhole) return left(tooLong('the answer', '64 MiB'));
      const body = text === '' ? {} : parseJsonObject(text);
      if (body === undefined) return left(connectionFailure(new Error('the answer is not a JSON object')));
      return right({ status: answer.right.statusCode ?? 200, body, size });
    } catch (error) {
      return left(giveUp(error, limit.signal, request.signal));
    } finally {
      limit.clear();
    }
  };
  const stream = async (request: HttpRequest): Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>> => {
    const limit = withTimeout(request.signal, request.mayBeginLate === true ? undefined : timeout);
    try {
      const answer = await send(request, limit.signal);
      limit.stop();
      if (isLeft(answer) || answer.right.destroyed) limit.clear();
      else answer.right.once('close', limit.clear);
      return answer;
    } catch (error) {
      limit.clear();
      return left(giveUp(error, limit.signal, request.signal));
    }
  };
  return { call, stream };
}

function sender(config: KubeConfigLike): Send {
  // A credential plugin or a certificate that fails at the very first request is wrong. Later on it may recover.
  let hasWorked = false;
  const refusal = (error: unknown): ApiFailure => (hasWorked ? connectionFailure(error) : kubeConfigFailure(error));

  return async (request, signal) => {
    const cluster = config.getCurrentCluster();
    if (cluster === null) return left(refusal(new Error('it has no current cluster')));
    const written = bodyOf(request);
    if (isLeft(written)) return written;
    const body = written.right;
    const options: RequestOptions = { method: request.method, headers: {} };
    let url: URL;
    try {
      url = targetUrl(cluster.server, request);
      await unlessAborted(config.applyToHTTPSOptions(options), signal);
    } catch (error) {
      return left(signal.aborted ? connectionFailure(error) : refusal(error));
    }
    options.headers = {
      ...options.headers,
      accept: 'application/json',
      'user-agent': 'stash-functions',
      ...(body === undefined
        ? {}
        : { 'content-type': request.contentType ?? 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    try {
      const answer = await exchange(url, options, body, signal);
      hasWorked = true;
      for (const text of readWarningHeader(headerOf(answer, 'warning'))) request.onWarning?.(text);
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return right(answer);
      const { text } = await readText(answer, longestRefusal);
      return left(readFailure(status, text, headerOf(answer, 'retry-after')));
    } catch (error) {
      if (isTlsRefusal(error)) return left(refusal(error));
      throw error;
    }
  };
}

// A body that JSON does not have, such as a circle, would be as wrong at every further attempt.
function bodyOf({ body }: HttpRequest): Either<ApiFailure, string | undefined> {
  try {
    return right(body === undefined ? undefined : JSON.stringify(body));
  } catch (error) {
    return left(unwritable(error));
  }
}

// A credential plugin that hangs must not delay a caller that has given up.
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const given = latch(signal);
  try {
    await Promise.race([work, aborted(given.signal).then((reason) => Promise.reject(reason))]);
  } finally {
    given.release();
  }
}

// The errors of OpenSSL about a certificate, and those of Node about the name in it.
function isTlsRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|^EPROTO|^ERR_SSL_|^ERR_TLS_|^UNABLE_TO_VERIFY/.test(code);
}

/**
 * Sends a request, and closes its connection when the signal is aborted. An `error` without a listener ends the
 * process, and the request, its answer and its socket may each break late. So each has a listener for as long as it
 * lives.
 */
function exchange(
  url: URL,
  options: RequestOptions,
  body: string | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, options);
    const close = (): void => {
      request.destroy();
      reject(signal.reason);
    };
    request.on('error', reject);
    request.on('close', () => signal.removeEventListener('abort', close));
    request.on('socket', (socket) => {
      // A connection that is kept alive serves many requests, and one listener is enough for all of them.
      if (!socket.listeners('error').includes(noop)) socket.on('error', noop);
      // With this the kernel notices a peer that vanished, even on a stream that is silent for hours.
      socket.setKeepAlive(true, 30_000);
    });
    request.on('response', (answer) => {
      answer.on('error', noop);
      resolve(answer);
    });
    if (signal.aborted) close();
    else listenTo(signal, close);
    request.end(body);
  });
}

function noop(): void {}

function headerOf(answer: IncomingMessage, name: string): string | undefined {
  const header = answer.headers[name];
  return Array.isArray(header) ? header.join(', ') : header;
}

function targetUrl(server: string, request: HttpRequest): URL {
  // A server's URL may have a path of its own, as behind Rancher.
  const url = new URL(server.replace(/\/+$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

async function readText(
  answer: AsyncIterable<Uint8Array>,
  longest: number,
): Promise<{ readonly text: string; readonly size: number; readonly isWhole: boolean }> {
  const chunks: Array<Uint8Array> = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > longest) return { text: Buffer.concat(chunks).toString('utf8'), size, isWhole: false };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks, size).toString('utf8'), size, isWhole: true };
}

function giveUp(error: unknown, limit: AbortSignal, signal: AbortSignal | undefined): ApiFailure {
  if (signal?.aborted === true) return abortedFailure;
  return connectionFailure(limit.aborted ? limit.reason : error);
}

/** A signal with a time limit. */
interface Limit {
  readonly signal: AbortSignal;
  /** Ends the time limit; the parent's signal still counts. */
  readonly stop: () => void;
  /** Ends both the time limit and the link to the parent's signal. */
  readonly clear: () => void;
}

function withTimeout(parent: AbortSignal | undefined, timeout: number | undefined): Limit {
  const both = latch(...(parent === undefined ? [] : [parent]));
  const expire = (): void => both.open(new Error(`no answer within ${timeout} ms`));
  const timer = timeout === undefined ? undefined : setTimeout(expire, Math.min(timeout, longestTimer));
  const stop = (): void => clearTimeout(timer);
  const clear = (): void => {
    stop();
    both.release();
  };
  return { signal: both.signal, stop, clear };
}
