import { excerpt, longestExcerpt } from './excerpt.ts';
import { scanName, scanOperator } from './scan.ts';
import { type TemplateProblem, templateProblem } from './template-problem.ts';

/** An expression that is cut off by the end of the text. The range covers its beginning: `${NAME:=`. */
export function unclosedExpression(text: string, offset: number, headEnd: number): TemplateProblem {
  const head = excerpt(text.slice(offset, headEnd));
  return templateProblem('unclosed-expression', range(offset, headEnd), {
    message: `the expression \`${head}\` is not closed, expected \`}\` before the end of the text`,
    hint: `close it with \`}\`; for a literal \`\${\` write \`$\${\``,
  });
}

/** A fault behind `${` or `${#`: no name stands there, or neither `}` nor an operator behind the name. */
export function malformedHead(text: string, offset: number, nameStart: number, nameEnd: number): TemplateProblem {
  const name = excerpt(text.slice(nameStart, nameEnd));
  const isLength = text[offset + 2] === '#';
  const character = String.fromCodePoint(text.codePointAt(nameEnd) ?? 0);
  const at = range(nameEnd, nameEnd + character.length);
  if (name === '' && (character === '}' || (!isLength && scanOperator(text, nameEnd) !== undefined))) {
    const end = nameEnd + (character === '}' ? 1 : 0);
    return templateProblem('empty-name', range(offset, end), {
      message: `the expression \`${excerpt(text.slice(offset, end))}\` has no name, expected the name of a variable`,
      hint: `put a name behind \`\${\`; for a literal \`\${\` write \`$\${\``,
    });
  }
  if (name === '') {
    return templateProblem('invalid-name', at, {
      message: `a name cannot begin with \`${character}\`, expected a letter, a digit or \`_\``,
      hint: hintForFirstCharacter(text, nameEnd, character),
    });
  }
  if (isLength && scanOperator(text, nameEnd) !== undefined) {
    return templateProblem('unexpected-operand', at, {
      message: `the length \`\${#${name}}\` takes no operator, but \`${character}\` follows, expected \`}\``,
      hint: `write \`\${#${name}}\``,
    });
  }
  const meant = shellOperators.get(character);
  if (meant !== undefined && !isLength) {
    return templateProblem('unknown-operator', at, {
      message: `\`${character}\` behind \`${name}\` is no operator of templates, expected \`}\` or an operator`,
      hint: meant(name, rest(text, nameEnd + 1)),
    });
  }
  return templateProblem('invalid-name', at, {
    message: `a name cannot hold \`${character}\`, expected \`}\`${isLength ? '' : ' or an operator'} behind \`${name}\``,
    hint: hintForName(text, nameStart),
  });
}

/** Something behind an operator that takes no operand. */
export function unexpectedOperand(text: string, name: string, operator: string, offset: number): TemplateProblem {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const shown = excerpt(name);
  return templateProblem('unexpected-operand', range(offset, offset + character.length), {
    message: `the operator \`${operator}\` behind \`${shown}\` takes no operand, but \`${character}\` follows, expected \`}\``,
    hint: `write \`\${${shown}${operator}}\``,
  });
}

/** `${NAME:}` or `${NAME:offset:}`. */
export function missingOperand(
  text: string,
  offset: number,
  end: number,
  expected: 'offset' | 'length',
): TemplateProblem {
  return templateProblem('missing-operand', range(offset, end), {
    message: `the expression \`${excerpt(text.slice(offset, end))}\` has no ${expected}, expected a number of characters`,
    hint: `write a number, or leave the \`:\` out`,
  });
}

/** An offset or length that is no integer, or a negative length. */
export function invalidNumber(
  code: 'invalid-offset' | 'invalid-length' | 'negative-length',
  span: { readonly offset: number; readonly length: number },
  written: string,
): TemplateProblem {
  const what = code === 'invalid-offset' ? 'offset' : 'length';
  const excerpted = excerpt(written);
  if (code === 'negative-length') {
    return templateProblem(code, span, {
      message: `the length \`${excerpted}\` is negative, expected a number of characters`,
      hint: 'count from the beginning, or cut the end off with `%`',
    });
  }
  return templateProblem(code, span, {
    message: `the ${what} \`${excerpted}\` is not an integer, expected decimal digits without a leading zero`,
    hint:
      what === 'offset'
        ? 'for a default write `:-` or `:=`; a negative offset needs a blank before it: `: -1`'
        : 'write a number of characters, such as `${NAME:0:12}`',
  });
}

/** Too many expressions inside each other. */
export function nestingTooDeep(offset: number, limit: number): TemplateProblem {
  return templateProblem('nesting-too-deep', range(offset, offset + 2), {
    message: `expressions are nested more than ${limit} deep here`,
    hint: 'give the inner value a variable of its own',
  });
}

/** Too many objects inside each other. The Problem is not about a text, so its range is empty. */
export function objectsNestedTooDeep(limit: number): TemplateProblem {
  return templateProblem('nesting-too-deep', range(0, 0), {
    message: `objects are nested more than ${limit} deep here`,
    hint: 'no resource is: look at what made the object',
  });
}

/** Operators of bash that templates do not have, each with the text to write instead. */
const shellOperators: ReadonlyMap<string, (name: string, operand: string) => string> = new Map([
  [
    '-',
    (name, operand) =>
      `for a default write \`\${${name}:-${operand}}\`; a name cannot hold \`-\`: \`\${${name}_${operand.replaceAll('-', '_')}}\``,
  ],
  ['+', (name, operand) => `for an alternative write \`\${${name}:+${operand}}\``],
  ['?', (name, operand) => `for a message write \`\${${name}:?${operand}}\``],
  ['@', (name) => `transformations such as \`@Q\` are not supported: write \`\${${name}}\``],
  ['[', (name) => `variables are strings, not arrays: write \`\${${name}}\``],
  ['!', (name) => `write \`\${${name}}\``],
  ['*', (name) => `write \`\${${name}}\``],
]);

function hintForFirstCharacter(text: string, offset: number, character: string): string {
  if (character === '!') return 'there is no indirect expansion: name the variable itself';
  const start = character === ' ' || character === '-' ? offset + 1 : offset;
  const name = text.slice(start, scanName(text, start));
  if (name !== '' && character === ' ') return `write \`\${${excerpt(name)}}\`, without blanks`;
  return `for a literal \`\${\` write \`$\${\``;
}

/** The name with `_` in place of each invalid character, if a `}` closes it. */
function hintForName(text: string, nameStart: number): string {
  const written = rest(text, nameStart);
  if (written.length >= longestExcerpt) return 'a name holds letters, digits and `_`';
  let name = '';
  for (const character of written) name += scanName(character, 0) > 0 ? character : '_';
  if (written.endsWith(' ')) return `write \`\${${written.trim()}}\`, without blanks`;
  return `a name holds letters, digits and \`_\`: \`\${${name}}\``;
}

/** The text before the next `}`, if that is near. */
function rest(text: string, offset: number): string {
  const near = text.slice(offset, offset + longestExcerpt + 1);
  const end = near.indexOf('}');
  return excerpt(end === -1 ? near : near.slice(0, end));
}

function range(start: number, end: number): { readonly offset: number; readonly length: number } {
  return { offset: start, length: end - start };
}
