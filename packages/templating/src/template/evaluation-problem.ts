import type { Expansion } from './ast.ts';
import { excerpt } from './excerpt.ts';
import { isOf } from './operators.ts';
import { printExpansion, printParts } from './print.ts';
import { type TemplateProblem, templateProblem } from './template-problem.ts';

/** A variable that has no value, in an expression without a default. */
export function unresolvedVariable(expansion: Expansion): TemplateProblem {
  const { name, operator } = expansion;
  const shown = excerpt(name);
  const message = `the variable \`${shown}\` has no value`;
  return templateProblem('unresolved-variable', spanOf(expansion), {
    message: isOf(operator, 'demand')
      ? `${message}${reasonOf(expansion)}`
      : `${message}, and \`${excerpt(printExpansion(expansion))}\` no default`,
    variable: name,
    hint: `give it a value, or a default: \`\${${shown}:=...}\``,
  });
}

/** A variable that is present but empty, where `:?` demands a text. */
export function emptyVariable(expansion: Expansion): TemplateProblem {
  const shown = excerpt(expansion.name);
  return templateProblem('empty-variable', spanOf(expansion), {
    message: `the variable \`${shown}\` is empty${reasonOf(expansion)}`,
    variable: expansion.name,
    hint: `give it a text, or write \`\${${shown}}\` to let it be empty`,
  });
}

/** A value that the kubelet would read. It is a warning where references in values are left to the kubelet. */
export function referenceInValue(expansion: Pick<Expansion, 'name' | 'offset' | 'length'>): TemplateProblem {
  const { name } = expansion;
  return templateProblem('kubernetes-reference-in-value', spanOf(expansion), {
    message: `the kubelet reads what \`${excerpt(name)}\` puts here, and may put an environment variable in its place`,
    variable: name,
    hint: "leave `kubernetesReferences` at 'escape', so that the program gets the value as it is",
  });
}

/** The message of `${NAME:?message}` as it is written. With its expansions resolved, it could show a secret. */
function reasonOf({ operands: [message] }: Expansion): string {
  const written = message === undefined ? '' : excerpt(printParts(message.parts), longestReason);
  return written === '' ? '' : `: ${written}`;
}

/** The most characters of a reason, which is a sentence that people wrote for people. */
const longestReason = 400;

function spanOf({ offset, length }: Pick<Expansion, 'offset' | 'length'>): TemplateProblem['span'] {
  return { offset, length };
}
