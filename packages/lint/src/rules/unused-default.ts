import { findBuiltinVariable } from '@stash-functions/templating';
import { occasionsOf } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { specVariables } from '../subject/strings.ts';

/** Defaults of variables that are always set, even if to the empty string. */
export const unusedDefault: RuleFor<'unused-default', 'Function'> = {
  code: 'unused-default',
  severity: 'warning',
  kinds: ['Function'],
  meaning: 'A default is never used, because the variable is always set, even if to the empty string.',
  explanation: `A variable that is present wins over a default even if it is empty. For example, a restore without a
rule has an empty \`SOURCE_HOSTNAME\`. So \`--host \${SOURCE_HOSTNAME:=host-0}\` becomes \`--host \`, and takes the next
argument as its value.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg-restore
spec:
  image: acme/pg:16
  command: [sh, -c, 'load --host \${SOURCE_HOSTNAME:=host-0} --all']
`,
  cure: 'write the argument only where there is a value: `${SOURCE_HOSTNAME:+--host ${SOURCE_HOSTNAME}}`.',
  ofUse: true,
  check: (fn, context) => {
    const references = specVariables(fn).filter(({ default: text = '' }) => text !== '');
    if (references.length === 0) return [];
    const known = occasionsOf(fn, context);
    const params = new Set(
      context
        .usesOf(fn)
        .flatMap(({ task }) => context.targetsRunning(task))
        .flatMap((each) => [...each.params]),
    );
    return references.flatMap(({ name, default: text = '', path, offset, length }): ReadonlyArray<Finding> => {
      const builtin = findBuiltinVariable(name);
      if (builtin === undefined || params.has(name)) return [];
      const setIn = builtin.setIn.filter((each) => each === 'backup' || each === 'restore');
      const occasions = setIn.filter((each) => known.size === 0 || known.has(each));
      const isNeverUsed = occasions.length > 0 && occasions.every((each) => builtin.alwaysIn.includes(each));
      const isEmptyAtTimes = occasions.some((each) => builtin.emptyIn?.includes(each) === true);
      if (!isNeverUsed || !isEmptyAtTimes) return [];
      return [
        {
          message: `the default \`${text}\` is never used: \`${name}\` is always set${occasions.length === 1 ? ` in a ${occasions[0]}` : ''}, and may be empty`,
          path,
          offset,
          length,
          hint: `write the argument only where there is a value: \`\${${name}:+--host \${${name}}}\``,
        },
      ];
    });
  },
};
