import type { Param } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { elements, type Placed } from '../subject/placed.ts';
import { taskParamsOf } from '../subject/task-names.ts';

/** One param twice in a list. */
export const duplicateParam: RuleFor<'duplicate-param', 'Task' | InvokerKind | 'BackupBlueprint' | 'AppBinding'> = {
  code: 'duplicate-param',
  severity: 'warning',
  kinds: ['Task', ...invokerKinds, 'BackupBlueprint', 'AppBinding'],
  meaning: 'One param is given twice.',
  explanation: `The last one wins, and the first is without effect.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  task:
    name: pg-backup
    params:
      - { name: args, value: --all }
      - { name: args, value: --clean }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'remove one of them.',
  check: (resource) => {
    const lists =
      resource.kind === 'Task'
        ? (resource.spec?.steps ?? []).map(({ params }, index) => elements(params, ['spec', 'steps', index, 'params']))
        : taskParamsOf(resource);
    return lists.flatMap(duplicates);
  },
};

function duplicates(params: ReadonlyArray<Placed<Param>>): ReadonlyArray<Finding> {
  const before = new Set<string>();
  return params.flatMap(({ value: { name }, path }): ReadonlyArray<Finding> => {
    const isSecond = before.has(name);
    before.add(name);
    if (!isSecond) return [];
    const message = `the param \`${name}\` is given twice, and the last one wins`;
    return [{ message, path: [...path, 'name'], hint: 'remove one of them' }];
  });
}
