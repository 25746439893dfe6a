import { type Either, left } from 'fp-ts/lib/Either.js';
import { type ApiFailure, connectionFailure } from './api-failure.ts';
import type { ClusterPort } from './cluster-port.ts';
import { type Addressed, addressOf, invalidName } from './path-segment.ts';

/**
 * A port that keeps the promises of {@link ClusterPort} for one that may not. It sends nothing under an invalid name
 * (reason `NameInvalid`). A call that throws or rejects counts as a failed connection.
 */
export function guardedPort(port: ClusterPort): ClusterPort {
  const pod = (target: { readonly namespace: string; readonly name: string }): Addressed => target;
  return {
    namespace: port.namespace,
    read: guarded((target) => target, port.read),
    create: guarded(addressOf, port.create),
    // An object to apply needs its name. One to create may leave it to the server.
    apply: guarded((object) => ({ ...addressOf(object), name: object.metadata?.name }), port.apply),
    replaceStatus: guarded((object) => ({ ...addressOf(object), name: object.metadata?.name }), port.replaceStatus),
    replace: guarded((object) => ({ ...addressOf(object), name: object.metadata?.name }), port.replace),
    remove: guarded((target) => target, port.remove),
    list: guarded((collection) => collection, port.list),
    watch: guarded((collection) => collection, port.watch),
    logs: guarded(pod, port.logs),
  };

  function guarded<Target, Rest extends Array<unknown>, A>(
    addressed: (target: Target) => Addressed,
    call: (target: Target, ...rest: Rest) => Promise<Either<ApiFailure, A>>,
  ): (target: Target, ...rest: Rest) => Promise<Either<ApiFailure, A>> {
    return async (target, ...rest) => {
      try {
        const invalid = invalidName(addressed(target));
        return invalid === undefined ? await call.call(port, target, ...rest) : left(invalid);
      } catch (error) {
        return left(connectionFailure(error));
      }
    };
  }
}
