import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { parseText } from './parse.ts';
import { isMadeOfSecret, traceTemplate } from './trace.ts';

const lookup = (name: string): string | undefined =>
  new Map([
    ['A', 'value'],
    ['E', ''],
  ]).get(name);

describe('traceTemplate', () => {
  it('tells what each piece of the text came from', () => {
    expect(traceTemplate(parseText('$$x${A^}${B:=d${A}}${A:+y}${E:+z}').template, lookup)).toEqual(
      right([
        { kind: 'literal', text: '$x' },
        { kind: 'variable', text: 'Value', name: 'A', operator: '^', offset: 3, length: 5, secret: false },
        {
          kind: 'default',
          text: 'dvalue',
          name: 'B',
          operator: ':=',
          offset: 8,
          length: 11,
          secret: false,
          spans: [
            { kind: 'literal', text: 'd' },
            { kind: 'variable', text: 'value', name: 'A', operator: '', offset: 14, length: 4, secret: false },
          ],
        },
        {
          kind: 'alternative',
          text: 'y',
          name: 'A',
          operator: ':+',
          offset: 19,
          length: 7,
          secret: false,
          spans: [{ kind: 'literal', text: 'y' }],
        },
        { kind: 'variable', text: '', name: 'E', operator: ':+', offset: 26, length: 7, secret: false },
      ]),
    );
  });

  it.each([
    ['${S}', 'S', [true]],
    ['${A}${S^^}${#S}${S:0:1}', 'S', [false, true, true, true]],
    ['${A/a/${S}}${A#${S}}${A:${S}}', 'S', [true, true, true]],
    ['${S:+y}${S:+${S}}${E:+${S}}${Q:+y}', 'S', [false, true, false, false]],
    ['${A:=${S}}${B:=${S}}${B:=${A}}', 'S', [false, true, false]],
    ['${Q:=x}${Q:-${A}}', 'Q', [true, true]],
    ['${пароль^^}', 'пароль', [true]],
  ])('says of %s what was made of a secret', (text, secret, made) => {
    const values = new Map([...[secret, 'A', 'S'].map((name) => [name, '7'] as const), ['E', '']]);
    values.delete('Q');
    const traced = traceTemplate(
      parseText(text).template,
      (name) => values.get(name),
      (name) => name === secret,
    );
    expect(isRight(traced) && traced.right.map((span) => 'secret' in span && span.secret)).toEqual(made);
    expect(isRight(traced) && isMadeOfSecret(traced.right)).toBe(made.includes(true));
  });

  it('reports what evaluation reports', () => {
    const traced = traceTemplate(parseText('${B} ${C:=${D}}').template, lookup);
    expect(isLeft(traced) && traced.left.map(({ variable }) => variable)).toEqual(['B', 'D']);
  });
});
