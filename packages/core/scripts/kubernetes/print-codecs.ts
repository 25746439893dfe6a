import { type Model, referencesOf, type ValueType } from './model.ts';
import { type FilePlan, modelImports, printHeader, specialImports } from './print-file.ts';
import { printInterface, type TypeStyle } from './print-interfaces.ts';

/** A file of interfaces, and of a codec for each. */
export function printCodecsFile(plan: FilePlan, plans: ReadonlyArray<FilePlan>, style: TypeStyle): string {
  const interfaces = plan.models.map((model) => printInterface(model, style));
  const codecs = leavesFirst(plan.models).map(printCodec);
  const body = [...interfaces, ...codecs].join('\n');
  const models = modelImports(plan, plans).map(
    ([file, names]) => `import { ${names.join(', ')} } from './${file}.ts';\n`,
  );
  const guards = `import { ${plan.models.map(({ name }) => `is${name}`).join(', ')} } from './guards/${plan.file}.ts';\n`;
  const special = specialImports(body, { ...codecImports, ...style.imports });
  return [printHeader(plan.subject), ...special, ...models, guards, '\n', body].join('');
}

/** Where the codecs that are not generated come from. */
const codecImports: Readonly<Record<string, string>> = {
  array: '../codec/array.ts',
  arrayByKeys: '../codec/array.ts',
  boolean: '../codec/primitive.ts',
  dateTime: '../codec/date-time.ts',
  extend: '../codec/struct.ts',
  int32: '../codec/integer.ts',
  int64: '../codec/integer.ts',
  record: '../codec/record.ts',
  string: '../codec/primitive.ts',
  struct: '../codec/struct.ts',
  Struct: '../codec/struct.ts',
};

/** `export const EnvVar: Struct<EnvVar> = struct('EnvVar', { name: string }, { value: string }, isEnvVar);` */
function printCodec({ name, fields, extends: base }: Model): string {
  const required = fields.filter((field) => field.required).map((field) => `${field.name}: ${printType(field.type)}`);
  const optional = fields.filter((field) => !field.required).map((field) => `${field.name}: ${printType(field.type)}`);
  const make = base === undefined ? `struct('${name}',` : `extend('${name}', ${base},`;
  const value = `${make} { ${required.join(', ')} }, { ${optional.join(', ')} }, is${name})`;
  return `/** Decodes {@link ${name}}. */\nexport const ${name}: Struct<${name}> = ${value};\n`;
}

function printType(type: ValueType): string {
  switch (type.kind) {
    case 'string':
      return type.format === 'date-time' ? 'dateTime' : 'string';
    case 'boolean':
      return 'boolean';
    case 'integer':
      return type.format;
    case 'int-or-string':
      return 'IntOrString';
    case 'quantity':
      return 'Quantity';
    case 'any-object':
      return 'JsonObject';
    case 'array':
      if (type.keys === undefined) return `array(${printType(type.items)})`;
      return `arrayByKeys(${printType(type.items)}, [${type.keys.map((key) => `'${key}'`).join(', ')}])`;
    case 'map':
      return `record(${printType(type.values)})`;
    case 'reference':
      return type.name;
    case 'literal':
      throw new Error('no Stash resource holds an object with an apiVersion and kind of its own');
  }
}

/** A constant stands below those that it is made of. */
function leavesFirst(models: ReadonlyArray<Model>): ReadonlyArray<Model> {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<Model>();
  const visit = (model: Model): void => {
    if (ordered.has(model)) return;
    const names = model.fields.flatMap((field) => referencesOf(field.type));
    if (model.extends !== undefined) names.push(model.extends);
    for (const name of names) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(model);
  };
  models.forEach(visit);
  return [...ordered];
}
