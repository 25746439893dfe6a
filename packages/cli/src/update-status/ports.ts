import type { Problem } from '@stash-functions/core';
import type { Clock, ClusterPort } from '@stash-functions/k8s-adapter/cluster';
import type { Fetch } from '@stash-functions/status';
import type { Either } from 'fp-ts/lib/Either.js';

/** Everything that the command touches. */
export interface UpdateStatusPorts {
  readonly client: ClusterPort;
  /** The text of a file, or why there is none. */
  readonly readText: (path: string) => Promise<Either<string, string>>;
  /** Tells what was done. */
  readonly say: (text: string) => void;
  /** Tells what is odd, or why it was not done. */
  readonly warn: (problems: ReadonlyArray<Problem>) => void;
  /** Default the platform's. */
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
}
