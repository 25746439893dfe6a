import { createLayer, extendScope, type Layer, type Scope, type Variable } from '../variables/scope.ts';
import type { ResolvedTask } from './resolve-task.ts';

/** Which hook a container runs: the name of the field of `hooks`. */
export type HookType = 'preBackup' | 'postBackup' | 'preRestore' | 'postRestore';

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
        createLayer('hook type', [{ name: 'HOOK_TYPE', value: hookType }]),
        createLayer('step params', variables),
      ],
    },
  );
}
