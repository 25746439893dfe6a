import { resourceKinds } from '@stash-functions/core/decode';
import type { JsonObject } from './json.ts';

/** A kind that a server serves. */
export interface ServedKind {
  /** The version of the API, as `stash.appscode.com/v1beta1`. */
  readonly apiVersion: string;
  /** The kind, as `BackupSession`. */
  readonly kind: string;
  /** The plural, as `backupsessions`; by default made from the kind. */
  readonly plural?: string | undefined;
  /** True, the default, for a kind whose objects are in namespaces. */
  readonly namespaced?: boolean | undefined;
}

/** The kinds of a server. */
export interface KindTable {
  /** True for a group and version that the server serves. Another one is no path of the server. */
  readonly serves: (apiVersion: string, plural: string) => boolean;
  /** The resource list of an API version; undefined where it is not served. */
  readonly discovery: (apiVersion: string) => JsonObject | undefined;
  /** The kind of the objects under a plural. */
  readonly kindOf: (apiVersion: string, plural: string) => string;
  /** The plural of a kind in paths. */
  readonly pluralOf: (apiVersion: string, kind: string) => string;
}

/**
 * The kinds of a server: those of Kubernetes that backups need, those of Stash, and more.
 *
 * @param more - further kinds, or other facts about known ones
 * @param without - kinds whose CustomResourceDefinition is not installed
 */
export function kindTable(more: ReadonlyArray<ServedKind>, without: ReadonlyArray<string>): KindTable {
  const known = [...usual, ...more].map((entry) => ({ ...entry, plural: entry.plural ?? guessPlural(entry.kind) }));
  const served = known.filter(({ kind }) => !without.includes(kind));
  const of = (apiVersion: string): typeof served => served.filter((entry) => entry.apiVersion === apiVersion);
  return {
    serves: (apiVersion, plural) => {
      if (known.some((entry) => entry.apiVersion === apiVersion && entry.plural === plural)) {
        return of(apiVersion).some((entry) => entry.plural === plural);
      }
      // Other kinds of Kubernetes are stored unchanged.
      return !apiVersion.includes('/') || of(apiVersion).length > 0 || apiVersion.includes('.k8s.io/');
    },
    discovery: (apiVersion) => {
      const kinds = of(apiVersion);
      if (kinds.length === 0) return undefined;
      const resources = kinds.flatMap(({ plural, kind, namespaced = true }) => [
        { name: plural, kind, namespaced },
        { name: `${plural}/status`, kind, namespaced },
      ]);
      return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources };
    },
    kindOf: (apiVersion, plural) =>
      of(apiVersion).find((entry) => entry.plural === plural)?.kind ??
      plural.charAt(0).toUpperCase() + plural.slice(1).replace(/s$/, ''),
    pluralOf: (apiVersion, kind) => of(apiVersion).find((entry) => entry.kind === kind)?.plural ?? guessPlural(kind),
  };
}

function guessPlural(kind: string): string {
  return `${kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/(ch|s)s$/, '$1es');
}

const usual: ReadonlyArray<ServedKind> = [
  ...resourceKinds.map(({ scope, ...facts }) => ({ ...facts, namespaced: scope === 'Namespaced' })),
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Event' },
  { apiVersion: 'v1', kind: 'Namespace', namespaced: false },
  { apiVersion: 'v1', kind: 'Node', namespaced: false },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'ReplicationController' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
];
