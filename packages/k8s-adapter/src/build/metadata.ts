import type { V1ObjectMeta, V1OwnerReference } from '../kubernetes/object-meta.ts';

/** What the metadata of an object is made from. */
export interface MetadataOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: ReadonlyArray<V1OwnerReference>;
}

/** Metadata that shares nothing with what it is made from; what is empty is left out. */
export function metadataOf(options: MetadataOptions): V1ObjectMeta {
  const { name, namespace, labels, annotations, ownerReferences } = options;
  const metadata: V1ObjectMeta = { name };
  if (namespace !== undefined) metadata.namespace = namespace;
  if (!isEmpty(labels)) metadata.labels = { ...labels };
  if (!isEmpty(annotations)) metadata.annotations = { ...annotations };
  if (ownerReferences !== undefined && ownerReferences.length > 0) {
    metadata.ownerReferences = ownerReferences.map((owner) => ({ ...owner }));
  }
  return metadata;
}

/** The metadata of a template, as far as there is any. */
export function templateMetadata(
  labels: Readonly<Record<string, string>> | undefined,
  annotations: Readonly<Record<string, string>> | undefined,
): { metadata?: Pick<V1ObjectMeta, 'labels' | 'annotations'> } {
  if (isEmpty(labels) && isEmpty(annotations)) return {};
  const metadata: Pick<V1ObjectMeta, 'labels' | 'annotations'> = {};
  if (!isEmpty(labels)) metadata.labels = { ...labels };
  if (!isEmpty(annotations)) metadata.annotations = { ...annotations };
  return { metadata };
}

function isEmpty(map: Readonly<Record<string, string>> | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}
