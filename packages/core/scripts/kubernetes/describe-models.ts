import type { TypeDescriptions } from '../../src/descriptions/type-description.ts';
import type { Model, Models } from './model.ts';

/** The models with our descriptions in place of those that they were read with; one that is missing is an error. */
export function describeModels(models: Models, descriptions: TypeDescriptions): Models {
  return new Map([...models].map(([name, model]) => [name, describeModel(model, descriptions)]));
}

function describeModel(model: Model, descriptions: TypeDescriptions): Model {
  const description = descriptions[model.name];
  if (description === undefined) throw new Error(`no description of ${model.name}`);
  const fields = model.fields.map((field) => {
    const docs = description.fields[field.name];
    if (docs === undefined) throw new Error(`no description of ${model.name}.${field.name}`);
    return { ...field, docs };
  });
  const { text, reference } = description;
  return { ...model, docs: text, ...(reference === undefined ? {} : { reference }), fields };
}
