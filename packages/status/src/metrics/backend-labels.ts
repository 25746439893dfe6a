import { backendsOf, type Repository } from '@stash-functions/core/decode';
import type { MetricLabels } from './metric.ts';

/**
 * Which backend a Repository has, and where in it, as far as that is told: `backend`, `bucket`, `prefix`. Of a URL there
 * are host and path alone, because it may hold a name and a password.
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
