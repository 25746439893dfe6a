import { type Either, left } from 'fp-ts/lib/Either.js';
import { type ApiFailure, connectionFailure } from './api-failure.ts';
import type { ClusterPort } from './cluster-port.ts';

/**
 * A port that keeps its promise for one that may not: a call that throws or rejects counts as a connection that failed,
 * and is repeated as such.
 */
export function guardedPort(port: ClusterPort): ClusterPort {
  return {
    namespace: port.namespace,
    read: guarded((...args) => port.read(...args)),
    create: guarded((...args) => port.create(...args)),
    apply: guarded((...args) => port.apply(...args)),
    remove: guarded((...args) => port.remove(...args)),
    list: guarded((...args) => port.list(...args)),
    watch: guarded((...args) => port.watch(...args)),
    logs: guarded((...args) => port.logs(...args)),
  };
}

function guarded<Args extends Array<unknown>, A>(
  call: (...args: Args) => Promise<Either<ApiFailure, A>>,
): (...args: Args) => Promise<Either<ApiFailure, A>> {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      return left(connectionFailure(error));
    }
  };
}
