import { readOr } from '@stash-functions/core/decode';
import { type HookType, hookTypes, hookVariables } from '../variables/builtin/container.ts';
import { createLayer, createScope, extendScope, mergeLayers, type Scope } from '../variables/scope.ts';
import { readTable } from '../variables/variable-row.ts';
import type { ResolvedTask } from './resolve-task.ts';

/**
 * The scope of a hook's container. Its layers, the lowest first: `HOOK_TYPE`, the params of all steps (those of the
 * last step win), and the variables of the Task. An unknown hook leaves `HOOK_TYPE` absent.
 */
export function hookScope(task: ResolvedTask, hookType: HookType): Scope {
  return readOr(createScope([]), () => scopeOfHook(task, hookType));
}

function scopeOfHook(task: ResolvedTask, hookType: HookType): Scope {
  const params = task.steps.flatMap(({ scope }) => scope.layers.filter(({ name }) => name === 'step params'));
  return extendScope(
    { ...task.scope, occasion: 'hook' },
    {
      below: [
        createLayer('hook type', hookTypes.includes(hookType) ? readTable(hookVariables, 'hook', { hookType }) : []),
        { name: 'step params', variables: mergeLayers(params) },
      ],
    },
  );
}
