import type { ResourceReference } from '@stash-functions/core/decode';
import type { CommonContext } from './context.ts';
import { constant, type Reading, readerOf } from './reading.ts';

/** What the operator says of itself and of the invoker: its image, its services, and `INVOKER_*`. */
export function operatorReadings(invoker: ResourceReference, context: CommonContext): ReadonlyArray<Reading> {
  const at = readerOf(invoker);
  const { operatorImage } = context;
  return [
    at('INVOKER_KIND', invoker.kind, ['kind']),
    at('INVOKER_NAME', invoker.name, ['metadata', 'name']),
    at('PROMETHEUS_JOB_NAME', invoker.name, ['metadata', 'name']),
    constant('PROMETHEUS_PUSHGATEWAY_URL', context.pushgatewayUrl ?? ''),
    constant('LICENSE_APISERVICE', context.licenseApiService ?? ''),
    constant('STASH_DOCKER_REGISTRY', operatorImage?.registry),
    constant('STASH_DOCKER_IMAGE', operatorImage?.image),
    constant('STASH_IMAGE_TAG', operatorImage?.tag),
    constant('ENABLE_STATUS_SUBRESOURCE', 'true'),
  ];
}
