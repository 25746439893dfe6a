import type { Expansion } from './ast.ts';
import { printExpansion, printParts } from './print.ts';
import { type TemplateProblem, templateProblem } from './template-problem.ts';

/** A variable that has no value, in an expression that has no default. */
export function unresolvedVariable(expansion: Expansion): TemplateProblem {
  const { name, operator } = expansion;
  const message = `the variable \`${name}\` has no value`;
  return templateProblem('unresolved-variable', spanOf(expansion), {
    message:
      operator === ':?'
        ? `${message}${reasonOf(expansion)}`
        : `${message}, and \`${printExpansion(expansion)}\` no default`,
    variable: name,
    hint: `give it a value, or a default: \`\${${name}:=...}\``,
  });
}

/** A variable that is present but empty, where `:?` demands a text. */
export function emptyVariable(expansion: Expansion): TemplateProblem {
  return templateProblem('empty-variable', spanOf(expansion), {
    message: `the variable \`${expansion.name}\` is empty${reasonOf(expansion)}`,
    variable: expansion.name,
    hint: `give it a text, or write \`\${${expansion.name}}\` to let it be empty`,
  });
}

/** The message of `${NAME:?message}` as it is written: an expansion in it could hold a secret. */
function reasonOf({ operands: [message] }: Expansion): string {
  const written = message === undefined ? '' : printParts(message.parts);
  return written === '' ? '' : `: ${written}`;
}

function spanOf({ offset, length }: Expansion): TemplateProblem['span'] {
  return { offset, length };
}
