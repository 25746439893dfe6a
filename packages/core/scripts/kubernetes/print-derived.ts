import { allFields, type Model, type Models, referencesOf, type ValueType } from './model.ts';
import { type FilePlan, modelImports, printHeader, specialImports } from './print-file.ts';
import { printField, printInterface, printModelDocs, type TypeStyle } from './print-interfaces.ts';

/**
 * A file of the types of objects that are made. A type that core has too is the wire form of core's, so that its fields
 * and their descriptions stand there alone; only fields that hold a type of this side are written out, under its name.
 */
export function printDerivedFile(
  plan: FilePlan,
  plans: ReadonlyArray<FilePlan>,
  base: Models,
  style: TypeStyle,
): string {
  const body = plan.models.map((model) => printModel(model, base, style)).join('\n');
  const imports = modelImports(plan, plans).map(
    ([file, names]) => `import type { ${names.map(style.nameOf).join(', ')} } from './${file}.ts';\n`,
  );
  const ofCore = plan.models.map(({ name }) => name).filter((name) => base.has(name));
  const core = ofCore.length === 0 ? '' : `import type { ${ofCore.join(', ')} } from '@stash-functions/core/decode';\n`;
  return [printHeader(plan.subject), core, ...specialImports(body, style.imports), ...imports, '\n', body].join('');
}

function printModel(model: Model, base: Models, style: TypeStyle): string {
  const read = base.get(model.name);
  if (read === undefined) return printInterface(model, style);
  const kept = new Set(model.fields.map(({ name }) => name));
  const missing = allFields(read, base).filter(({ name }) => !kept.has(name));
  const source =
    missing.length === 0 ? model.name : `Omit<${model.name}, ${missing.map(({ name }) => `'${name}'`).join(' | ')}>`;
  const fields = model.fields.filter(({ type }) => needsName(type)).map((field) => printField(field, style));
  return `${printModelDocs(model)}export interface ${style.nameOf(model.name)} extends Wire<${source}> {\n${fields.join('')}}\n`;
}

/** Types with a form of their own on this side, which a mapped type does not know. */
function needsName(type: ValueType): boolean {
  if (type.kind === 'array') return needsName(type.items);
  if (type.kind === 'map') return needsName(type.values);
  return type.kind === 'quantity' || referencesOf(type).length > 0;
}
