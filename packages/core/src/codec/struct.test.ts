import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { array } from './array.ts';
import { decodeWith } from './decode-with.ts';
import { int32 } from './integer.ts';
import { JsonObject } from './json.ts';
import { string } from './primitive.ts';
import { record } from './record.ts';
import { extend, struct } from './struct.ts';

interface Port {
  readonly containerPort: number;
  readonly name?: string;
  readonly protocol?: string;
}

interface Container {
  readonly name: string;
  readonly ports?: ReadonlyArray<Port>;
}

const Port = struct<Port>('Port', { containerPort: int32 }, { name: string, protocol: string });
const Container = struct<Container>('Container', { name: string }, { ports: array(Port) });

describe('struct', () => {
  it('gives a valid object back as it is', () => {
    const input = { name: 'a', ports: [{ containerPort: 1, name: 'b' }] };
    const result = decodeWith(Container, input);
    expect(result).toHaveProperty('right', input);
    expect('right' in result && result.right).toBe(input);
  });

  it('drops null and undefined, as an API server does with null', () => {
    const input = { name: 'a', ports: [{ containerPort: 1, name: null, protocol: undefined }] };
    expect(decodeWith(Container, input)).toEqual({
      _tag: 'Right',
      right: { name: 'a', ports: [{ containerPort: 1 }] },
    });
    expect(Object.keys(right(decodeWith(Port, { containerPort: 1, name: undefined })))).toEqual(['containerPort']);
  });

  it('drops undefined under a name that it does not know', () => {
    expect(decodeWith(Port, { containerPort: 1, nosuch: undefined })).toEqual({
      _tag: 'Right',
      right: { containerPort: 1 },
    });
  });

  it('takes for the fields of an object only what its JSON has', () => {
    const input: unknown = Object.assign(Object.create({ name: 'a', nosuch: 1 }), { containerPort: 1 });
    expect(Port.is(input)).toBe(false);
    expect(right(decodeWith(Port, input))).toStrictEqual({ containerPort: 1 });
    expect(codesAndPaths(Port, Object.create({ containerPort: 1 }))).toEqual([['missing-field', 'containerPort']]);
    expect(right(decodeWith(record(string), Object.create({ a: 'b' })))).toStrictEqual({});
    expect(right(decodeWith(JsonObject, Object.create({ a: 'b' })))).toStrictEqual({});
  });

  it('takes instances of classes and objects without a prototype as they are', () => {
    class Instance {
      readonly containerPort = 1;
      method(): void {}
    }
    for (const input of [new Instance(), Object.assign(Object.create(null), { containerPort: 1 })]) {
      expect(Port.is(input)).toBe(true);
      expect(right(decodeWith(Port, input))).toBe(input);
    }
  });

  it('reports everything that is wrong at once', () => {
    const input = { nam: 'a', ports: [{ containerPort: '1', protcol: 'TCP' }, null, { name: 2 }], other: null };
    expect(codesAndPaths(Container, input)).toEqual([
      ['unknown-field', 'nam'],
      ['wrong-type', 'ports.0.containerPort'],
      ['unknown-field', 'ports.0.protcol'],
      ['wrong-type', 'ports.1'],
      ['wrong-type', 'ports.2.name'],
      ['missing-field', 'ports.2.containerPort'],
      ['unknown-field', 'other'],
    ]);
  });

  it('says of a field under another name that the name is wrong, and not that it is missing too', () => {
    expect(codesAndPaths(Port, { containerPrt: 1 })).toEqual([['unknown-field', 'containerPrt']]);
    expect(codesAndPaths(Port, { elsewhere: 1 })).toEqual([
      ['unknown-field', 'elsewhere'],
      ['missing-field', 'containerPort'],
    ]);
    expect(codesAndPaths(Port, { containerPrt: 1 }, { lenient: true })).toEqual([['missing-field', 'containerPort']]);
  });

  it('takes null for a missing field', () => {
    expect(codesAndPaths(Port, { containerPort: null })).toEqual([['missing-field', 'containerPort']]);
  });

  it.each([
    ['a list', []],
    ['null', null],
    ['a string', 'a'],
    ['a Date, which has no fields', new Date()],
    ['a Map', new Map()],
    ['a function', () => 1],
    ['undefined', undefined],
  ])('refuses %s', (_, input) => {
    const Empty = struct<{ readonly a?: string }>('Empty', {}, { a: string });
    expect(codesAndPaths(Empty, input)).toEqual([['wrong-type', '']]);
    expect(Empty.is(input)).toBe(false);
  });

  it.each([
    [{ containerPort: 1, protcol: 'TCP' }, 'did you mean `protocol`?'],
    [{ containerPort: 1, protcol: 'TCP', protocol: 'UDP' }, '`protocol` is there already: remove one of the two'],
    [{ containerPort: 1, ContainerPort: 2 }, '`containerPort` is there already: remove one of the two'],
    [{ containerPort: 1, '-name': 'a' }, 'write a space behind the dash: `- name: …`'],
    [{ containerPort: 1, port: 2 }, 'the fields here are `containerPort`, `name`, `protocol`'],
  ])('says which name was probably meant: %j', (input, hint) => {
    expect(hints(Port, input)).toEqual([hint]);
  });

  it('drops unknown fields with a warning where it is lenient', () => {
    const warnings: Array<string> = [];
    const onWarning = ({ code }: { readonly code: string }): unknown => warnings.push(code);
    const input = { containerPort: 1, nosuch: 1 };
    expect(decodeWith(Port, input, { lenient: true, onWarning })).toEqual({
      _tag: 'Right',
      right: { containerPort: 1 },
    });
    expect(warnings).toEqual(['unknown-field']);
  });

  it('does not take the names that every object has for fields', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const input: unknown = JSON.parse(`{"containerPort": 1, "${name}": {"polluted": true}}`);
      expect(codesAndPaths(Port, input)).toEqual([['unknown-field', name]]);
      expect(decodeWith(Port, input, { lenient: true })).toEqual({ _tag: 'Right', right: { containerPort: 1 } });
    }
    expect({}).not.toHaveProperty('polluted');
  });

  it('extends another struct, whose optional fields may become required', () => {
    const Named = extend<Port, Port & { readonly name: string; readonly extra?: string }>(
      'Named',
      Port,
      { name: string },
      { extra: string },
    );
    expect(codesAndPaths(Named, { containerPort: 1 })).toEqual([['missing-field', 'name']]);
    expect(Named.is({ containerPort: 1, name: 'a', extra: 'b', protocol: 'c' })).toBe(true);
  });

  it('decodes and encodes fields with codecs of io-ts that change them', () => {
    const Trimmed = new t.Type<string>(
      'Trimmed',
      t.string.is,
      (input, context) => (typeof input === 'string' ? t.success(input.trim()) : t.failure(input, context)),
      (text) => text.toUpperCase(),
    );
    const Named = struct<{ readonly name: string }>('Named', { name: Trimmed }, {});
    expect(decodeWith(Named, { name: ' a ' })).toEqual({ _tag: 'Right', right: { name: 'a' } });
    expect(Named.encode({ name: 'a' })).toEqual({ name: 'A' });
    expect(codesAndPaths(Named, { name: 1 })).toEqual([['wrong-type', 'name']]);
  });
});

function codesAndPaths(codec: t.Mixed, input: unknown, options = {}): ReadonlyArray<readonly [string, string]> {
  const result = decodeWith(codec, input, options);
  return result._tag === 'Right' ? [] : result.left.map(({ code, path }) => [code, path.join('.')] as const);
}

function hints(codec: t.Mixed, input: unknown): ReadonlyArray<string | undefined> {
  const result = decodeWith(codec, input);
  return result._tag === 'Right' ? [] : result.left.map(({ hint }) => hint);
}

function right<A>(result: { readonly _tag: 'Right'; readonly right: A } | { readonly _tag: 'Left' }): A {
  if (result._tag === 'Left') throw new Error('expected a Right');
  return result.right;
}
