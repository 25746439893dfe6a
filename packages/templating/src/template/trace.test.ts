import { isLeft, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { parseText } from './parse.ts';
import { traceTemplate } from './trace.ts';

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
        { kind: 'variable', text: 'Value', name: 'A', operator: '^', offset: 3, length: 5 },
        {
          kind: 'default',
          text: 'dvalue',
          name: 'B',
          operator: ':=',
          offset: 8,
          length: 11,
          spans: [
            { kind: 'literal', text: 'd' },
            { kind: 'variable', text: 'value', name: 'A', operator: '', offset: 14, length: 4 },
          ],
        },
        {
          kind: 'alternative',
          text: 'y',
          name: 'A',
          operator: ':+',
          offset: 19,
          length: 7,
          spans: [{ kind: 'literal', text: 'y' }],
        },
        { kind: 'variable', text: '', name: 'E', operator: ':+', offset: 26, length: 7 },
      ]),
    );
  });

  it('reports what evaluation reports', () => {
    const traced = traceTemplate(parseText('${B} ${C:=${D}}').template, lookup);
    expect(isLeft(traced) && traced.left.map(({ variable }) => variable)).toEqual(['B', 'D']);
  });
});
