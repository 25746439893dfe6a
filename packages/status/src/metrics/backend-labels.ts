import type { Repository } from '@stash-functions/core/decode';
import type { MetricLabels } from './metric.ts';

/** Which backend a Repository has, and where in it, as far as that is told: `backend`, `bucket`, `prefix`. */
export function backendLabels({ spec }: Repository): MetricLabels {
  const backend = spec?.backend ?? {};
  const { local, s3, gcs, azure, swift, b2, rest } = backend;
  if (local !== undefined) return labels('local', local.mountPath, '');
  if (s3 !== undefined) return labels('s3', s3.bucket, s3.prefix);
  if (gcs !== undefined) return labels('gcs', gcs.bucket, gcs.prefix);
  if (azure !== undefined) return labels('azure', azure.container, azure.prefix);
  if (swift !== undefined) return labels('swift', swift.container, swift.prefix);
  if (b2 !== undefined) return labels('b2', b2.bucket, b2.prefix);
  if (rest !== undefined) return labels('rest', ...splitUrl(rest.url));
  return {};
}

function labels(backend: string, bucket?: string, prefix?: string): MetricLabels {
  return { backend, ...(bucket ? { bucket } : {}), ...(prefix ? { prefix } : {}) };
}

/** Host and path alone: a URL may hold a name and a password. */
function splitUrl(url = ''): [host: string, path: string] {
  try {
    const { host, pathname } = new URL(url);
    return [host, pathname];
  } catch {
    return ['', ''];
  }
}
