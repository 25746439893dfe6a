import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse.ts';
import { variablesOf } from './variables-of.ts';

describe('variablesOf', () => {
  it('lists each use with its place', () => {
    expect(variablesOf('é${A} ${B:=x${C}} ${#A}')).toEqual([
      { name: 'A', required: true, conditional: false, operator: '', path: [], offset: 1, length: 4 },
      {
        name: 'B',
        required: false,
        conditional: false,
        default: 'x${C}',
        operator: ':=',
        path: [],
        offset: 6,
        length: 11,
      },
      { name: 'C', required: false, conditional: true, operator: '', path: [], offset: 12, length: 4 },
      { name: 'A', required: true, conditional: false, operator: 'length', path: [], offset: 18, length: 5 },
    ]);
  });

  it.each([
    ['${A}', 'A'],
    ['${A:-x}${B:=x}${C=x}', ''],
    ['${A:?x}', 'A'],
    ['${A:+${B}}', ''],
    ['${A:?${B}}', 'A'],
    ['${A#${B}}${C/${D}/${E}}${F:${G}:${H}}', 'A B C D E F G H'],
    ['${A^^}', 'A'],
    ['$A $(B) $${C}', ''],
    ['${A-b} ${C}', 'C'],
  ])('requires of %s: %s', (text, names) => {
    const required = variablesOf(text).filter((each) => each.required);
    expect(required.map(({ name }) => name).join(' ')).toBe(names);
  });

  it('takes a parsed template', () => {
    expect(variablesOf(orThrow(parseTemplate('${A}')))).toMatchObject([{ name: 'A' }]);
  });

  it('goes through the strings of an object, and not its keys', () => {
    const resource = {
      kind: 'Function',
      spec: { args: ['a', '--b=${B}'], image: '${C:=x}', '${NO}': { deep: [['${D}']] }, replicas: 1, none: null },
    };
    expect(variablesOf(resource).map(({ name, path }) => [name, path])).toEqual([
      ['B', ['spec', 'args', 1]],
      ['C', ['spec', 'image']],
      ['D', ['spec', '${NO}', 'deep', 0, 0]],
    ]);
  });

  it('bears objects that hold themselves, and any depth', () => {
    const circular: Record<string, unknown> = { a: '${A}' };
    circular.self = circular;
    expect(variablesOf(circular)).toHaveLength(1);
    let deep: unknown = '${A}';
    for (let depth = 0; depth < 60_000; depth += 1) deep = [deep];
    expect(variablesOf([deep])[0]?.path).toHaveLength(60_001);
  });

  it('looks at an object twice that stands in two places', () => {
    const shared = { b: '${B}' };
    expect(variablesOf({ one: shared, two: [shared] }).map(({ path }) => path.join('.'))).toEqual(['one.b', 'two.0.b']);
  });

  it('bears a list of any length', () => {
    expect(variablesOf(Array.from({ length: 300_000 }, () => 1))).toEqual([]);
  });
});
