import * as t from 'io-ts';
import { allFields, type Models, type ValueType } from '../../../packages/core/scripts/kubernetes/model.ts';
import { quantity, requireModel } from './ajv.ts';

/** A codec made with io-ts' own combinators, which let unknown fields pass. */
export function stockCodec(models: Models, name: string): t.Mixed {
  const fields = allFields(requireModel(models, name), models);
  const props = (wanted: boolean): t.Props =>
    Object.fromEntries(
      fields.filter(({ required }) => required === wanted).map(({ name: key, type }) => [key, stockType(type, models)]),
    );
  return t.intersection([t.type(props(true)), t.partial(props(false))], name);
}

function stockType(type: ValueType, models: Models): t.Mixed {
  switch (type.kind) {
    case 'string':
      return t.string;
    case 'literal':
      return t.literal(type.value);
    case 'boolean':
      return t.boolean;
    case 'integer':
      return t.Int;
    case 'int-or-string':
      return t.union([t.Int, t.string]);
    case 'quantity':
      return t.union([t.Int, t.refinement(t.string, (text) => syntax.test(text))]);
    case 'any-object':
      return t.UnknownRecord;
    case 'array':
      return t.array(stockType(type.items, models));
    case 'map':
      return t.record(t.string, stockType(type.values, models));
    case 'reference':
      return stockCodec(models, type.name);
  }
}

const syntax = new RegExp(quantity);
