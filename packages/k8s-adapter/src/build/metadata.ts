import type { V1ObjectMeta, V1OwnerReference } from '../kubernetes/object-meta.ts';
import type { Origins } from '../origin/origins.ts';

/** The parts of an object's metadata. */
export interface MetadataOptions {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly ownerReferences?: ReadonlyArray<V1OwnerReference> | undefined;
}

/** Metadata from its parts. It shares nothing with them, and leaves out empty ones. */
export function metadataOf(options: MetadataOptions, origins: Origins | undefined): V1ObjectMeta {
  const { name, namespace, labels, annotations, ownerReferences } = options;
  const metadata: V1ObjectMeta = { name };
  if (namespace !== undefined) metadata.namespace = namespace;
  putMaps(metadata, labels, annotations, origins);
  if (ownerReferences !== undefined && ownerReferences.length > 0) {
    metadata.ownerReferences = ownerReferences.map((owner) => origins?.inherit({ ...owner }, owner) ?? { ...owner });
  }
  if (origins === undefined) return metadata;
  for (const field of ['name', 'namespace'] as const) origins.field(metadata, field, origins.of(options, field));
  return metadata;
}

/** The metadata of a template; undefined where there is none. */
export function templateMetadata(
  labels: Readonly<Record<string, string>> | undefined,
  annotations: Readonly<Record<string, string>> | undefined,
  origins: Origins | undefined,
): { metadata?: Pick<V1ObjectMeta, 'labels' | 'annotations'> } {
  if (isEmpty(labels) && isEmpty(annotations)) return {};
  const metadata: Pick<V1ObjectMeta, 'labels' | 'annotations'> = {};
  putMaps(metadata, labels, annotations, origins);
  return { metadata };
}

function putMaps(
  metadata: Pick<V1ObjectMeta, 'labels' | 'annotations'>,
  labels: Readonly<Record<string, string>> | undefined,
  annotations: Readonly<Record<string, string>> | undefined,
  origins: Origins | undefined,
): void {
  if (!isEmpty(labels)) metadata.labels = origins?.inherit({ ...labels }, labels) ?? { ...labels };
  if (!isEmpty(annotations)) {
    metadata.annotations = origins?.inherit({ ...annotations }, annotations) ?? { ...annotations };
  }
}

function isEmpty(map: Readonly<Record<string, string>> | undefined): boolean {
  for (const _ in map) return false;
  return true;
}
