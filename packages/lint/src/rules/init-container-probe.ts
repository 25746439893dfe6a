import type { FunctionResource, Invoker } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { listed, quoted } from '../subject/words.ts';

/** Probes and lifecycle hooks of steps that become init containers. An API server refuses them there. */
export const initContainerProbe: RuleFor<'init-container-probe', 'Function' | InvokerKind> = {
  code: 'init-container-probe',
  severity: 'warning',
  kinds: ['Function', ...invokerKinds],
  meaning: 'A probe or lifecycle hook is left out, because its step becomes an init container.',
  explanation: `All steps of a Task but the last become init containers, in which an API server refuses probes and lifecycle hooks.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg
    - name: update-status
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  runtimeSettings:
    livenessProbe: { tcpSocket: { port: 5432 } }
`,
  cure: 'remove it, or make the Function the last step of the Task.',
  ofUse: true,
  check: (resource, context) =>
    resource.kind === 'Function' ? ofFunction(resource, context) : ofInvoker(resource, context),
};

const fields = ['livenessProbe', 'readinessProbe', 'lifecycle'] as const;

function ofFunction(fn: FunctionResource, context: LintContext): ReadonlyArray<Finding> {
  const early = context.usesOf(fn).filter(({ task, index }) => index < (task.spec?.steps ?? []).length - 1);
  const tasks = early.map(({ task }) => quoted(task.metadata.name));
  if (tasks.length === 0) return [];
  const index = early[0]?.index ?? 0;
  return fields.flatMap((field): ReadonlyArray<Finding> => {
    if (fn.spec?.runtimeSettings?.[field] === undefined) return [];
    return [
      {
        message: `\`${field}\` is left out: step ${index} of the Task ${listed(tasks)} becomes an init container, which cannot have it`,
        path: ['spec', 'runtimeSettings', field],
        at: 'key',
        hint: 'remove it, or make the Function the last step',
      },
    ];
  });
}

/** Every container gets the settings of an invoker. */
function ofInvoker(invoker: Invoker, context: LintContext): ReadonlyArray<Finding> {
  return context.targetsOf(invoker).flatMap(({ task, spec, path }) => {
    if ((task?.spec?.steps ?? []).length < 2) return [];
    return fields.flatMap((field): ReadonlyArray<Finding> => {
      if (spec.runtimeSettings?.container?.[field] === undefined) return [];
      return [
        {
          message: `\`${field}\` is left out of all steps of the Task \`${task?.metadata.name}\` but the last: they become init containers, which cannot have it`,
          path: [...path, 'runtimeSettings', 'container', field],
          at: 'key',
          hint: 'set it on the Function of the last step instead',
        },
      ];
    });
  });
}
