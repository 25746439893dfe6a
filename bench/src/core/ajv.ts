import Ajv, { type ValidateFunction } from 'ajv';
import { allFields, type Model, type Models, type ValueType } from '../../../packages/core/scripts/kubernetes/model.ts';

/** A compiled validator that refuses unknown fields. It stops at the first error, or reports all. */
export function compileAjv(models: Models, name: string, allErrors: boolean): ValidateFunction {
  const ajv = new Ajv.default({ allErrors, strict: false });
  ajv.addFormat('int32', { type: 'number', validate: (value) => value >= -(2 ** 31) && value < 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: (value) => value >= -(2 ** 63) && value <= 2 ** 63 });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
  return ajv.compile(schemaOf(requireModel(models, name), models));
}

/** The JSON schema of a model, with all types that it refers to inside, as in a CRD. */
function schemaOf(model: Model, models: Models): object {
  const fields = allFields(model, models);
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ required }) => required).map((field) => field.name),
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfType(field.type, models)])),
  };
}

function schemaOfType(type: ValueType, models: Models): object {
  switch (type.kind) {
    case 'string':
      return type.format === undefined ? { type: 'string' } : { type: 'string', format: type.format };
    case 'literal':
      return { const: type.value };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', format: type.format };
    case 'int-or-string':
      return { type: ['integer', 'string'] };
    case 'quantity':
      return { type: ['integer', 'string'], pattern: quantity };
    case 'any-object':
      return { type: 'object' };
    case 'array':
      return { type: 'array', items: schemaOfType(type.items, models) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOfType(type.values, models) };
    case 'reference':
      return schemaOf(requireModel(models, type.name), models);
  }
}

/** The model of that name. */
export function requireModel(models: Models, name: string): Model {
  const model = models.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return model;
}

/** The syntax of a quantity, as in the schemas that controller-gen writes. */
export const quantity: string =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
