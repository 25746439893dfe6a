import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { decodeResource } from '../resource/decode-resource.ts';
import { resourceKinds } from '../resource/kind-facts.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { SchemaNode } from './leaf-schema.ts';

const kinds = resourceKinds.map(({ kind }) => kind);
const validators = new Map(
  kinds.map((kind) => [
    kind,
    new Ajv2020({ strict: true, strictTypes: false, validateFormats: false }).compile(jsonSchemaOf(kind) ?? {}),
  ]),
);

/** The faults that `decodeResource` refuses and that a schema cannot express. */
const beyondSchemas: ReadonlySet<string> = new Set([
  'duplicate-item',
  'invalid-metadata',
  'invalid-date-time',
  'missing-field',
  'too-deep',
  'too-large',
]);

describe('jsonSchemaOf', () => {
  it('is undefined for a kind that there is not', () => {
    expect(jsonSchemaOf('Functon')).toBeUndefined();
    expect(jsonSchemaOf('constructor')).toBeUndefined();
  });

  it.each(kinds)('describes every field of %s', (kind) => {
    const schema = jsonSchemaOf(kind);
    const lacking: Array<string> = [];
    const visit = (node: SchemaNode, path: string): void => {
      for (const [name, property] of Object.entries(node.properties ?? {})) {
        if (property.description === undefined && property.allOf === undefined) lacking.push(`${path}.${name}`);
      }
    };
    if (schema !== undefined) visit(schema, kind);
    for (const [name, definition] of Object.entries(schema?.$defs ?? {})) {
      visit(definition, name);
      expect(definition.properties, name).not.toEqual({});
    }
    expect(lacking.filter((each) => !/\.(apiVersion|kind|metadata|spec|status|container)$/.test(each))).toEqual([]);
  });

  it.each(kinds)('knows every type of value in %s', (kind) => {
    const text = JSON.stringify(jsonSchemaOf(kind));
    // For a value of a type that it does not know, the schema would take anything.
    expect(text).not.toContain(':{}');
    expect(text).not.toContain(':{"description":""}');
  });

  it.each(['function-manifests', 'task-manifests'])('says of the vectors of %s what decoding says', (file) => {
    const url = new URL(`../../../../conformance/vectors/${file}.jsonl`, import.meta.url);
    const lines = readFileSync(url, 'utf8').trim().split('\n');
    const differences: Array<string> = [];
    let agreed = 0;
    for (const line of lines) {
      const { manifest } = JSON.parse(line);
      const decoded = decodeResource(manifest);
      const validate = validators.get(manifest.kind);
      const isTaken = validate?.(manifest) === true;
      const codes = isRight(decoded)
        ? []
        : decoded.left.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      if (isTaken === isRight(decoded)) agreed += 1;
      else if (!isTaken || !codes.every((code) => beyondSchemas.has(code))) {
        differences.push(`${codes.join(' ')} ${JSON.stringify(validate?.errors?.[0])} ${line.slice(0, 200)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(agreed / lines.length).toBeGreaterThan(0.9);
  });
});
