import { excerpt } from '../template/excerpt.ts';
import { builtinVariables, findBuiltinVariable } from '../variables/catalogue.ts';
import type { Scope, VariableOccasion } from '../variables/scope.ts';
import { similarVariable } from '../variables/similar-variable.ts';

/**
 * What to do about a variable that has no value: where a built-in variable of that name would be set, the known name
 * that it is a misspelling of, or where to set it.
 *
 * @param used - the variables of the same templates
 */
export function unresolvedHint(name: string, scope: Scope | undefined, used: ReadonlySet<string>): string {
  const builtin = findBuiltinVariable(name);
  if (builtin !== undefined) {
    if (scope?.occasion !== undefined && !builtin.setIn.includes(scope.occasion)) {
      return `\`${name}\` is known only in ${listOccasions(builtin.setIn)}; write \`\${${name}:=}\` to let it be empty elsewhere`;
    }
    if (builtin.when !== undefined)
      return `\`${name}\` is set where ${builtin.when}; write \`\${${name}:=}\` to let it be empty elsewhere`;
    return `\`${name}\` is read from ${builtin.source}, which is not there`;
  }
  const near = similarVariable(name, knownNames(scope, used));
  if (near !== undefined) return `did you mean \`${near}\`?`;
  const shown = excerpt(name);
  return `set it in \`spec.task.params\` of the invoker or in the params of the step, or give it a default: \`\${${shown}:=}\``;
}

/** A param that is used already is not meant by another name; a built-in variable may be, as people know these by heart. */
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
