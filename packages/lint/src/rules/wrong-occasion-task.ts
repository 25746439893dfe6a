import { type Occasion, purposeOf } from '@stash-functions/core/decode';
import { findBuiltinVariable } from '@stash-functions/templating';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { specVariables } from '../subject/strings.ts';
import { taskNamesOf } from '../subject/task-names.ts';

/** A Task for backups in a restore, or the other way round. */
export const wrongOccasionTask: RuleFor<'wrong-occasion-task', InvokerKind | 'BackupBlueprint' | 'AppBinding'> = {
  code: 'wrong-occasion-task',
  severity: 'warning',
  kinds: [...invokerKinds, 'BackupBlueprint', 'AppBinding'],
  meaning: 'A restore runs a Task for backups, or a backup runs one for restores.',
  explanation: `A backup that runs a restore overwrites the data every night. A restore that runs a backup restores
nothing. The rule tells the occasion by the names of the Task and its Functions, and by the variables that they use.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata:
  name: back
  namespace: demo
spec:
  task: { name: postgres-backup-13.1 }
  target:
    ref: { apiVersion: appcatalog.appscode.com/v1alpha1, kind: AppBinding, name: orders }
`,
  cure: 'name the Task for the occasion, such as `postgres-restore-13.1`.',
  check: (resource, context) =>
    taskNamesOf(resource).flatMap(({ name, path, occasion }): ReadonlyArray<Finding> => {
      const meant = occasionOfTask(name, context);
      if (meant === undefined || meant === occasion) return [];
      const other = name.replace(meant, occasion);
      const isThere = other !== name && (context.manifests.tasks.size === 0 || context.manifests.tasks.has(other));
      return [
        {
          message: `the Task \`${name}\` is for a ${meant}, and ${resource.kind === 'AppBinding' ? `the add-on names it for a ${occasion}` : `a ${resource.kind} runs it for a ${occasion}`}`,
          path,
          hint: isThere ? `did you mean \`${other}\`?` : `name a Task for a ${occasion}`,
          fix: isThere ? { was: name, text: other } : undefined,
        },
      ];
    }),
};

/**
 * Tells the occasion by the names of the Task and its Functions, and by needed variables that only one occasion has.
 */
function occasionOfTask(name: string, context: LintContext): Occasion | undefined {
  const ofName = purposeOf(name).occasion;
  if (ofName !== undefined) return ofName;
  const task = context.manifests.tasks.get(name);
  if (task === undefined) return undefined;
  const functions = context.stepsOf(task).flatMap(({ fn, ref }) => {
    const ofFunction = purposeOf(ref.name ?? '').occasion;
    return [...(ofFunction === undefined ? [] : [ofFunction]), ...(fn === undefined ? [] : occasionsNeeded(fn))];
  });
  const [only, ...others] = new Set(functions);
  return others.length === 0 ? only : undefined;
}

function occasionsNeeded(fn: Parameters<typeof specVariables>[0]): ReadonlyArray<Occasion> {
  return specVariables(fn).flatMap(({ name }) => {
    const setIn = findBuiltinVariable(name)?.setIn ?? [];
    const [only, ...others] = setIn.filter((each) => each === 'backup' || each === 'restore');
    return only === undefined || others.length > 0 ? [] : [only];
  });
}
