import { didYouMean } from '@stash-functions/core/decode';
import { operatorTasks } from '../lint-options.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { taskNamesOf } from '../subject/task-names.ts';

/**
 * Tasks that are named, but that neither the manifests nor the operator have. If the manifests have no Task at all,
 * none is expected.
 */
export const taskMissing: RuleFor<'task-missing', InvokerKind | 'BackupBlueprint' | 'AppBinding'> = {
  code: 'task-missing',
  severity: 'warning',
  kinds: [...invokerKinds, 'BackupBlueprint', 'AppBinding'],
  meaning: 'An invoker, a blueprint or an add-on names a Task that is not there.',
  explanation: `Tasks that the Stash operator installs are known. If no Task was loaded at all, the problem is a note,
because they stand in other files.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  task: { name: pg-bakup }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: update-status
`,
  cure: 'load the Task beside the invoker, correct its name, or name it in `installedTasks`.',
  check: (resource, { manifests: { tasks }, options, isComplete }) => {
    const installed = new Set(options.installedTasks ?? operatorTasks);
    return taskNamesOf(resource).flatMap(({ name, path }): ReadonlyArray<Finding> => {
      if (tasks.has(name) || installed.has(name) || name.includes('${')) return [];
      const near = didYouMean(name, [...tasks.keys(), ...installed]);
      return [
        {
          severity: near === undefined && (tasks.size === 0 || !isComplete) ? 'note' : undefined,
          message: `the Task \`${name}\` is not there`,
          path,
          hint:
            near === undefined
              ? 'load the Task beside the invoker, or name it in `installedTasks`'
              : `did you mean \`${near}\`?`,
          fix: near === undefined ? undefined : { was: name, text: near },
        },
      ];
    });
  },
};
