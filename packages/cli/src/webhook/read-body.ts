import type { IncomingMessage } from 'node:http';
import { type Either, left, right } from 'fp-ts/lib/Either.js';

/** The reason why a body was not read to its end. */
export type BodyFailure = 'too-large' | 'broken';

/** Reads the body of a request as text, up to a number of bytes. No further bytes are kept. */
export function readBody(request: IncomingMessage, limit: number): Promise<Either<BodyFailure, string>> {
  return new Promise((resolve) => {
    const chunks: Array<Uint8Array> = [];
    let size = 0;
    if (Number(request.headers['content-length'] ?? 0) > limit) return resolve(left('too-large'));
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size > limit) {
        chunks.length = 0;
        resolve(left('too-large'));
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(right(Buffer.concat(chunks).toString('utf8'))));
    request.on('error', () => resolve(left('broken')));
    request.on('close', () => resolve(left('broken')));
  });
}
