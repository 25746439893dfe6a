import { Agent, type RequestOptions, request } from 'node:https';
import { main } from '../src/main.ts';
import type { TestCertificate } from './certificate.ts';

/** A running command `webhook`, in this process. */
export interface RunningWebhook {
  readonly port: number;
  /** Gives everything that it has printed so far. */
  readonly said: () => string;
  /** Stops it as SIGTERM does. */
  readonly terminate: () => void;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>;
}

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;
}

/** Runs the command with `tls.crt` and `tls.key` of a folder, at a free port, and waits until it listens. */
export async function startWebhook(cwd: string, ...words: ReadonlyArray<string>): Promise<RunningWebhook> {
  let said = '';
  let terminate = (): void => undefined;
  let listening = (_port: number): void => undefined;
  const port = new Promise<number>((resolve) => {
    listening = resolve;
  });
  const args = ['webhook', '--cert', 'tls.crt', '--key', 'tls.key', '--address', '127.0.0.1', '--port', '0', ...words];
  const write = (text: string): void => {
    said += text;
    const [, found] = /listening at https:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (found !== undefined) listening(Number(found));
  };
  const ended = main(args, {
    cwd,
    env: {},
    stdout: { write, isTTY: false, columns: undefined },
    stderr: { write, isTTY: false, columns: undefined },
    readStdin: async () => '',
    onInterrupt: () => () => undefined,
    onTerminate: (listener) => {
      terminate = listener;
      return () => undefined;
    },
  });
  const first = await Promise.race([port, ended.then((code) => ({ code }))]);
  if (typeof first !== 'number') throw new Error(`the webhook ended with ${first.code}: ${said}`);
  return { port: first, said: () => said, terminate: () => terminate(), ended };
}

/** Sends one request that trusts this certificate and no other. */
export function send(
  { port }: Pick<RunningWebhook, 'port'>,
  { cert }: TestCertificate,
  { body, ...options }: RequestOptions & { readonly body?: string | Uint8Array },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, ca: cert, agent: new Agent({ keepAlive: false }), ...options },
      (response) => {
        const chunks: Array<Uint8Array> = [];
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            headers: response.headers,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends a review. */
export function review(server: Pick<RunningWebhook, 'port'>, trusted: TestCertificate, body: unknown): Promise<Answer> {
  return send(server, trusted, {
    method: 'POST',
    path: '/validate?timeout=10s',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
