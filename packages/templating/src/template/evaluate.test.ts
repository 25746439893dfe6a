import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../variables/scope.ts';
import { parseText } from './parse.ts';
import { renderTemplate } from './render-template.ts';

/** A file name, a text with a repeated part, characters beyond 16 bits, and an empty text. ABSENT is absent. */
const variables = {
  FILE: '/backup/db.tar.gz',
  S: 'banana',
  U: '😀naïve日',
  Q: `it's "q"`,
  E: '',
  N: '2',
  STAR: '*',
  MINUS: '-1',
};

const render = (template: string): ReturnType<typeof renderTemplate> =>
  renderTemplate(parseText(template).template, variables);

describe('renderTemplate', () => {
  it.each([
    ['text $S $(S) $$ {}', 'text $S $(S) $ {}'],
    ['a${S}b${E}c', 'abananabc'],
    ['$${S} $$(S) $$${S}', '${S} $(S) $banana'],

    ['${S:=d}${S:-d}${S=d}', 'bananabananabanana'],
    ['${ABSENT:=d}${ABSENT:-d}${ABSENT=d}', 'ddd'],
    ['[${E:=d}${E:-d}${E=d}]', '[]'],
    ['[${ABSENT:=}]', '[]'],
    ['${ABSENT:=it\'s "x"}', `it's "x"`],
    ['${ABSENT:=a$$b\\}\\$\\\\\\n}', 'a$b}$\\\\n'],
    ['${ABSENT:=${ABSENT:-${S}-x}}', 'banana-x'],
    ['${S:=${ABSENT}}', 'banana'],

    ['${S:?gone}', 'banana'],
    ['[${S:+alt}${E:+alt}${ABSENT:+alt}]', '[alt]'],
    ['${S:+--s=${S}}${ABSENT:+--x=${ABSENT}}', '--s=banana'],

    ['${#S} ${#E} ${#U}', '6 0 7'],
    ['${S^} ${S^^} ${FILE^}', 'Banana BANANA /backup/db.tar.gz'],
    ['${U^^} ${U,,}', '😀NAÏVE日 😀naïve日'],
    ['[${E^}${E,,}]', '[]'],

    ['${FILE#*/} ${FILE##*/}', 'backup/db.tar.gz db.tar.gz'],
    ['${FILE%.*} ${FILE%%.*}', '/backup/db.tar /backup/db'],
    ['${S#x} ${S%x} ${S#ba} ${S%na}', 'banana banana nana bana'],
    ['${U#?} ${U%?} ${U##*[!é]}', 'naïve日 😀naïve '],
    ['${STAR#${STAR}}|${S#${STAR}}|${S##*}', '|banana|'],

    ['${S/an/X} ${S//an/X} ${S/#ba/X} ${S/%na/X}', 'bXana bXXa Xnana banaX'],
    ['${S/a*n/-} ${S//[an]/-} ${S//?/-}', 'b-a b----- ------'],
    ['${U//[[:alpha:]]/x} ${U//[[:upper:]a-n]/-} ${Q//[[:punct:][:space:]]/}', '😀xxxxxx 😀--ïv-日 itsq'],
    ['${S/x/y} ${S/#a/y} ${S/%n/y}', 'banana banana banana'],
    ['${S/an/} ${S//an/}', 'bana ba'],
    ['${S/an/&} ${S/an/\\/\\&} ${S/an/${FILE}}', 'b&ana b/&ana b/backup/db.tar.gzana'],
    ['${S/#/pre-} ${S/%/-post}', 'pre-banana banana-post'],
    ['${S//na/${ABSENT:=${N}}}', 'ba22'],
    ['${FILE////_} ${FILE//\\//_}', '_backup_db.tar.gz _backup_db.tar.gz'],
    ['${S/%na/} ${S/#ba/} ${S/%na} ${S/#ba}', 'bana nana bana nana'],
    ['${S/an} ${S//an} ${S/} ${S//} ${S/#} ${S/%} ${FILE///}', 'bana ba banana banana banana banana backupdb.tar.gz'],
    ['${S/#${E}/} ${S/%?/${E}} ${S//[an]}', 'banana banan b'],
    ['[${E/*/x}${E/x/y}]', '[x]'],

    ['${S:0} ${S:2} ${S:6} ${S:7}|', 'banana nana  |'],
    ['${S: -2} ${S:(-2)} ${S: -7}|', 'na na |'],
    ['${S:1:2} ${S::2} ${S:1:0} ${S:1:100} ${S: -3:2}', 'an ba  anana an'],
    ['${U:0:1} ${U:1:5} ${U: -1}', '😀 naïve 日'],
    ['${S:${N}} ${S:${N}:${N}} ${S:${MINUS}}', 'nana na a'],
    ['${S:99999999999999999999}${S:0:99999999999999999999}', 'banana'],
  ])('renders %s', (template, output) => {
    expect(render(template)).toEqual(right(output));
  });

  it.each([
    ['${ABSENT}', [['unresolved-variable', 'ABSENT']]],
    ['${#ABSENT}${ABSENT^}${ABSENT#a}${ABSENT/a/b}${ABSENT:1}', Array(5).fill(['unresolved-variable', 'ABSENT'])],
    ['${ABSENT:?say it}', [['unresolved-variable', 'ABSENT']]],
    ['${E:?say it}', [['empty-variable', 'E']]],
    ['${ABSENT:=${GONE}}', [['unresolved-variable', 'GONE']]],
    [
      '${ABSENT#${GONE}}',
      [
        ['unresolved-variable', 'ABSENT'],
        ['unresolved-variable', 'GONE'],
      ],
    ],
    [
      '${S:+${GONE}} ${constructor} ${__proto__}',
      [
        ['unresolved-variable', 'GONE'],
        ['unresolved-variable', 'constructor'],
        ['unresolved-variable', '__proto__'],
      ],
    ],
    ['${S:${FILE}}', [['invalid-offset', undefined]]],
    ['${S:1:${FILE}}', [['invalid-length', undefined]]],
    ['${S:1:${MINUS}}', [['negative-length', undefined]]],
    ['${S:${GONE}}', [['unresolved-variable', 'GONE']]],
  ])('reports every problem of %s', (template, expected) => {
    const result = render(template);
    expect(isLeft(result) && result.left.map(({ code, variable }) => [code, variable])).toEqual(expected);
  });

  it('gives the range of the expression and the message of `:?`', () => {
    const result = render('a ${ABSENT:?set it in ${S}}');
    expect(result).toMatchObject(
      left([{ span: { offset: 2, length: 25 }, message: expect.stringContaining('set it in ${S}') }]),
    );
  });

  it('guesses which variable was meant', () => {
    expect(render('${FIEL}')).toMatchObject(left([{ hint: expect.stringContaining('FILE') }]));
  });

  it('never shows a value in a problem', () => {
    const secret = { SECRET: 'hunter2' };
    const { template } = parseText('${A:?${SECRET}} ${SECRET:${SECRET}} ${SECRET:0:${SECRET}} ${B#${SECRET}}');
    expect(JSON.stringify(renderTemplate(template, secret))).not.toContain('hunter2');
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'INHERITED'])(
    'has no variable %s that the object does not own',
    (name) => {
      const { template } = parseText(`\${${name}}`);
      for (const variables of [{}, Object.create({ INHERITED: 'x' }), Object.create(null)]) {
        expect(renderTemplate(template, variables)).toMatchObject(left([{ code: 'unresolved-variable' }]));
      }
      const own = Object.defineProperty({}, name, { value: 'v', enumerable: true });
      expect(renderTemplate(template, own)).toEqual(right('v'));
      expect(renderTemplate(template, scopeOf(own))).toEqual(right('v'));
    },
  );

  it('takes values from a scope', () => {
    const scope = {
      layers: [],
      secrets: new Set<string>(),
      get: (name: string) => (name === 'S' ? ({ name, value: 'v', layer: 'given' } as const) : undefined),
    };
    expect(renderTemplate(parseText('${S}').template, scope)).toEqual(right('v'));
  });

  it('asks for no variable that the text does not depend on', () => {
    const asked: Array<string> = [];
    const scope = {
      layers: [],
      secrets: new Set<string>(),
      get: (name: string) => {
        asked.push(name);
        return name === 'A' ? ({ name, value: 'v', layer: 'given' } as const) : undefined;
      },
    };
    renderTemplate(parseText('${A:=${B}}${C:+${D}}').template, scope);
    expect(asked).toEqual(['A', 'C']);
  });
});
