import { z } from 'zod';
import { allFields, type Models, type ValueType } from '../../../packages/core/scripts/kubernetes/model.ts';
import { quantity, requireModel } from './ajv.ts';

/** A zod schema of strict objects. */
export function zodSchema(models: Models, name: string): z.ZodType {
  const shape = allFields(requireModel(models, name), models).map((field) => {
    const type = zodType(field.type, models);
    return [field.name, field.required ? type : type.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

function zodType(type: ValueType, models: Models): z.ZodType {
  switch (type.kind) {
    case 'string':
      return type.format === 'date-time' ? z.iso.datetime({ offset: true }) : z.string();
    case 'literal':
      return z.literal(type.value);
    case 'boolean':
      return z.boolean();
    case 'integer':
      return type.format === 'int32' ? z.int32() : z.int();
    case 'int-or-string':
      return z.union([z.int(), z.string()]);
    case 'quantity':
      return z.union([z.int(), z.string().regex(new RegExp(quantity))]);
    case 'any-object':
      return z.looseObject({});
    case 'array':
      return z.array(zodType(type.items, models));
    case 'map':
      return z.record(z.string(), zodType(type.values, models));
    case 'reference':
      return zodSchema(models, type.name);
  }
}
