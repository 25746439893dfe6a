import type { EmbeddedHeader } from '../codec/embedded-resource.ts';

/** A type of the parameters of an AppBinding. */
interface ParametersType extends EmbeddedHeader {
  /** Fields that this type has and the others have not. */
  readonly fields: ReadonlyArray<string>;
}

/**
 * The type of the parameters of an AppBinding, told from their fields.
 *
 * The types of KubeDB may hold a StashAddon's `stash` beside their own fields, so these are looked for first.
 *
 * @returns undefined where no field tells
 */
export function parametersType(contents: Readonly<Record<string, unknown>>): EmbeddedHeader | undefined {
  return parametersTypes.find(({ fields }) => fields.some((field) => Object.hasOwn(contents, field)));
}

const parametersTypes: ReadonlyArray<ParametersType> = [
  {
    fields: ['replicaSets', 'configServer'],
    apiVersion: 'config.kubedb.com/v1alpha1',
    kind: 'MongoConfiguration',
  },
  {
    fields: ['group', 'sstMethod'],
    apiVersion: 'config.kubedb.com/v1alpha1',
    kind: 'GaleraArbitratorConfiguration',
  },
  { fields: ['masterAggregator'], apiVersion: 'config.kubedb.com/v1alpha1', kind: 'SinglestoreConfiguration' },
  { fields: ['stash'], apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'StashAddon' },
];
