import type { ClusterFlags } from '../inputs/cluster-options.ts';

/** The flags of `stash-functions webhook`. */
export interface WebhookFlags extends ClusterFlags {
  /** The file with the certificate, and those that lead to its authority. */
  readonly cert: string;
  /** The file with its private key. */
  readonly key: string;
  readonly fromCluster?: boolean;
  readonly filename?: ReadonlyArray<string>;
  readonly address?: string;
  readonly port: number;
  readonly tlsMinVersion: '1.2' | '1.3';
  /** The most bytes of a body. */
  readonly maxBody: number;
  /** Milliseconds until it stops after it was told to, so that every API server learns of it. */
  readonly shutdownDelay: number;
  /** Milliseconds that it then waits for the requests that it has begun. */
  readonly shutdownTimeout: number;
}
