import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../test/compile.ts';
import { parseTemplate } from '../template/parse.ts';
import { variablesOf } from '../template/variables-of.ts';

/** One compilation holds many templates, since it takes a second for however few. */
const templatesOfOneRun = 400;

describe('the grammar in types', () => {
  it.each([
    ['templates as people write them', template()],
    ['any mixture of the signs of the language, malformed or not', mixture()],
  ])('finds the same required and optional variables as variablesOf in %s', (_, one) => {
    const texts = fc.array(one.filter(hasFaultsOnlyInShape), {
      minLength: templatesOfOneRun,
      maxLength: templatesOfOneRun,
      size: 'max',
    });
    fc.assert(
      fc.property(texts, (all) => {
        const found = inTypes(all);
        const differences = all.flatMap((text, index) => {
          const [types, runTime] = [found[index], atRunTime(text)];
          return isDeepStrictEqual(types, runTime) ? [] : [{ text, types, runTime }];
        });
        expect(differences).toEqual([]);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});

interface Found {
  readonly required: ReadonlyArray<string>;
  readonly optional: ReadonlyArray<string>;
}

function inTypes(texts: ReadonlyArray<string>): ReadonlyArray<Found> {
  const { errors, strings } = compile(
    [
      "import type { OptionalVariables, RequiredVariables } from './variables-of.ts';",
      ...texts.flatMap((text, index) => [
        `type Required${index} = RequiredVariables<${JSON.stringify(text)}>;`,
        `type Optional${index} = OptionalVariables<${JSON.stringify(text)}>;`,
      ]),
      'export {};',
    ].join('\n'),
  );
  expect(errors).toEqual([]);
  return texts.map((_, index) => ({
    required: [...strings(`Required${index}`)].sort(),
    optional: [...strings(`Optional${index}`)].sort(),
  }));
}

function atRunTime(text: string): Found {
  const references = variablesOf(text);
  const required = new Set(references.filter((reference) => reference.required).map(({ name }) => name));
  const optional = new Set(references.map(({ name }) => name).filter((name) => !required.has(name)));
  return { required: [...required].sort(), optional: [...optional].sort() };
}

/**
 * Types do not read numbers and do not look for the `/` before a replacement. In an expression with such a fault they
 * still see the variable; the parser reports the fault.
 */
function hasFaultsOnlyInShape(text: string): boolean {
  const parsed = parseTemplate(text);
  return parsed._tag === 'Right' || parsed.left.every(({ code }) => shapeFaults.has(code));
}

const shapeFaults: ReadonlySet<string> = new Set([
  'unclosed-expression',
  'empty-name',
  'invalid-name',
  'unknown-operator',
  'unexpected-operand',
]);

/** Templates as people write them: text and expressions, some with expressions in their operands. */
function template(): fc.Arbitrary<string> {
  const name = fc.constantFrom('FOO', 'bar', '_', 'A1', '9', 'NAMESPACE', 'naïve', '日本');
  const plain = fc.constantFrom(
    '',
    '--x=',
    'a b',
    '/',
    '$$',
    '$',
    '$HOME',
    '$(POD)',
    '{',
    ':',
    '"',
    '\n',
    '😀',
    "it's",
  );
  const operandPlain = fc.oneof(plain, fc.constantFrom('\\}', '\\\\', '\\$', '\\a', '*', '[a-z]', '?'));
  const { text } = fc.letrec<{ text: string; expression: string; operand: string }>((tie) => ({
    text: fc.array(fc.oneof(plain, tie('expression')), { maxLength: 5 }).map((pieces) => pieces.join('')),
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      operandPlain,
      fc.array(fc.oneof(operandPlain, tie('expression')), { maxLength: 3 }).map((pieces) => pieces.join('')),
    ),
    expression: fc.oneof(
      name.map((each) => `\${${each}}`),
      fc.tuple(name, fc.constantFrom('^', '^^', ',', ',,', ':1', ': -1', ':0:2')).map(([n, op]) => `\${${n}${op}}`),
      name.map((each) => `\${#${each}}`),
      fc
        .tuple(name, fc.constantFrom(':=', ':-', '=', ':+', ':?', '#', '##', '%', '%%'), tie('operand'))
        .map(([n, op, operand]) => `\${${n}${op}${operand}}`),
      fc
        .tuple(name, fc.constantFrom('/', '//', '/#', '/%'), tie('operand'), tie('operand'))
        .map(([n, op, pattern, replacement]) => `\${${n}${op}${pattern}/${replacement}}`),
    ),
  }));
  return text;
}

function mixture(): fc.Arbitrary<string> {
  const signs = ['${', '${', '}', '}', '$', '\\', '{', '/', ':', ':=', ':-', ':+', ':?', '=', '#', '%', '^', ',', '!'];
  const words = ['A', 'B', 'C', '_1', 'é', ' ', '\n', '.', '-', '"', '0', '*'];
  return fc.array(fc.constantFrom(...signs, ...words), { maxLength: 20 }).map((pieces) => pieces.join(''));
}
