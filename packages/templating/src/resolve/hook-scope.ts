import { type HookType, hookVariables } from '../variables/builtin/container.ts';
import { createLayer, extendScope, type Layer, type Scope, type Variable } from '../variables/scope.ts';
import { readTable } from '../variables/variable-row.ts';
import type { ResolvedTask } from './resolve-task.ts';

/**
 * What the container of a hook can see: `HOOK_TYPE`, above it the params of all steps, of which the last step's win,
 * and above those the variables of the Task.
 */
export function hookScope(task: ResolvedTask, hookType: HookType): Scope {
  const params = task.steps.flatMap(({ scope }) => scope.layers.filter(({ name }) => name === 'step params'));
  const variables: ReadonlyArray<Variable> = params.flatMap((layer: Layer) => [...layer.variables.values()]);
  return extendScope(
    { ...task.scope, occasion: 'hook' },
    {
      below: [
        createLayer('hook type', readTable(hookVariables, 'hook', { hookType })),
        createLayer('step params', variables),
      ],
    },
  );
}
