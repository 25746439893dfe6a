import { readOr } from '@stash-functions/core/decode';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { type ApiFailure, connectionFailure, unsendable } from './api-failure.ts';
import { isEither } from './check-call.ts';
import type { ClusterPort } from './cluster-port.ts';
import { type Addressed, addressOf, invalidName } from './path-segment.ts';

/**
 * A port that keeps the promises of {@link ClusterPort} for one that may not. It sends nothing under an invalid name
 * (reason `NameInvalid`). A call that throws or rejects counts as a failed connection. One that gives no Either is not
 * repeated.
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
      const invalid = readOr(nameless, () => invalidName(addressed(target)));
      if (invalid !== undefined) return left(invalid);
      try {
        const answer = await call.call(port, target, ...rest);
        return isEither(answer) ? answer : left(noEither);
      } catch (error) {
        return left(connectionFailure(error));
      }
    };
  }
}

const nameless: ApiFailure = { code: 0, reason: 'NameInvalid', message: 'the object cannot be read', causes: [] };

const noEither: ApiFailure = unsendable(new Error('the port gave something that is no Either'));
