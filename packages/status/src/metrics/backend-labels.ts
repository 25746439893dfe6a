import { backendsOf, type Repository } from '@stash-functions/core/decode';
import type { MetricLabels } from './metric.ts';

/**
 * The backend of a Repository and the place in it, as far as they are known: `backend`, `bucket`, `prefix`. A URL gives
 * only its host and path, because it may hold a name and a password.
 */
export function backendLabels({ spec }: Repository): MetricLabels {
  const [found] = backendsOf(spec?.backend);
  if (found === undefined) return {};
  const { name, location } = found;
  if (!('bucket' in location)) return { backend: name };
  const { bucket, prefix } = location;
  return {
    backend: name,
    ...(bucket.value === '' ? {} : { bucket: bucket.value }),
    ...(prefix.value === '' ? {} : { prefix: prefix.value }),
  };
}
