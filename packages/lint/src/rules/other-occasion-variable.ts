import type { FunctionResource, Occasion } from '@stash-functions/core/decode';
import { findBuiltinVariable, type VariableReference } from '@stash-functions/templating';
import { type LintContext, nameOf } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { specVariables } from '../subject/strings.ts';
import { listed, quoted } from '../subject/words.ts';

/** Variables that only a backup has, in a Function for restores, or the other way round. */
export const otherOccasionVariable: RuleFor<'other-occasion-variable', 'Function'> = {
  code: 'other-occasion-variable',
  severity: 'error',
  kinds: ['Function'],
  meaning: 'A Function needs a variable that is set only in backups, and runs in a restore, or the other way round.',
  explanation: `The rule also finds a Function that needs variables of both occasions: it can run nowhere.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--session=\${BACKUP_SESSION}', '--of=\${RESTORE_SESSION}']
`,
  cure: 'let the variable be empty with `${NAME:=}`, or use a Function for each.',
  ofUse: true,
  check: (fn, context) => {
    const needed = specVariables(fn).filter(({ required }) => required);
    const ofRuns = distinct(needed).flatMap((reference) => inRuns(fn, reference, context));
    if (ofRuns.length > 0) return ofRuns;
    const given = new Set(context.usesOf(fn).flatMap(({ params }) => [...params]));
    return inItself(
      needed.filter(({ name }) => !given.has(name)),
      context.options.occasion,
    );
  },
};

/** The variables that the known runs do not have. */
function inRuns(fn: FunctionResource, reference: VariableReference, context: LintContext): ReadonlyArray<Finding> {
  const builtin = findBuiltinVariable(reference.name);
  if (builtin === undefined) return [];
  const without = context
    .usesOf(fn)
    .filter(({ params }) => !params.has(reference.name))
    .flatMap(({ task }) => context.targetsRunning(task))
    .filter(({ occasion, params }) => !builtin.setIn.includes(occasion) && !params.has(reference.name));
  const [first] = without;
  if (first === undefined) return [];
  const users = without.map(({ invoker }) => `${invoker.kind} ${quoted(nameOf(invoker))}`);
  return [
    finding(reference, `\`${reference.name}\` is not set in a ${first.occasion}, and the ${listed(users)} needs it`),
  ];
}

/** The variables that the given occasion, or any, does not have. */
function inItself(needed: ReadonlyArray<VariableReference>, occasion: Occasion | undefined): ReadonlyArray<Finding> {
  const forBackup = needed.filter(({ name }) => isOnlyIn(name, 'backup', 'restore'));
  const forRestore = needed.filter(({ name }) => isOnlyIn(name, 'restore', 'backup'));
  const wrong =
    occasion === 'backup' ? forRestore : occasion === 'restore' ? forBackup : forBackup.length > 0 ? forRestore : [];
  const why =
    occasion === undefined
      ? `and \`${forBackup[0]?.name}\`, which is needed too, only in a backup`
      : `and the Function is used in a ${occasion}`;
  return distinct(wrong).map((reference) => {
    const only = isOnlyIn(reference.name, 'backup', 'restore') ? 'backup' : 'restore';
    return finding(reference, `\`${reference.name}\` is set only in a ${only}, ${why}`);
  });
}

function finding({ name, path, offset, length }: VariableReference, message: string): Finding {
  const hint = `write \`\${${name}:=}\` to let it be empty, or set it in \`task.params\` of the invoker`;
  return { message, path, offset, length, hint, fix: { was: `\${${name}}`, text: `\${${name}:=}` } };
}

function isOnlyIn(name: string, one: Occasion, other: Occasion): boolean {
  const setIn = findBuiltinVariable(name)?.setIn;
  return setIn?.includes(one) === true && !setIn.includes(other);
}

function distinct(references: ReadonlyArray<VariableReference>): ReadonlyArray<VariableReference> {
  return [...new Map([...references].reverse().map((reference) => [reference.name, reference])).values()].reverse();
}
