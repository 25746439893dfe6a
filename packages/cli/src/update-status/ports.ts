import type { Problem } from '@stash-functions/core';
import type { Clock, ClusterPort } from '@stash-functions/k8s-adapter/cluster';
import type { Fetch } from '@stash-functions/status';
import type { Either } from 'fp-ts/lib/Either.js';

/** Everything outside the command that it uses. */
export interface UpdateStatusPorts {
  readonly client: ClusterPort;
  /** Gives the text of a file, or the reason why there is none. */
  readonly readText: (path: string) => Promise<Either<string, string>>;
  /** Reports a finished piece of work. */
  readonly say: (text: string) => void;
  /** Reports something odd, or the reason why a piece of work was not done. */
  readonly warn: (problems: ReadonlyArray<Problem>) => void;
  /** The function that sends requests. Default: the platform's. */
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
}
