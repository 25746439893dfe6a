import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { Certificate } from './certificate.ts';

/** The options of a server. */
export interface HttpsServerOptions {
  /** The address to listen at; every address of the machine where it is undefined. */
  readonly address: string | undefined;
  /** The port; 0 for any free one. */
  readonly port: number;
  readonly certificate: Certificate;
  /** The oldest version of TLS to accept. */
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** Answers a request; never rejects. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** A server that listens. */
export interface HttpsServer {
  readonly port: number;
  /** Shows another certificate from the next connection on. Open connections keep theirs. */
  readonly setCertificate: (certificate: Certificate) => void;
  /**
   * Accepts no more connections, answers the requests that it has begun to read, and closes the rest.
   *
   * @param timeout - milliseconds after which connections are closed in any case
   */
  readonly stop: (timeout: number) => Promise<void>;
}

/** A request that does not come, or an endless handshake, must not keep a connection busy. */
const limits = { requestTimeout: 15_000, headersTimeout: 10_000, handshakeTimeout: 10_000, maxConnections: 512 };
/** Longer than an API server keeps an idle connection (90 s), so that the API server is the one that closes it. */
const keepAliveTimeout = 120_000;

/** Starts a server, or gives one sentence about why it cannot listen. */
export function startHttpsServer(options: HttpsServerOptions): Promise<Either<string, HttpsServer>> {
  const { address, port, certificate, minVersion, answer } = options;
  const { requestTimeout, headersTimeout, handshakeTimeout, maxConnections } = limits;
  const server = createServer(
    {
      cert: certificate.cert,
      key: certificate.key,
      minVersion,
      handshakeTimeout,
      requestTimeout,
      headersTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      // A client may leave at any moment. Then nobody is left to hear of the failure.
      response.on('error', () => undefined);
      answer(request, response).catch(() => response.destroy());
    },
  );
  server.maxConnections = maxConnections;
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A client that does not speak TLS, or not HTTP, is cut off.
  server.on('tlsClientError', (_, socket) => socket.destroy());
  server.on('clientError', (_, socket) => socket.destroy());
  return new Promise((resolve) => {
    server.on('error', (error) => resolve(left(`nobody can listen there: ${error.message}`)));
    server.listen({ port, ...(address === undefined ? {} : { host: address }) }, () => {
      const bound = server.address();
      resolve(
        right({
          port: typeof bound === 'object' && bound !== null ? bound.port : port,
          setCertificate: ({ cert, key }) => server.setSecureContext({ cert, key, minVersion }),
          stop,
        }),
      );
    });
  });

  function stop(timeout: number): Promise<void> {
    return new Promise((resolve) => {
      // A connection is idle again when its request is answered. Otherwise nobody would close it for minutes.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const last = setTimeout(() => sockets.forEach((socket) => void socket.destroy()), timeout);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(last);
        resolve();
      });
    });
  }
}
