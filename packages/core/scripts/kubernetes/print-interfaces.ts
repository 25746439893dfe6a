import type { Field, Model, ValueType } from './model.ts';

/** How types are written in one of the packages. */
export interface TypeStyle {
  /** Whether fields and lists are readonly. */
  readonly readonly: boolean;
  /** The name of a model in TypeScript: `EnvVar`, `V1EnvVar`. */
  readonly nameOf: (model: string) => string;
  /** The TypeScript type of a quantity. */
  readonly quantity: string;
  /** The TypeScript type of an integer or a name of a port. */
  readonly intOrString: string;
  /** Where the names that are no models come from. */
  readonly imports: Readonly<Record<string, string>>;
}

/** An interface with a docstring for itself and for every field. */
export function printInterface(model: Model, style: TypeStyle): string {
  const heritage = model.extends === undefined ? '' : ` extends ${style.nameOf(model.extends)}`;
  const fields = model.fields.map((field) => printField(field, style)).join('');
  return `${printModelDocs(model)}export interface ${style.nameOf(model.name)}${heritage} {\n${fields}}\n`;
}

/** A field with its docstring. */
export function printField(field: Field, style: TypeStyle): string {
  const modifier = style.readonly ? 'readonly ' : '';
  const mark = field.required ? '' : '?';
  return `${printDocs(field.docs, '  ')}  ${modifier}${field.name}${mark}: ${printType(field.type, style)};\n`;
}

/** The description of a model, and where the API reference defines it, as a docstring. */
export function printModelDocs({ docs, reference }: Model): string {
  return printDocs(reference === undefined ? docs : `${docs}\n\n@see ${reference}`, '');
}

/** The TypeScript type of a value. */
function printType(type: ValueType, style: TypeStyle): string {
  switch (type.kind) {
    case 'string':
      return type.values === undefined ? 'string' : `LiteralUnion<${type.values.map((v) => `'${v}'`).join(' | ')}>`;
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'number';
    case 'int-or-string':
      return style.intOrString;
    case 'quantity':
      return style.quantity;
    case 'any-object':
      return 'JsonObject';
    case 'literal':
      return `'${type.value}'`;
    case 'array':
      return style.readonly
        ? `ReadonlyArray<${printType(type.items, style)}>`
        : `Array<${printType(type.items, style)}>`;
    case 'map': {
      const values = printType(type.values, style);
      return style.readonly ? `Readonly<Record<string, ${values}>>` : `Record<string, ${values}>`;
    }
    case 'reference':
      return style.nameOf(type.name);
  }
}

/** A docstring of lines that fit the page. */
function printDocs(docs: string, indent: string): string {
  const width = 120 - indent.length - 3;
  const lines = docs
    .replaceAll('*/', '* /')
    .replaceAll(/(?<!['`])<(\w+)>(?!['`])/g, '`<$1>`')
    .replaceAll(/(?<!`)@(?!see )/g, '\\@')
    .split('\n')
    .flatMap((line) => (line.startsWith('@see ') ? [line] : wrap(line, width)));
  if (lines.length === 0 || docs === '') return '';
  const [first = ''] = lines;
  if (lines.length === 1 && first.length + 4 <= width) return `${indent}/** ${first} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** Breaks at spaces. */
function wrap(text: string, width: number): ReadonlyArray<string> {
  const lines: Array<string> = [];
  let current = '';
  for (const word of text.split(/\s+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current += current === '' ? word : ` ${word}`;
    }
  }
  return [...lines, current];
}
