import { didYouMean } from '@stash-functions/core/decode';
import { operatorFunctions } from '../lint-options.ts';
import type { Finding, RuleFor } from '../rule.ts';

/** Steps whose Function is neither there nor installed by the operator. A name that holds a variable is not judged. */
export const functionMissing: RuleFor<'function-missing', 'Task'> = {
  code: 'function-missing',
  severity: 'error',
  kinds: ['Task'],
  meaning: 'A step of a Task names a Function that is not there.',
  explanation: `Functions that the Stash operator installs are known. The problem is a note if no Function was loaded at
all, because they stand in other files. It is also a note if a document could not be read, because that may be the
Function. If a Function has nearly the same name, it is never a note.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg-bakup
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg-backup
spec:
  image: acme/pg:16
`,
  cure: 'load the Function beside the Task, correct the name of the step, or name it in `installedFunctions`.',
  check: (task, context) => {
    const { functions } = context.manifests;
    const installed = new Set(context.options.installedFunctions ?? operatorFunctions);
    return context.stepsOf(task).flatMap(({ index, ref: { name = '' }, fn }): ReadonlyArray<Finding> => {
      if (fn !== undefined || installed.has(name) || name.includes('${')) return [];
      const near = didYouMean(name, [...functions.keys(), ...installed]);
      return [
        {
          severity: near === undefined && (functions.size === 0 || !context.isComplete) ? 'note' : undefined,
          message: `the Function \`${name}\` of step ${index} is not there`,
          path: ['spec', 'steps', index, 'name'],
          hint:
            near === undefined
              ? 'load the Function beside the Task, or name it in `installedFunctions`'
              : `did you mean \`${near}\`?`,
          fix: near === undefined ? undefined : { was: name, text: near },
        },
      ];
    });
  },
};
