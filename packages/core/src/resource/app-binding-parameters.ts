import type { EmbeddedHeader } from '../codec/embedded-resource.ts';

/** A type of the parameters of an AppBinding. */
interface ParametersType extends EmbeddedHeader {
  /** Fields that only this type has. */
  readonly fields: ReadonlyArray<string>;
}

/**
 * Tells the type of an AppBinding's parameters by their fields.
 *
 * KubeDB's types come first, because they may hold the `stash` of a StashAddon beside their own fields.
 *
 * @returns undefined where no field shows the type
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
