import fc from 'fast-check';
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { evaluateTemplate } from './evaluate.ts';
import { parseTemplate, parseText } from './parse.ts';
import { printTemplate } from './print.ts';
import { renderTemplate } from './render-template.ts';
import { type TraceSpan, traceTemplate } from './trace.ts';
import { variablesOf } from './variables-of.ts';

/** Texts full of the parts of templates, so that many are templates and many are nearly so. */
const pieces = [
  '${',
  '}',
  '$',
  '$$',
  '\\',
  'A',
  'b_1',
  ':',
  '=',
  ':=',
  ':-',
  '-',
  '?',
  '+',
  '#',
  '%',
  '/',
  '^',
  ',',
  '*',
  '[',
  ']',
  '1',
  ' ',
  'x',
  '${A}',
  '${A:=',
  '${b_1/',
  '${#A}',
  'é',
  '😀',
  '\ud83d',
  '\ude00',
  '\n',
  '!',
  '@',
  '.',
  '(',
  ')',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const value = fc.oneof(
  text,
  fc.constantFrom(
    '',
    '"],"command":["sh"',
    '${A}',
    '$${A}',
    '}',
    "'",
    '__proto__',
    '\u2028',
    '\0',
    '\ud83d',
    'x'.repeat(1 << 20),
  ),
);
const variables = fc.dictionary(fc.constantFrom('A', 'b_1', 'x', 'Ax', '1', '__proto__', 'constructor'), value);

describe('any text', () => {
  it('is parsed or refused, but never throws', () => {
    fc.assert(
      fc.property(text, (template) => {
        const parsed = parseTemplate(template);
        if (isRight(parsed)) return;
        for (const { span, message, hint } of parsed.left) {
          expect(span.offset).toBeGreaterThanOrEqual(0);
          expect(span.length).toBeGreaterThan(0);
          expect(span.offset + span.length).toBeLessThanOrEqual(template.length);
          expect(message).not.toBe('');
          expect(hint).not.toBe('');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('comes back from being parsed and printed', () => {
    fc.assert(
      fc.property(text, (template) => {
        const { template: parsed, problems } = parseText(template);
        if (problems.length === 0) expect(printTemplate(parsed)).toBe(template);
      }),
      { numRuns: 3000 },
    );
  });

  it('without a $ is rendered as the very same string', () => {
    fc.assert(
      fc.property(
        text.filter((each) => !each.includes('$')),
        variables,
        (template, given) => {
          expect(renderTemplate(parseText(template).template, given)).toEqual(right(template));
        },
      ),
    );
  });

  it('names the variables that it cannot do without', () => {
    fc.assert(
      fc.property(text, (template) => {
        const { template: parsed, problems } = parseText(template);
        if (problems.length > 0) return;
        const asked = evaluateTemplate(parsed, () => undefined);
        const missing = isLeft(asked) ? asked.left.map(({ variable }) => variable) : [];
        const required = variablesOf(template).filter((each) => each.required);
        for (const { name, offset, length } of required) {
          expect(missing).toContain(name);
          expect(template.slice(offset, offset + length)).toMatch(/^\$\{.*\}$/su);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any values', () => {
  it('are evaluated without throwing, and traced to the same text', () => {
    fc.assert(
      fc.property(text, variables, (template, given) => {
        const { template: parsed } = parseText(template);
        const lookup = (name: string): string | undefined => (Object.hasOwn(given, name) ? given[name] : undefined);
        const rendered = evaluateTemplate(parsed, lookup);
        const traced = traceTemplate(parsed, lookup);
        if (isRight(rendered)) expect(traced).toMatchObject({ _tag: 'Right' });
        if (isRight(rendered) && isRight(traced)) {
          expect(join(traced.right)).toBe(rendered.right);
          expect(isConsistent(traced.right)).toBe(true);
        } else {
          expect(traced).toEqual(rendered);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are put in as they are, and stay where they are put', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const { template } = parseText('[${A}|${b_1}|${c:=${A}}|${A:+${b_1}}|${A/#/${b_1}}]');
        const alternative = a === '' ? '' : b;
        expect(renderTemplate(template, { A: a, b_1: b })).toEqual(right(`[${a}|${b}|${a}|${alternative}|${b}${a}]`));
      }),
    );
  });

  it('are matched as they are where they stand in a pattern', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== '' && !/^[\ude00]|[\ud83d]$/.test(a) && !/^[\ude00]|[\ud83d]$/.test(b));
        const { template } = parseText('${whole#${A}}|${whole%${b_1}}|${A#[${A}]}');
        const [first = ''] = a;
        expect(renderTemplate(template, { whole: a + b, A: a, b_1: b })).toEqual(
          right(`${b}|${a}|${a.slice(first.length)}`),
        );
      }),
    );
  });
});

function join(spans: ReadonlyArray<TraceSpan>): string {
  return spans.map((span) => span.text).join('');
}

/** True where the text of each span consists of the texts of the spans inside it. */
function isConsistent(spans: ReadonlyArray<TraceSpan>): boolean {
  return spans.every((span) => !('spans' in span) || (join(span.spans) === span.text && isConsistent(span.spans)));
}
