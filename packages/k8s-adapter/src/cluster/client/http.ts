import { type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { type JsonObject, parseJsonObject } from '../json.ts';
import {
  type ApiFailure,
  abortedFailure,
  connectionFailure,
  kubeConfigFailure,
  readFailure,
} from '../port/api-failure.ts';
import type { KubeConfigLike } from './kube-config.ts';

/** One request to an API server. */
export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
  /** Without the server's own prefix: `/api/v1/namespaces/backup/pods`. */
  readonly path: string;
  /** Entries without a value are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Of the body; `application/json` where it is absent. */
  readonly contentType?: string;
  /** Whether a stream may be silent before its answer begins, as the log of a container that has written nothing. */
  readonly mayBeginLate?: boolean;
  readonly signal?: AbortSignal;
}

/** The answer to a request that succeeded. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Requests with the credentials of a KubeConfig. */
export interface Http {
  /** Reads the whole answer, a JSON object, within the time limit. */
  readonly call: (request: HttpRequest) => Promise<Either<ApiFailure, HttpAnswer>>;
  /** Gives the body as it arrives; only its beginning has a time limit. Nothing is read ahead but a socket's buffer. */
  readonly stream: (request: HttpRequest) => Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>>;
}

/** Sends one request, and gives its answer as soon as it begins. */
type Send = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<Either<ApiFailure, IncomingMessage>>;

/**
 * Speaks HTTP/1.1 by Node's own client. The request functions of client-node are not used, because they hide what a run
 * depends on: the headers and bodies of refusals, the pressure of a slow reader, and whether a stream ended or broke.
 *
 * @param timeout - milliseconds that `call` waits for an answer
 */
export function httpClient(config: KubeConfigLike, timeout: number): Http {
  const send = sender(config);
  const call = async (request: HttpRequest): Promise<Either<ApiFailure, HttpAnswer>> => {
    const limit = withTimeout(request.signal, timeout);
    try {
      const answer = await send(request, limit.signal);
      if (answer._tag === 'Left') return answer;
      const text = await readText(answer.right);
      const body = text === '' ? {} : parseJsonObject(text);
      if (body === undefined) return left(connectionFailure(new Error('the answer is not a JSON object')));
      return right({ status: answer.right.statusCode ?? 200, body });
    } catch (error) {
      return left(giveUp(error, request.signal));
    } finally {
      limit.clear();
    }
  };
  const stream = async (request: HttpRequest): Promise<Either<ApiFailure, AsyncIterable<Uint8Array>>> => {
    if (request.mayBeginLate === true) {
      return send(request, request.signal).catch((error: unknown) => left(giveUp(error, request.signal)));
    }
    const limit = withTimeout(request.signal, timeout);
    try {
      const answer = await send(request, limit.signal);
      limit.stop();
      if (answer._tag === 'Right') answer.right.once('close', limit.clear);
      else limit.clear();
      return answer;
    } catch (error) {
      limit.clear();
      return left(giveUp(error, request.signal));
    }
  };
  return { call, stream };
}

function sender(config: KubeConfigLike): Send {
  // A credential plugin or a certificate that fails before anything has worked is wrong; later, it may come right.
  let hasWorked = false;
  const refusal = (error: unknown): ApiFailure => (hasWorked ? connectionFailure(error) : kubeConfigFailure(error));

  return async (request, signal) => {
    const cluster = config.getCurrentCluster();
    if (cluster === null) return left(refusal(new Error('it has no current cluster')));
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const options: RequestOptions = { method: request.method, headers: {}, ...(signal && { signal }) };
    let url: URL;
    try {
      url = targetUrl(cluster.server, request);
      await unlessAborted(config.applyToHTTPSOptions(options), signal);
    } catch (error) {
      return left(signal?.aborted === true ? connectionFailure(error) : refusal(error));
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
      const answer = await exchange(url, options, body);
      hasWorked = true;
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return right(answer);
      return left(readFailure(status, await readText(answer), answer.headers['retry-after']));
    } catch (error) {
      if (isTlsRefusal(error)) return left(refusal(error));
      throw error;
    }
  };
}

// A credential plugin that hangs must not hold up what the caller has given up.
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

// OpenSSL's verdicts on a certificate, and Node's on the name in it.
function isTlsRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|^EPROTO|^ERR_SSL_|^ERR_TLS_|^UNABLE_TO_VERIFY/.test(code);
}

function exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, options, resolve);
    request.on('error', reject);
    // A peer that is gone without a word is noticed by the kernel, even on a stream that is silent for hours.
    request.on('socket', (socket) => socket.setKeepAlive(true, 30_000));
    request.end(body);
  });
}

function targetUrl(server: string, request: HttpRequest): URL {
  // A server's URL may have a path of its own, as behind Rancher.
  const url = new URL(server.replace(/\/+$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

async function readText(answer: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Array<Uint8Array> = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function giveUp(error: unknown, signal: AbortSignal | undefined): ApiFailure {
  return signal?.aborted === true ? abortedFailure : connectionFailure(error);
}

/** A signal with a time limit. */
interface Limit {
  readonly signal: AbortSignal;
  /** Takes the limit away; the parent's signal still counts. */
  readonly stop: () => void;
  /** Takes both away. */
  readonly clear: () => void;
}

function withTimeout(parent: AbortSignal | undefined, timeout: number): Limit {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout);
  if (parent?.aborted === true) abort();
  parent?.addEventListener('abort', abort);
  const stop = (): void => clearTimeout(timer);
  const clear = (): void => {
    stop();
    parent?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, stop, clear };
}
