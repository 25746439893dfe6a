/** What `stash-functions webhook` was asked for. */
export interface WebhookFlags {
  /** The file of the certificate, with those that lead to its authority. */
  readonly cert: string;
  /** The file of its private key. */
  readonly key: string;
  readonly filename?: ReadonlyArray<string>;
  readonly address?: string;
  readonly port: number;
  readonly tlsMinVersion: '1.2' | '1.3';
  /** Bytes. */
  readonly maxBody: number;
  /** Milliseconds for which it goes on after it was told to stop, so that every API server hears that it goes. */
  readonly shutdownDelay: number;
  /** Milliseconds for which it waits after that for what it is in the middle of. */
  readonly shutdownTimeout: number;
}
