import { didYouMean, type FunctionResource } from '@stash-functions/core/decode';
import type { LintContext, LintStep } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { providedVolumes, withParams } from '../subject/mounts.ts';
import { listed, quoted } from '../subject/words.ts';

/** Mounts of volumes that the Tasks of a Function do not have. */
export const mountWithoutVolume: RuleFor<'mount-without-volume', 'Function'> = {
  code: 'mount-without-volume',
  severity: 'error',
  kinds: ['Function'],
  meaning: 'A Function mounts a volume that its Task does not have.',
  explanation: `Names of volumes are compared after the params of the step are put in. In a restore, claims of
\`volumeClaimTemplates\` become volumes, and a Function may mount one of these. So it is only a warning if the Task runs
in no backup.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  volumeMounts:
    - { name: creds, mountPath: /etc/creds }
`,
  cure: 'add the volume to `spec.volumes` of the Task, or correct the name.',
  ofUse: true,
  check: (fn, context) => (fn.spec?.volumeMounts ?? []).flatMap(({ name }, index) => inTasks(fn, name, index, context)),
};

function inTasks(fn: FunctionResource, written: string, index: number, context: LintContext): ReadonlyArray<Finding> {
  const lacking = context.usesOf(fn).flatMap((use): ReadonlyArray<LintStep & { readonly name: string }> => {
    const volumes = volumesOf(use);
    const name = withParams(written, use.ref.params);
    const isKnown = name === undefined || volumes.some((each) => each.includes('${') || each === name);
    return isKnown || providedVolumes.has(name) ? [] : [{ ...use, name }];
  });
  const [first] = lacking;
  if (first === undefined) return [];
  const near = didYouMean(first.name, volumesOf(first));
  const inBackup = lacking.some(({ task }) => {
    const targets = context.targetsRunning(task);
    return context.options.occasion === 'backup' || targets.some(({ occasion }) => occasion === 'backup');
  });
  return [
    {
      severity: inBackup ? 'error' : 'warning',
      message: `the volume \`${first.name}\` is mounted, and the Task ${listed(lacking.map(({ task }) => quoted(task.metadata.name)))} has no such volume`,
      path: ['spec', 'volumeMounts', index, 'name'],
      hint: near === undefined ? 'add it to `spec.volumes` of the Task' : `did you mean \`${near}\`?`,
      fix: near === undefined ? undefined : { was: written, text: near },
    },
  ];
}

function volumesOf({ task }: LintStep): ReadonlyArray<string> {
  return (task.spec?.volumes ?? []).map(({ name }) => name);
}
