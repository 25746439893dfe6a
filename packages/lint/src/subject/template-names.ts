import type { FunctionResource, TaskResource } from '@stash-functions/core/decode';
import { builtinVariables } from '@stash-functions/templating';
import type { LintContext } from '../context.ts';
import { specVariables } from './strings.ts';

/**
 * The names that a template of a resource can use: built-in variables, params that reach it, and names that it uses
 * elsewhere.
 */
export function templateNames(resource: FunctionResource | TaskResource, context: LintContext): ReadonlySet<string> {
  const uses = resource.kind === 'Function' ? context.usesOf(resource) : [];
  const tasks = resource.kind === 'Function' ? uses.map(({ task }) => task) : [resource];
  const targets = tasks.flatMap((task) => context.targetsRunning(task));
  return new Set([
    ...builtinVariables.map(({ name }) => name),
    ...specVariables(resource).map(({ name }) => name),
    ...uses.flatMap(({ params }) => [...params]),
    ...targets.flatMap(({ params }) => [...params]),
  ]);
}
