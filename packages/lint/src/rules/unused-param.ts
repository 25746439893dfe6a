import { didYouMean, type Invoker, type TaskResource } from '@stash-functions/core/decode';
import { findBuiltinVariable } from '@stash-functions/templating';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { specVariables } from '../subject/strings.ts';

/** Params that no Function uses. Params of the operator's image are used by the containers of hooks. */
export const unusedParam: RuleFor<'unused-param', 'Task' | InvokerKind> = {
  code: 'unused-param',
  severity: 'warning',
  kinds: ['Task', ...invokerKinds],
  meaning: 'No Function uses a param of a step or of an invoker.',
  explanation: `The setting keeps its default. In most cases the name is misspelt.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg
      params:
        - { name: outputDirectory, value: /tmp }
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--dir=\${outputDir:=}']
`,
  cure: 'correct the name, or remove the param.',
  check: (resource, context) => (resource.kind === 'Task' ? ofSteps(resource, context) : ofInvoker(resource, context)),
};

function ofSteps(task: TaskResource, context: LintContext): ReadonlyArray<Finding> {
  return context.stepsOf(task).flatMap(({ index, ref, fn }): ReadonlyArray<Finding> => {
    if (fn === undefined) return [];
    const used = new Set(specVariables(fn).map(({ name }) => name));
    const path = ['spec', 'steps', index, 'params'];
    return (ref.params ?? []).flatMap(({ name }, param) =>
      used.has(name) || name.startsWith('STASH_') || findBuiltinVariable(name) !== undefined
        ? []
        : [
            unused(name, used, `the Function \`${ref.name}\` does not use the param \`${name}\``, [
              ...path,
              param,
              'name',
            ]),
          ],
    );
  });
}

function ofInvoker(invoker: Invoker, context: LintContext): ReadonlyArray<Finding> {
  return context.targetsOf(invoker).flatMap(({ task, spec, path }): ReadonlyArray<Finding> => {
    if (task === undefined) return [];
    const steps = context.stepsOf(task);
    if (steps.some(({ fn }) => fn === undefined) && context.manifests.functions.size === 0) return [];
    const used = new Set(
      [...steps.flatMap(({ fn }) => (fn === undefined ? [] : specVariables(fn))), ...specVariables(task)].map(
        ({ name }) => name,
      ),
    );
    const message = (name: string) => `no Function of the Task \`${task.metadata.name}\` uses the param \`${name}\``;
    return (spec.task?.params ?? []).flatMap(({ name }, index) =>
      used.has(name) || findBuiltinVariable(name) !== undefined
        ? []
        : [unused(name, used, message(name), [...path, 'task', 'params', index, 'name'])],
    );
  });
}

function unused(name: string, used: Iterable<string>, message: string, path: Finding['path']): Finding {
  const near = didYouMean(name, used);
  if (near === undefined) return { message, path, hint: 'remove the param' };
  return { message, path, hint: `did you mean \`${near}\`?`, fix: { was: name, text: near } };
}
