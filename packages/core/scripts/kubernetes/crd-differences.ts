import type { Field, Model, Models, ValueType } from './model.ts';

/**
 * Where the CRDs of Stash differ from the Kubernetes API that kubernetes-models describes. The CRDs decide: they are
 * what an API server checks a Function or Task against.
 */

/** Fields that the API has by now and the CRDs do not: an API server calls them unknown. */
const missingFromCrds: ReadonlyArray<{ readonly model: string; readonly field: string; readonly reason: string }> = [
  {
    model: 'PodCertificateProjection',
    field: 'userAnnotations',
    reason: 'is newer than the API that the CRDs embed',
  },
];

/**
 * Models that a CRD embeds with only some of their fields: controller-gen writes no more of an embedded ObjectMeta than its
 * option asks for, and Stash's templates have a type of their own for it.
 */
const subsets: ReadonlyArray<{
  readonly name: string;
  readonly of: string;
  readonly fields: ReadonlyArray<string>;
}> = [
  {
    name: 'EmbeddedObjectMeta',
    of: 'ObjectMeta',
    fields: ['annotations', 'finalizers', 'labels', 'name', 'namespace'],
  },
  {
    name: 'PartialObjectMeta',
    of: 'ObjectMeta',
    fields: ['annotations', 'generateName', 'labels', 'name', 'namespace', 'ownerReferences'],
  },
];

/** Fields whose type in the CRDs is one of {@link subsets}. */
const retyped: ReadonlyArray<{ readonly model: string; readonly field: string; readonly to: string }> = [
  { model: 'PersistentVolumeClaimTemplate', field: 'metadata', to: 'EmbeddedObjectMeta' },
];

/**
 * Lists whose items differ in these fields, `x-kubernetes-list-type: map`, which the declarations leave out. The other
 * lists of that kind are fields of Stash's own types.
 */
const keyed: ReadonlyArray<{ readonly model: string; readonly field: string; readonly keys: ReadonlyArray<string> }> = [
  { model: 'PersistentVolumeClaimStatus', field: 'conditions', keys: ['type'] },
  { model: 'ResourceRequirements', field: 'claims', keys: ['name'] },
];

/** The upstream models as the CRDs have them. */
export function applyCrdDifferences(upstream: Models): Models {
  const models = new Map(upstream);
  for (const { model, field } of missingFromCrds) {
    const { fields, ...rest } = get(models, model);
    get(new Map(fields.map((one) => [one.name, one])), field);
    models.set(model, { ...rest, fields: fields.filter(({ name }) => name !== field) });
  }
  for (const { name, of, fields } of subsets) {
    const source = new Map(get(upstream, of).fields.map((field) => [field.name, field]));
    models.set(name, { name, docs: '', fields: fields.map((field) => get(source, field)) });
  }
  for (const { model, field, to } of retyped) {
    models.set(
      model,
      mapField(get(models, model), field, (old) => ({ ...old, type: { kind: 'reference', name: to } })),
    );
  }
  for (const { model, field, keys } of keyed) {
    models.set(
      model,
      mapField(get(models, model), field, (old) => ({ ...old, type: withKeys(old.type, keys) })),
    );
  }
  splitVolume(models);
  return models;
}

/** The Go type Volume embeds VolumeSource, which the local backend of a Repository holds without the name. */
function splitVolume(models: Map<string, Model>): void {
  const { name, docs, fields } = get(models, 'Volume');
  models.set('VolumeSource', {
    name: 'VolumeSource',
    docs: '',
    fields: fields.filter((field) => field.name !== 'name'),
  });
  models.set('Volume', {
    name,
    docs,
    extends: 'VolumeSource',
    fields: fields.filter((field) => field.name === 'name'),
  });
}

function withKeys(type: ValueType, keys: ReadonlyArray<string>): ValueType {
  if (type.kind !== 'array') throw new Error('only a list has keys');
  return { ...type, keys };
}

function mapField(model: Model, field: string, change: (field: Field) => Field): Model {
  return { ...model, fields: model.fields.map((one) => (one.name === field ? change(one) : one)) };
}

function get<A>(values: ReadonlyMap<string, A>, key: string): A {
  const value = values.get(key);
  if (value === undefined) throw new Error(`there is no ${key}: a difference of the CRDs no longer applies`);
  return value;
}
