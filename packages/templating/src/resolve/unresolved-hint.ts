import { excerpt } from '../template/excerpt.ts';
import { builtinVariables, findBuiltinVariable } from '../variables/catalogue.ts';
import type { Scope, VariableOccasion } from '../variables/scope.ts';
import { similarVariable } from '../variables/similar-variable.ts';

/**
 * The cure for a variable that has no value. It names the occasion on which a built-in variable of that name would be
 * set. Otherwise it names the known name that was probably meant, or the place to set it.
 *
 * @param used - the variables of the same templates
 */
export function unresolvedCure(name: string, scope: Scope | undefined, used: ReadonlySet<string>): UnresolvedCure {
  const near = findBuiltinVariable(name) === undefined ? similarVariable(name, knownNames(scope, used)) : undefined;
  return near === undefined ? { hint: hintFor(name, scope) } : { hint: `did you mean \`${near}\`?`, meant: near };
}

/** The cure for a variable that has no value. */
export interface UnresolvedCure {
  readonly hint: string;
  /** The name that was probably meant. */
  readonly meant?: string;
}

function hintFor(name: string, scope: Scope | undefined): string {
  const builtin = findBuiltinVariable(name);
  if (builtin !== undefined) {
    if (scope?.occasion !== undefined && !builtin.setIn.includes(scope.occasion)) {
      return `\`${name}\` is known only in ${listOccasions(builtin.setIn)}; write \`\${${name}:=}\` to let it be empty elsewhere`;
    }
    if (builtin.when !== undefined)
      return `\`${name}\` is set where ${builtin.when}; write \`\${${name}:=}\` to let it be empty elsewhere`;
    return `\`${name}\` is read from ${builtin.source}, which is not there`;
  }
  const shown = excerpt(name);
  return `set it in \`spec.task.params\` of the invoker or in the params of the step, or give it a default: \`\${${shown}:=}\``;
}

/**
 * The names that a misspelt one may mean. A param that the templates use already is left out. A built-in variable is
 * not, since people know these by heart.
 */
function knownNames(scope: Scope | undefined, used: ReadonlySet<string>): ReadonlyArray<string> {
  const occasion = scope?.occasion;
  const builtins = builtinVariables.filter(({ setIn }) => occasion === undefined || setIn.includes(occasion));
  const given = scope?.layers.flatMap(({ variables }) => [...variables.keys()]) ?? [];
  return [...given.filter((name) => !used.has(name)), ...builtins.map(({ name }) => name)];
}

/** `a backup`, `a backup or a restore` */
function listOccasions(occasions: ReadonlyArray<VariableOccasion>): string {
  const words = occasions.map((occasion) => (occasion === 'hook' ? 'a hook' : `a ${occasion}`));
  return words.join(' or ');
}
