import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { evaluateTemplate } from './evaluate.ts';
import { parseTemplate, parseText } from './parse.ts';
import { deepestNesting } from './parser.ts';
import { printTemplate } from './print.ts';
import type { TemplateProblemCode } from './template-problem-code.ts';
import { traceTemplate } from './trace.ts';
import { variablesOf } from './variables-of.ts';

describe('parseTemplate', () => {
  it('takes text without expressions as one literal', () => {
    expect(parseText('a { b } $NAME $(POD) \\ $').template.parts).toEqual([
      { kind: 'literal', text: 'a { b } $NAME $(POD) \\ $', source: 'a { b } $NAME $(POD) \\ $' },
    ]);
  });

  it('has no parts for the empty string', () => {
    expect(parseText('').template.parts).toEqual([]);
  });

  it('reads an expression with its place', () => {
    expect(parseText('é${NAME:=a${B}}').template.parts).toEqual([
      { kind: 'literal', text: 'é', source: 'é' },
      {
        kind: 'expansion',
        name: 'NAME',
        operator: ':=',
        operands: [
          {
            parts: [
              { kind: 'literal', text: 'a', source: 'a' },
              { kind: 'expansion', name: 'B', operator: '', operands: [], offset: 10, length: 4 },
            ],
            constant: undefined,
          },
        ],
        offset: 1,
        length: 14,
      },
    ]);
  });

  it.each([
    ['$$', '$'],
    ['$$$', '$$'],
    ['$${NAME}', '${NAME}'],
    ['$$(POD)', '$(POD)'],
    ['a$$$$b', 'a$$b'],
  ])('reads %s as the literal %s', (template, text) => {
    expect(parseText(template)).toMatchObject({ template: { parts: [{ kind: 'literal', text }] }, problems: [] });
  });

  it.each([
    ['a letter of any script', '${naïve}${日本}${𝒳}', ['naïve', '日本', '𝒳']],
    ['a digit first', '${1st}${٣}', ['1st', '٣']],
    ['underscores', '${_}${__a_}', ['_', '__a_']],
  ])('allows %s in a name', (_, template, names) => {
    expect(parseText(template)).toMatchObject({ template: { parts: names.map((name) => ({ name })) }, problems: [] });
  });

  it.each([
    ['${X}', '', []],
    ['${#X}', 'length', []],
    ['${X:=d}', ':=', ['d']],
    ['${X:-d}', ':-', ['d']],
    ['${X=d}', '=', ['d']],
    ['${X:=}', ':=', ['']],
    ['${X:={}', ':=', ['{']],
    ['${X:=a:b/c}', ':=', ['a:b/c']],
    ['${X:=\\}\\$\\\\\\n}', ':=', ['}$\\\\n']],
    ['${X:=$}', ':=', ['$']],
    ['${X:=$$}', ':=', ['$']],
    ['${X:?gone}', ':?', ['gone']],
    ['${X:+alt}', ':+', ['alt']],
    ['${X^}', '^', []],
    ['${X^^}', '^^', []],
    ['${X,}', ',', []],
    ['${X,,}', ',,', []],
    ['${X#a}', '#', ['a']],
    ['${X##a}', '##', ['a']],
    ['${X%a}', '%', ['a']],
    ['${X%%a}', '%%', ['a']],
    ['${X#\\}}', '#', ['\\}']],
    ['${X/a/b}', '/', ['a', 'b']],
    ['${X//a/b}', '//', ['a', 'b']],
    ['${X/#a/b}', '/#', ['a', 'b']],
    ['${X/%a/b}', '/%', ['a', 'b']],
    ['${X/a/b/c}', '/', ['a', 'b/c']],
    ['${X/\\//\\/}', '/', ['\\/', '/']],
    ['${X////_}', '//', ['/', '_']],
    ['${X//#a/}', '//', ['#a', '']],
    ['${X:1}', ':', ['1']],
    ['${X: -1}', ':', [' -1']],
    ['${X:(-1):2}', ':', ['(-1)', '2']],
    ['${X::2}', ':', ['0', '2']],
  ])('reads %s as the operator %s with its operands', (template, operator, operands) => {
    const { template: parsed, problems } = parseText(template);
    expect(problems).toEqual([]);
    const [part] = parsed.parts;
    expect(part).toMatchObject({ kind: 'expansion', name: 'X', operator });
    const texts =
      part?.kind === 'expansion'
        ? part.operands.map(({ parts }) => parts.map((each) => (each.kind === 'literal' ? each.text : '?')).join(''))
        : [];
    expect(texts).toEqual(operands);
  });

  it.each<[string, ReadonlyArray<[code: TemplateProblemCode, range: string]>]>([
    ['${', [['unclosed-expression', '${']]],
    ['${X', [['unclosed-expression', '${X']]],
    ['a ${X:=d', [['unclosed-expression', '${X:=']]],
    ['${X^', [['unclosed-expression', '${X^']]],
    ['${X/a', [['unclosed-expression', '${X/']]],
    ['${X:=${Y}', [['unclosed-expression', '${X:=']]],
    [
      '${X:=${Y',
      [
        ['unclosed-expression', '${X:='],
        ['unclosed-expression', '${Y'],
      ],
    ],
    ['${X:=a\\}', [['unclosed-expression', '${X:=']]],
    ['${}', [['empty-name', '${}']]],
    ['${#}', [['empty-name', '${#}']]],
    ['${:=d}', [['empty-name', '${']]],
    ['${^}', [['empty-name', '${']]],
    ['${ X}', [['invalid-name', ' ']]],
    ['${X }', [['invalid-name', ' ']]],
    ['${-X}', [['invalid-name', '-']]],
    ['${!X}', [['invalid-name', '!']]],
    ['${X.Y}', [['invalid-name', '.']]],
    ['${X😀}', [['invalid-name', '😀']]],
    ['${${X}}', [['invalid-name', '$']]],
    ['${#X.Y}', [['invalid-name', '.']]],
    ['${X-d}', [['unknown-operator', '-']]],
    ['${X+d}', [['unknown-operator', '+']]],
    ['${X?d}', [['unknown-operator', '?']]],
    ['${X@Q}', [['unknown-operator', '@']]],
    ['${X!}', [['unknown-operator', '!']]],
    ['${X[0]}', [['unknown-operator', '[']]],
    ['${#X:=d}', [['unexpected-operand', ':']]],
    ['${X^^^}', [['unexpected-operand', '^']]],
    ['${X,a}', [['unexpected-operand', 'a']]],
    ['${X:}', [['missing-operand', '${X:}']]],
    ['${X:1:}', [['missing-operand', '${X:1:}']]],
    ['${X:a}', [['invalid-offset', '${X:a}']]],
    ['${X:08}', [['invalid-offset', '${X:08}']]],
    ['${X:1+1}', [['invalid-offset', '${X:1+1}']]],
    ['${X:1:a}', [['invalid-length', '${X:1:a}']]],
    ['${X:1:-2}', [['negative-length', '${X:1:-2}']]],
    [
      '${a-b} ${c} ${d.e} ${f:=${}}',
      [
        ['unknown-operator', '-'],
        ['invalid-name', '.'],
        ['empty-name', '${}'],
      ],
    ],
    [
      '${a b:=${c-d}} ${e',
      [
        ['invalid-name', ' '],
        ['unknown-operator', '-'],
        ['unclosed-expression', '${e'],
      ],
    ],
  ])('reports what is malformed in %s', (template, expected) => {
    const result = parseTemplate(template);
    const found = isLeft(result) ? result.left : [];
    expect(found.map(({ code, span }) => [code, template.slice(span.offset, span.offset + span.length)])).toEqual(
      expected,
    );
    for (const problem of found)
      expect(problem).toMatchObject({ severity: 'error', path: [], hint: expect.any(String) });
  });

  it.each([
    ['${X-d}', '${X:-d}'],
    ['${pg-args}', '${pg_args}'],
    ['${X+d}', '${X:+d}'],
    ['${X?d}', '${X:?d}'],
    ['${ X}', '${X}'],
    ['${X }', '${X}'],
    ['${a.b}', '${a_b}'],
    ['${X^a}', '${X^}'],
    ['${}', '$${'],
  ])('hints what to write instead of %s', (template, hint) => {
    const result = parseTemplate(template);
    expect(isLeft(result) ? result.left[0].hint : undefined).toContain(hint);
  });

  it('goes on behind what is malformed', () => {
    expect(parseText('a${b-c}d${e}').template.parts).toMatchObject([{ text: 'a' }, { text: 'd' }, { name: 'e' }]);
  });

  it('bears any nesting, but takes only some of it', () => {
    const nested = (depth: number): string => `${'${A:='.repeat(depth)}x${'}'.repeat(depth)}`;
    const deepest = parseTemplate(nested(deepestNesting));
    expect(isRight(deepest) && printTemplate(deepest.right)).toBe(nested(deepestNesting));
    expect(isRight(deepest) && evaluateTemplate(deepest.right, () => undefined)).toEqual(right('x'));
    expect(isRight(deepest) && traceTemplate(deepest.right, () => undefined)).toMatchObject(right([{ text: 'x' }]));
    expect(isRight(deepest) && variablesOf(deepest.right)).toHaveLength(deepestNesting);
    const result = parseTemplate(nested(100_000));
    expect(isLeft(result) && result.left.map(({ code }) => code)).toEqual(['nesting-too-deep']);
  });
});
