import type { Finding, RuleFor } from '../rule.ts';
import { hooksOf, type PlacedHook } from '../subject/hooks.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { listed, quoted } from '../subject/words.ts';

/** Hooks with no action or several, or with a command but no container to run it in. */
export const hookShape: RuleFor<'hook-shape', SettingsKind> = {
  code: 'hook-shape',
  severity: 'warning',
  kinds: settingsKinds,
  meaning: 'A hook has no action, or several, or a command without a container.',
  explanation: `A hook does one of \`exec\`, \`httpGet\`, \`httpPost\` and \`tcpSocket\`; if there are several, one is
chosen. The command of an \`exec\` runs in a pod of the target, in the container \`containerName\`. A claim has no pods
of its own, and the hooks of a whole batch run in the operator.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  hooks:
    preBackup:
      exec: { command: [sync] }
  target:
    ref: { apiVersion: apps/v1, kind: Deployment, name: web }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'give the hook one action, and a command its `containerName`.',
  check: (resource) => hooksOf(resource).flatMap((hook) => [...ofActions(hook), ...ofContainer(hook)]),
};

const actions = ['exec', 'httpGet', 'httpPost', 'tcpSocket'] as const;

function ofActions({ name, handler, path }: PlacedHook): ReadonlyArray<Finding> {
  const given = actions.filter((action) => handler[action] !== undefined);
  if (given.length === 1) return [];
  if (given.length === 0) {
    const hint = `give it one of ${actions.map(quoted).join(', ')}`;
    return [{ message: `the hook \`${name}\` does nothing`, path, at: 'key', hint }];
  }
  return [
    {
      message: `the hook \`${name}\` has ${listed(given.map(quoted))}, and only one of them is used`,
      path: [...path, given[1] ?? ''],
      at: 'key',
      hint: 'keep one of them',
    },
  ];
}

function ofContainer({ name, handler, path, target }: PlacedHook): ReadonlyArray<Finding> {
  const isNeeded = target !== undefined && target.ref?.kind !== 'PersistentVolumeClaim';
  if (handler.exec === undefined || !isNeeded || (handler.containerName ?? '') !== '') return [];
  return [
    {
      message: `the command of the hook \`${name}\` has no container to run in`,
      path: [...path, 'exec'],
      at: 'key',
      hint: 'name a container of the target in `containerName`',
    },
  ];
}
