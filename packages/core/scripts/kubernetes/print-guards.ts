import { allFields, type Field, type Model, type Models, referencesOf, type ValueType } from './model.ts';
import { type FilePlan, printHeader, specialImports } from './print-file.ts';

/**
 * A file of functions that answer whether a value is valid as it stands. They are static code, so that they need no
 * `eval`, and look only at the fields that are there. They answer with a boolean, since the type that they stand for
 * imports them.
 */
export function printGuardsFile(plan: FilePlan, plans: ReadonlyArray<FilePlan>, models: Models): string {
  const body = plan.models.map((model) => printGuard(model, models)).join('\n');
  const needed = new Set(
    plan.models.flatMap((model) => allFields(model, models).flatMap((field) => referencesOf(field.type))),
  );
  const others = plans
    .filter(({ file }) => file !== plan.file)
    .map(({ file, models: found }) => [file, found.map(({ name }) => name).filter((name) => needed.has(name))] as const)
    .filter(([, found]) => found.length > 0)
    .map(([file, found]) => `import { ${found.map((name) => `is${name}`).join(', ')} } from './${file}.ts';\n`);
  return [
    printHeader(`${plan.subject}: checks that a value is valid as it stands`),
    ...specialImports(body, guardImports),
    ...others,
    '\n',
    body,
  ].join('');
}

const guardImports: Readonly<Record<string, string>> = {
  hasDistinctKeys: '../../codec/array.ts',
  isArray: '../../codec/array.ts',
  isDateTime: '../../codec/date-time.ts',
  isInt32: '../../codec/integer.ts',
  isInt64: '../../codec/integer.ts',
  isIntOrString: '../../codec/int-or-string.ts',
  isJsonObject: '../../codec/json.ts',
  isOwnObject: '../../codec/is-object.ts',
  isPlainObject: '../../codec/is-object.ts',
  isQuantity: '../../codec/quantity.ts',
  isRecordOf: '../../codec/record.ts',
  isString: '../../codec/primitive.ts',
};

function printGuard(model: Model, models: Models): string {
  const fields = allFields(model, models);
  const required = fields.filter((field) => field.required);
  const optional = fields.filter((field) => !field.required);
  const lines = [
    `/** Whether a value is a valid \`${model.name}\` as it stands. */`,
    `export function is${model.name}(input: unknown): boolean {`,
    'if (!isOwnObject(input)) return false;',
    required.length > 0 ? 'let required = 0;' : 'let empty = true;',
    'for (const key in input) {',
    'const value = input[key];',
    'switch (key) {',
    ...printCases(required, 'required++;\n'),
    ...printCases(optional, ''),
    'default: return false;',
    '}',
    required.length > 0 ? '' : 'empty = false;',
    '}',
    required.length > 0 ? `return required === ${required.length};` : 'return !empty || isPlainObject(input);',
    '}',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** Fields of one type share a case. */
function printCases(fields: ReadonlyArray<Field>, then: string): ReadonlyArray<string> {
  const byCheck = new Map<string, Array<string>>();
  for (const { name, type } of fields) {
    const check = printFailure(type);
    byCheck.set(check, [...(byCheck.get(check) ?? []), name]);
  }
  return [...byCheck].map(
    ([check, names]) =>
      `${names.map((name) => `case '${name}':`).join('\n')}\nif (${check}) return false;\n${then}break;`,
  );
}

/** The condition under which the variable `value` is not valid. */
function printFailure(type: ValueType): string {
  if (type.kind === 'string' && type.format !== 'date-time') return "typeof value !== 'string'";
  if (type.kind === 'boolean') return "typeof value !== 'boolean'";
  if (type.kind === 'array') {
    const items = `!isArray(value, ${guardOf(type.items)})`;
    if (type.keys === undefined) return items;
    return `${items} || !hasDistinctKeys(value, [${type.keys.map((key) => `'${key}'`).join(', ')}])`;
  }
  if (type.kind === 'map') return `!isRecordOf(value, ${guardOf(type.values)})`;
  return `!${guardOf(type)}(value)`;
}

function guardOf(type: ValueType): string {
  switch (type.kind) {
    case 'string':
      return type.format === 'date-time' ? 'isDateTime' : 'isString';
    case 'integer':
      return type.format === 'int32' ? 'isInt32' : 'isInt64';
    case 'int-or-string':
      return 'isIntOrString';
    case 'quantity':
      return 'isQuantity';
    case 'any-object':
      return 'isJsonObject';
    case 'reference':
      return `is${type.name}`;
    default:
      throw new Error(`no list or map holds a ${type.kind}`);
  }
}
