import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { type Field, type Model, type Models, referencesOf, type ValueType } from './model.ts';

/** Where in kubernetes-models a type stands: `v1/EnvVar`, `batch/v1/Job`. */
export type ModelPath = string;

/** What the client library says of a field: the wire formats that type declarations leave out. */
export interface ClientAttribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

/**
 * The types at `roots` and all that they refer to, as kubernetes-models declares them (names, docs, required fields,
 * enum values), with the formats of integers and strings from the models of the official client.
 */
export async function readUpstream(roots: ReadonlyArray<ModelPath>): Promise<Models> {
  const models = new Map<string, Model>();
  const pending = roots.map((path) => join(modelsFolder, `${path}.d.ts`));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const name = nameOf(file);
    if (models.has(name)) continue;
    const { model, imports } = await readModel(file, name);
    models.set(name, model);
    for (const field of model.fields)
      for (const reference of referencesOf(field.type)) {
        const imported = imports.get(reference);
        if (imported !== undefined) pending.push(imported);
      }
  }
  return models;
}

/** The attributes of a model of an installed version of the client, by field; undefined where it has no such model. */
export async function clientAttributes(
  client: 'cn1' | 'cn2',
  name: string,
): Promise<ReadonlyMap<string, ClientAttribute> | undefined> {
  const className = clientNames[name] ?? `V1${name}`;
  const file = join(packageFolder(client), `dist/gen/models/${className}.js`);
  if (!existsSync(file)) return undefined;
  const module: Record<string, { readonly attributeTypeMap: ReadonlyArray<ClientAttribute> }> = await import(
    pathToFileURL(file).href
  );
  return new Map(module[className]?.attributeTypeMap.map((attribute) => [attribute.baseName, attribute]));
}

/** The fields that kubernetes-models adds to every object without a word. */
const typeMetaDocs: Readonly<Record<string, string>> = {
  apiVersion: 'The group and version of the API.',
  kind: 'The kind of the object.',
};

/** Types that the client names otherwise, because two API groups have one of that name. */
const clientNames: Readonly<Record<string, string>> = {
  ResourceClaim: 'CoreV1ResourceClaim',
  ServiceReference: 'AdmissionregistrationV1ServiceReference',
  Subject: 'RbacV1Subject',
  WebhookClientConfig: 'AdmissionregistrationV1WebhookClientConfig',
};

const require = createRequire(import.meta.url);

/** The folder of an installed package, also of one whose exports do not show its package.json. */
function packageFolder(name: string): string {
  const folder = (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find(existsSync);
  if (folder === undefined) throw new Error(`the package ${name} is not installed`);
  return realpathSync(folder);
}

const modelsFolder = packageFolder('kubernetes-models');

interface ModelFile {
  readonly model: Model;
  /** The file of every type that the model may refer to, by its name. */
  readonly imports: ReadonlyMap<string, string>;
}

async function readModel(file: string, name: string): Promise<ModelFile> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
  const imports = new Map<string, string>();
  const aliases = new Map<string, string>();
  let declaration: ts.InterfaceDeclaration | undefined;
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const target = resolveImport(file, statement.moduleSpecifier.text);
      const bindings = statement.importClause?.namedBindings;
      if (target === undefined || bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const element of bindings.elements) aliases.set(element.name.text, nameOf(target));
      imports.set(nameOf(target), target);
    }
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === `I${name}`) declaration = statement;
  }
  if (declaration === undefined) throw new Error(`${file} declares no interface I${name}`);
  const attributes = await clientAttributes('cn2', name);
  if (attributes === undefined) throw new Error(`the client has no model ${name}`);
  const fields: Array<Field> = [];
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isStringLiteral(member.name)) {
      throw new Error(`${file}: a member that is not a property`);
    }
    const field = member.name.text;
    fields.push({
      name: field,
      docs: docsOf(member) || (typeMetaDocs[field] ?? ''),
      required: member.questionToken === undefined,
      type: readType(member.type, aliases, attributes.get(field)?.format ?? '', `${name}.${field}`),
    });
  }
  fields.sort((one, other) => Number(other.required) - Number(one.required));
  return { model: { name, docs: docsOf(declaration), fields }, imports };
}

function readType(node: ts.TypeNode, aliases: ReadonlyMap<string, string>, format: string, where: string): ValueType {
  const inner = (type: ts.TypeNode): ValueType => readType(type, aliases, format, where);
  if (node.kind === ts.SyntaxKind.StringKeyword) return stringType(format);
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'boolean' };
  if (node.kind === ts.SyntaxKind.NumberKeyword) {
    if (format === 'int32' || format === 'int64') return { kind: 'integer', format };
    throw new Error(`${where}: a number of format "${format}"`);
  }
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
    return { kind: 'literal', value: node.literal.text };
  }
  if (ts.isUnionTypeNode(node)) {
    const values = node.types.map((type) => {
      if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
      throw new Error(`${where}: a union of other than strings`);
    });
    return { kind: 'string', values };
  }
  if (ts.isTypeLiteralNode(node)) {
    const [member] = node.members;
    if (member === undefined) return { kind: 'any-object' };
    if (ts.isIndexSignatureDeclaration(member)) return { kind: 'map', values: inner(member.type) };
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.text === 'Array' && argument !== undefined) return { kind: 'array', items: inner(argument) };
    const name = aliases.get(node.typeName.text);
    if (name !== undefined) return specialTypes[name] ?? { kind: 'reference', name };
  }
  throw new Error(`${where}: the type ${node.getText()} is not understood`);
}

const specialTypes: Readonly<Record<string, ValueType>> = {
  FieldsV1: { kind: 'any-object' },
  IntOrString: { kind: 'int-or-string' },
  MicroTime: { kind: 'string', format: 'date-time' },
  Quantity: { kind: 'quantity' },
  Time: { kind: 'string', format: 'date-time' },
};

function stringType(format: string): ValueType {
  return format === 'byte' || format === 'date-time' ? { kind: 'string', format } : { kind: 'string' };
}

/** The text of a JSDoc comment, without a list of enum values that says nothing of them but their names. */
function docsOf(node: ts.Node): string {
  const [range] = ts.getLeadingCommentRanges(node.getSourceFile().text, node.getFullStart()) ?? [];
  if (range === undefined) return '';
  const comment = node.getSourceFile().text.slice(range.pos, range.end);
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .replace(/\n*Possible enum values:\n(?: - `"[^"]*"`\n?)+$/, '')
    .trim();
}

function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return resolve(dirname(from), specifier.replace(/\.js$/, '.d.ts'));
  if (!specifier.startsWith('@kubernetes-models/apimachinery/')) return undefined;
  const path = specifier.slice('@kubernetes-models/apimachinery/'.length);
  return resolve(modelsFolder, '../@kubernetes-models/apimachinery', `${path}.d.ts`);
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.d\.ts$/, '');
}
