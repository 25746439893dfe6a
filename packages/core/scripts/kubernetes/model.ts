/**
 * What the generator knows about one Kubernetes type, whatever it was read from: the form in which upstream types,
 * the differences of the CRDs, and the printers meet.
 */

/** The type of a value as an OpenAPI schema of Kubernetes has it. */
export type ValueType =
  | { readonly kind: 'string'; readonly values?: ReadonlyArray<string>; readonly format?: 'date-time' | 'byte' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly format: 'int32' | 'int64' }
  | { readonly kind: 'int-or-string' }
  | { readonly kind: 'quantity' }
  /** Any JSON object, kept as it is. */
  | { readonly kind: 'any-object' }
  | { readonly kind: 'literal'; readonly value: string }
  /** No two items agree in all `keys`, where there are any. */
  | { readonly kind: 'array'; readonly items: ValueType; readonly keys?: ReadonlyArray<string> }
  | { readonly kind: 'map'; readonly values: ValueType }
  | { readonly kind: 'reference'; readonly name: string };

/** A field of an object. */
export interface Field {
  readonly name: string;
  /** Plain text; an empty line stands between paragraphs. */
  readonly docs: string;
  readonly required: boolean;
  readonly type: ValueType;
}

/** An object type. */
export interface Model {
  /** As Kubernetes names it: `EnvVar`. */
  readonly name: string;
  readonly docs: string;
  /** The page of the API reference that defines it. */
  readonly reference?: string;
  /** In the order in which they are printed: required ones first. */
  readonly fields: ReadonlyArray<Field>;
  /** The model whose fields this one has in front of its own. */
  readonly extends?: string;
}

/** Every model by its name. */
export type Models = ReadonlyMap<string, Model>;

/** The names of the models that a type refers to. */
export function referencesOf(type: ValueType): ReadonlyArray<string> {
  if (type.kind === 'reference') return [type.name];
  if (type.kind === 'array') return referencesOf(type.items);
  if (type.kind === 'map') return referencesOf(type.values);
  return [];
}

/** The fields of a model, with those of the model that it extends in front. */
export function allFields(model: Model, models: Models): ReadonlyArray<Field> {
  const base = model.extends === undefined ? undefined : models.get(model.extends);
  return base === undefined ? model.fields : [...allFields(base, models), ...model.fields];
}
