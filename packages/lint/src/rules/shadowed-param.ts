import { findBuiltinVariable } from '@stash-functions/templating';
import { occasionsOfTask } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';

/** Params that a built-in variable hides wherever the Task is used. */
export const shadowedParam: RuleFor<'shadowed-param', 'Task'> = {
  code: 'shadowed-param',
  severity: 'warning',
  kinds: ['Task'],
  meaning: 'A param of a step has the name of a built-in variable, which wins over it.',
  explanation: `The param never has an effect. A param of an invoker's \`task.params\` does win over built-in variables.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg
      params:
        - { name: NAMESPACE, value: other }
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--namespace=\${NAMESPACE}']
`,
  cure: 'give the param a name of its own, or set it in `task.params` of the invoker.',
  check: (task, context) => {
    const known = occasionsOfTask(task, context);
    const occasions = known.size === 0 ? (['backup', 'restore'] as const) : [...known];
    return (task.spec?.steps ?? []).flatMap(({ params = [] }, index) =>
      params.flatMap(({ name }, param): ReadonlyArray<Finding> => {
        const builtin = findBuiltinVariable(name);
        if (builtin === undefined || !occasions.every((each) => builtin.alwaysIn.includes(each))) return [];
        return [
          {
            message: `the param \`${name}\` never has an effect: the built-in variable of that name wins over it`,
            path: ['spec', 'steps', index, 'params', param, 'name'],
            hint: 'give the param another name; `task.params` of an invoker do win over built-in variables',
          },
        ];
      }),
    );
  },
};
