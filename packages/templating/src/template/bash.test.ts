import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse.ts';
import { renderTemplate } from './render-template.ts';

/**
 * Compares thousands of generated templates with the real bash. Every expression is generated once and written twice,
 * because the quoting differs: templates have no quotes, and bash reads them inside double quotes.
 *
 * These differ on purpose and are left out:
 * - variables that are absent or empty where a rule of the model applies;
 * - `&` in a replacement (an option of bash 5.2, switched off here);
 * - case operators with a pattern, arithmetic in offsets, and a negative length.
 */
const expressions = Number(process.env.BASH_EXPRESSIONS ?? 6000);
const seed = Number(process.env.BASH_SEED ?? 2026);

describe('templates and bash', () => {
  const reason = whyNotBash();
  it.skipIf(reason !== undefined)(
    `agree on ${expressions} generated templates${reason === undefined ? '' : ` (skipped: ${reason})`}`,
    { timeout: 60_000 },
    () => {
      const cases = fc.sample(caseArbitrary, { numRuns: expressions, seed });
      const expected = runBash(cases);
      const differences = cases.flatMap((each, index) => {
        const actual = render(each);
        return actual === expected[index] ? [] : [{ ...each, actual, expected: expected[index] }];
      });
      expect(expected).toHaveLength(cases.length);
      expect(differences.slice(0, 20)).toEqual([]);
    },
  );
});

/** A piece of text in both languages. */
interface Written {
  readonly template: string;
  readonly bash: string;
}

interface Case extends Written {
  readonly values: Readonly<Record<string, string>>;
}

function render({ template, values }: Case): string {
  const parsed = parseTemplate(template);
  if (isLeft(parsed)) return `malformed: ${parsed.left.map(({ message }) => message).join('; ')}`;
  const rendered = renderTemplate(parsed.right, values);
  return isLeft(rendered) ? `problem: ${rendered.left.map(({ message }) => message).join('; ')}` : rendered.right;
}

/** Runs one process for all cases. */
function runBash(cases: ReadonlyArray<Case>): ReadonlyArray<string> {
  const lines = cases.map(({ bash, values }) => {
    const assignments = Object.entries(values).map(([name, value]) => `${name}=${singleQuote(value)}`);
    const assignment = singleQuote(`result="${bash}"`);
    return `${assignments.join(' ')} result='not understood'\neval ${assignment}\nprintf '%s\\0' "$result"\n`;
  });
  const script = `shopt -u patsub_replacement 2>/dev/null\n${lines.join('')}`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-s'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 28,
  });

  expect(stderr.slice(0, 1000)).toBe('');
  return stdout.split('\0').slice(0, -1);
}

/**
 * The reason not to ask bash. Before 4.3 it lacks operators or has bugs in them, and without a UTF-8 locale it counts
 * bytes.
 */
function whyNotBash(): string | undefined {
  const probe = spawnSync(
    'bash',
    ['-c', 'x=é; printf "%s.%s %s" "${BASH_VERSINFO[0]}" "${BASH_VERSINFO[1]}" "${#x}"'],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
    },
  );
  if (probe.status !== 0) return 'there is no bash';
  const [version = '', characters] = probe.stdout.split(' ');
  if (Number(version) < 4.3) return `bash ${version} is too old`;
  return characters === '1' ? undefined : 'bash has no locale C.UTF-8';
}

function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const characters = ['a', 'b', 'B', 'n', '-', '.', '/', '1', ' ', 'é', 'ß', '日', '😀', 'ǆ', '*', '[', ']', '\\', '}'];
const awkward = ['$', '"', "'", '`', '{', '#', '%', ':', '&', '!', '?', '^', ',', '=', '\n', '(', '~', '|'];
const any = fc.constantFrom(...characters, ...characters, ...awkward);

const names = ['A', 'b2', '_c', 'D_'] as const;
const name = fc.constantFrom(...names);
const absent = 'ABSENT';
const value = fc.string({ unit: any, minLength: 1, maxLength: 12 });
const values = fc.record({ A: value, b2: value, _c: value, D_: value });

/** Text outside of expressions. */
const outerText = fc.array(any, { maxLength: 4 }).map(
  (text): Written => ({
    template: text.map((character) => (character === '$' ? '$$' : character)).join(''),
    bash: text.map((character) => (['$', '"', '`', '\\'].includes(character) ? `\\${character}` : character)).join(''),
  }),
);

/**
 * A character of a default. In some nested defaults bash takes `'` for a quote, so the tests of evaluation cover that
 * one.
 */
const defaultCharacter = any
  .filter((character) => character !== "'")
  .map((character): Written => {
    if (character === '$') return { template: '$$', bash: '\\$' };
    if (character === '}' || character === '\\') return { template: `\\${character}`, bash: `\\${character}` };
    return { template: character, bash: character === '"' || character === '`' ? `\\${character}` : character };
  });

/** A character of a replacement. A backslash may stand before any of them. */
const replacementCharacter = fc.tuple(any, fc.boolean()).map(([character, quoted]): Written => {
  const needed = ['\\', '/', '}', '$'].includes(character);
  const template = needed || (quoted && character !== '\n') ? `\\${character}` : character;
  return { template, bash: character === '\n' ? character : `\\${character}` };
});

/** A character of a pattern that stands for itself. Bash 5.2 never finds the match of a pattern such as `*\*`. */
const patternCharacter = fc.tuple(any, fc.boolean()).map(([character, quoted]): Written => {
  if (character === '\n') return { template: character, bash: character };
  const special = ['*', '?', '[', ']', '\\', '/', '}', '$', '#', '%'].includes(character);
  return {
    template: special || quoted ? `\\${character}` : character,
    bash: character === '*' ? '[*]' : `\\${character}`,
  };
});

const wildcard = fc
  .constantFrom(
    '*',
    '*',
    '?',
    '[a-c]',
    '[!a]',
    '[^b-n]',
    '[]a]',
    '[a-]',
    '[[:alpha:]]',
    '[![:space:]]',
    '[é-日]',
    '[[:upper:]1]',
    '[\\]*]',
  )
  .map((text): Written => ({ template: text, bash: text }));

/** An expression, with others nested in it up to a depth. */
function expression(depth: number): fc.Arbitrary<Written> {
  const nested = depth === 0 ? [] : [expression(depth - 1)];
  const text = sequence(fc.oneof(defaultCharacter, defaultCharacter, ...nested), 4);
  // In patterns and replacements, bash reads quotes again, and would take an unquoted value for a pattern.
  const quotedNested = nested.map((inner) => inner.map((each): Written => ({ ...each, bash: `"${each.bash}"` })));
  const pattern = sequence(fc.oneof(patternCharacter, patternCharacter, wildcard, wildcard, ...quotedNested), 4).filter(
    ({ bash }) => !(bash.startsWith('*') && bash.endsWith('"')),
  );
  const replacement = sequence(fc.oneof(replacementCharacter, replacementCharacter, ...quotedNested), 3);
  const simplePattern = sequence(fc.oneof(patternCharacter, wildcard), 3);
  const offset = fc.oneof(
    fc.integer({ min: 0, max: 12 }).map(String),
    fc.integer({ min: -12, max: -1 }).map((each) => ` ${each}`),
  );
  const form = (head: string, ...pieces: ReadonlyArray<Written | string>): Written =>
    both(['${', head, ...pieces, '}']);
  return fc.oneof(
    name.map((each) => form(each)),
    name.map((each) => form(`#${each}`)),
    fc
      .tuple(name, fc.constantFrom(':-', ':=', '=', ':?'), text)
      .map(([each, operator, operand]) => form(each, operator, operand)),
    text.map((operand) => form(absent, ':-', operand)),
    fc.tuple(fc.constantFrom(...names, absent), text).map(([each, operand]) => form(each, ':+', operand)),
    fc.tuple(name, fc.constantFrom('^', '^^', ',', ',,')).map(([each, operator]) => form(each, operator)),
    fc
      .tuple(name, fc.constantFrom('#', '##', '%', '%%'), fc.oneof(pattern, simplePattern))
      .map(([each, operator, operand]) => form(each, operator, operand)),
    fc
      .tuple(name, fc.constantFrom('/', '//', '/#', '/%'), notEmpty(fc.oneof(pattern, simplePattern)), replacement)
      .map(([each, operator, operand, by]) => form(each, operator, operand, '/', by)),
    fc
      .tuple(name, fc.constantFrom('/', '//', '/#', '/%'), notEmpty(fc.oneof(pattern, simplePattern)))
      .map(([each, operator, operand]) => form(each, operator, operand)),
    fc.tuple(name, offset).map(([each, from]) => form(each, ':', from)),
    fc
      .tuple(name, offset, fc.nat({ max: 9 }))
      .map(([each, from, length]) => form(each, ':', from, ':', String(length))),
  );
}

function notEmpty(operand: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  return operand.filter(({ bash }) => bash !== '');
}

function sequence(piece: fc.Arbitrary<Written>, maxLength: number): fc.Arbitrary<Written> {
  return fc.array(piece, { maxLength }).map(both);
}

function both(pieces: ReadonlyArray<Written | string>): Written {
  const texts = (language: keyof Written): string =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : piece[language])).join('');
  return { template: texts('template'), bash: texts('bash') };
}

const caseArbitrary: fc.Arbitrary<Case> = fc
  .tuple(fc.array(fc.oneof(outerText, expression(2), expression(2)), { minLength: 1, maxLength: 3 }), values)
  .map(([pieces, given]) => ({ ...both(pieces), values: given }));
