import { didYouMean, type FunctionResource, type TaskResource } from '@stash-functions/core/decode';
import {
  builtinVariables,
  findBuiltinVariable,
  foreignVariableHint,
  type VariableReference,
} from '@stash-functions/templating';
import { type LintContext, nameOf } from '../context.ts';
import type { Finding, FindingFix, RuleFor } from '../rule.ts';
import { blueprintReferences, blueprintVariables } from '../subject/blueprint.ts';
import { specVariables } from '../subject/strings.ts';
import { listed, quoted } from '../subject/words.ts';

/** Variables that nothing sets. */
export const unresolvedVariable: RuleFor<'unresolved-variable', 'Function' | 'Task' | 'BackupBlueprint'> = {
  code: 'unresolved-variable',
  severity: 'error',
  kinds: ['Function', 'Task', 'BackupBlueprint'],
  meaning: 'Nothing sets a variable that a template needs.',
  explanation: `An invoker runs the Task, but neither the invoker, nor the step, nor the SDK sets the variable. So the
backup or restore cannot be planned. It is a warning if no invoker runs the Task, because a later one could still set
it. It is also a warning if a name nearly matches a built-in variable. A variable of a Function is reported once, with
the Tasks that miss it.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg-backup
spec:
  image: acme/pg:16
  args: ['--bucket=\${REPOSITORY_BUKET:=}']
`,
  cure: 'correct the name, give the variable a default, or set it in the params of the step or of the invoker.',
  ofUse: true,
  check: (resource, context) => {
    switch (resource.kind) {
      case 'Function':
        return firstOfEach(specVariables(resource)).flatMap((reference) => inFunction(resource, reference, context));
      case 'Task':
        return firstOfEach(specVariables(resource)).flatMap((reference) => inTask(resource, reference, context));
      case 'BackupBlueprint':
        return firstOfEach(blueprintReferences(resource)).flatMap(inBlueprint);
    }
  },
};

function inFunction(fn: FunctionResource, reference: VariableReference, context: LintContext): ReadonlyArray<Finding> {
  const { name, required } = reference;
  if (findBuiltinVariable(name) !== undefined) return [];
  const uses = context.usesOf(fn);
  const unset = uses.filter(({ params }) => !params.has(name));
  const targets = unset.flatMap(({ task }) => context.targetsRunning(task));
  const without = targets.filter(({ params }) => !params.has(name));
  if (required && without.length > 0) {
    const foreign = foreignVariableHint(reference, fn.spec);
    const users = without.map(({ invoker }) => `${invoker.kind} ${quoted(nameOf(invoker))}`);
    const tasks = without.map(({ task }) => quoted(task?.metadata.name ?? ''));
    const given = new Set(without.flatMap(({ params }) => [...params]));
    return [
      {
        ...placeOf(reference),
        message: `nothing sets \`${name}\` in the Task ${listed(tasks)}, which the ${listed(users)} ${users.length === 1 ? 'runs' : 'run'}`,
        hint:
          foreign ??
          near(name, given) ??
          `set it in \`task.params\` of the invoker, or give it a default: \`\${${name}:=}\``,
        fix: foreign === undefined ? nearFix(reference, given) : undefined,
      },
    ];
  }
  const unused = required ? unset.filter(({ task }) => context.targetsRunning(task).length === 0) : [];
  if (unused.length > 0) {
    const foreign = foreignVariableHint(reference, fn.spec);
    const tasks = unused.map(({ task }) => quoted(task.metadata.name));
    return [
      {
        ...placeOf(reference),
        severity: 'warning',
        message: `\`${name}\` has no default, and no step sets it in the Task${tasks.length === 1 ? '' : 's'} ${listed(tasks)}`,
        hint:
          foreign ??
          near(name, builtinNames) ??
          'set it in the params of the step, or give it a default; else every invoker has to set it in `task.params`',
        fix: foreign === undefined ? nearFix(reference, builtinNames) : undefined,
      },
    ];
  }
  const isSet = uses.some(({ params }) => params.has(name)) || targets.some(({ params }) => params.has(name));
  if (isSet) return [];
  if (looksBuiltin(name)) return misspelt(reference);
  const foreign = required ? foreignVariableHint(reference, fn.spec) : undefined;
  return foreign === undefined ? [] : [ofShell(reference, foreign)];
}

/** A name that nearly matches a built-in variable: `${REPOSITORY_BUKET:=}` would always be empty. */
function misspelt(reference: VariableReference): ReadonlyArray<Finding> {
  const hint = near(reference.name, builtinNames);
  if (hint === undefined) return [];
  return [
    {
      ...placeOf(reference),
      severity: 'warning',
      message: `\`${reference.name}\` is no built-in variable, and no param of a Task sets it`,
      hint,
      fix: nearFix(reference, builtinNames),
    },
  ];
}

function ofShell(reference: VariableReference, hint: string): Finding {
  const message = `\`\${${reference.name}}\` is a variable of the template here, and not of the program`;
  return { ...placeOf(reference), severity: 'warning', message, hint };
}

/** The strings of a Task itself see built-in variables and those of invokers, but no params of steps. */
function inTask(task: TaskResource, reference: VariableReference, context: LintContext): ReadonlyArray<Finding> {
  const { name, required } = reference;
  if (!required || findBuiltinVariable(name) !== undefined) return [];
  const targets = context.targetsRunning(task);
  const without = targets.filter(({ params }) => !params.has(name));
  if (targets.length > 0 && without.length === 0) return [];
  const users = without.map(({ invoker }) => `${invoker.kind} ${quoted(nameOf(invoker))}`);
  const known = new Set([...builtinNames, ...targets.flatMap(({ params }) => [...params])]);
  return [
    {
      ...placeOf(reference),
      severity: users.length === 0 ? 'warning' : 'error',
      message:
        users.length === 0
          ? `\`${name}\` is no built-in variable: every invoker of the Task has to set it`
          : `nothing sets \`${name}\` for the ${listed(users)}`,
      hint: near(name, known) ?? `set it in \`task.params\` of the invoker, or give it a default: \`\${${name}:=}\``,
      fix: nearFix(reference, known),
    },
  ];
}

function inBlueprint(reference: VariableReference): ReadonlyArray<Finding> {
  const { name, required } = reference;
  if (blueprintVariables.has(name)) return [];
  return [
    {
      ...placeOf(reference),
      severity: required ? 'error' : 'warning',
      message: `\`${name}\` is not known in a BackupBlueprint`,
      hint: near(name, blueprintVariables) ?? `use ${listed([...blueprintVariables].map(quoted))}`,
      fix: nearFix(reference, blueprintVariables),
    },
  ];
}

const builtinNames: ReadonlyArray<string> = builtinVariables.map(({ name }) => name);

/** Params are written in camel case. A name in the style of built-in variables is meant to be one. */
function looksBuiltin(name: string): boolean {
  return /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(name);
}

function firstOfEach(references: ReadonlyArray<VariableReference>): ReadonlyArray<VariableReference> {
  const byName = new Map<string, VariableReference>();
  // A use that needs the variable tells more than one with a default.
  for (const reference of references) {
    const known = byName.get(reference.name);
    if (known === undefined || (reference.required && !known.required)) byName.set(reference.name, reference);
  }
  return [...byName.values()];
}

function placeOf({ path, offset, length }: VariableReference): Pick<Finding, 'path' | 'offset' | 'length'> {
  return { path, offset, length };
}

function near(name: string, known: Iterable<string>): string | undefined {
  const meant = didYouMean(name, known);
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/** The edit of only the name, behind `${` or `${#`. */
function nearFix({ name, operator, offset }: VariableReference, known: Iterable<string>): FindingFix | undefined {
  const text = didYouMean(name, known);
  if (text === undefined) return undefined;
  return { offset: offset + (operator === 'length' ? 3 : 2), length: name.length, was: name, text };
}
