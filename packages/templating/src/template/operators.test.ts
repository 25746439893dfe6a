import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { withOperatorsTable } from '../../scripts/operators-table.ts';
import { operandsOf, operators } from './operators.ts';
import { parseTemplate, parseText } from './parse.ts';
import { printTemplate } from './print.ts';
import { variablesOf } from './variables-of.ts';

const guide = fileURLToPath(new URL('../../../../docs/guides/templates.md', import.meta.url));

describe.each(operators)('the entry of $usage', ({ operator, usage, family, need, within, example }) => {
  it('is what the parser reads in its usage and in its example', () => {
    const written = usage.replace('offset:length', '1:2');
    for (const text of [written, example.template]) {
      const template = orThrow(parseTemplate(text));
      const found = template.parts.find((part) => part.kind === 'expansion');
      expect(found).toMatchObject({ operator });
      expect(found?.operands.length).toBeLessThanOrEqual(operandsOf[family].kinds.length);
      expect(printTemplate(template)).toBe(text);
    }
  });

  it('says what variables it needs', () => {
    const [of, inOperand] = variablesOf(operandsOf[family].kinds.length === 0 ? usage : nested(operator));
    expect(of?.required).toBe(need === 'required');
    if (inOperand !== undefined) expect(inOperand.conditional).toBe(within === 'optional');
  });
});

describe('operators', () => {
  it('have a spelling each', () => {
    expect(new Set(operators.map(({ operator }) => operator)).size).toBe(operators.length);
  });

  it('are told apart by the longest spelling', () => {
    for (const { operator, family } of operators.filter(
      (entry) => entry.family !== 'length' && entry.family !== 'value',
    )) {
      const text = family === 'case' ? `\${A${operator}}` : nested(operator);
      expect(parseText(text).template.parts).toMatchObject([{ operator }]);
    }
  });

  it('are the table of the guide', async () => {
    await expect(withOperatorsTable(readFileSync(guide, 'utf8'))).toMatchFileSnapshot(guide);
  });
});

/** A use of the operator with an expression in its first operand, and with a second operand if it needs one. */
function nested(operator: string): string {
  return `\${A${operator}\${B}}`;
}
