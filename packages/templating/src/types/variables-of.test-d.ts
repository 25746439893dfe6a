import {
  defineFunction,
  defineTask,
  type FunctionResource,
  orThrow,
  type TaskResource,
} from '@stash-functions/core/decode';
import { expectTypeOf, it } from 'vitest';
import type { BuiltinVariableName } from '../variables/catalogue.ts';
import type { OptionalVariables, RequiredVariables, VariablesOf } from './variables-of.ts';

/** The variables that a subject needs: the required and the optional ones. */
type Needs<Subject> = readonly [RequiredVariables<Subject>, OptionalVariables<Subject>];

it('knows every operator', () => {
  expectTypeOf<Needs<'${A}'>>().toEqualTypeOf<readonly ['A', never]>();
  expectTypeOf<Needs<'${#A}'>>().toEqualTypeOf<readonly ['A', never]>();
  expectTypeOf<Needs<'${A:=d}'>>().toEqualTypeOf<readonly [never, 'A']>();
  expectTypeOf<Needs<'${A:-d}'>>().toEqualTypeOf<readonly [never, 'A']>();
  expectTypeOf<Needs<'${A=d}'>>().toEqualTypeOf<readonly [never, 'A']>();
  expectTypeOf<Needs<'${A:=}'>>().toEqualTypeOf<readonly [never, 'A']>();
  expectTypeOf<Needs<'${A:+d}'>>().toEqualTypeOf<readonly [never, 'A']>();
  expectTypeOf<Needs<'${A:?message}'>>().toEqualTypeOf<readonly ['A', never]>();
  expectTypeOf<Needs<'${A^} ${B^^} ${C,} ${D,,}'>>().toEqualTypeOf<readonly ['A' | 'B' | 'C' | 'D', never]>();
  expectTypeOf<Needs<'${A#a} ${B##a} ${C%a} ${D%%a}'>>().toEqualTypeOf<readonly ['A' | 'B' | 'C' | 'D', never]>();
  expectTypeOf<Needs<'${A/a/b} ${B//a/b} ${C/#a/b} ${D/%a/b}'>>().toEqualTypeOf<
    readonly ['A' | 'B' | 'C' | 'D', never]
  >();
  expectTypeOf<Needs<'${A:1} ${B:1:2} ${C: -1}'>>().toEqualTypeOf<readonly ['A' | 'B' | 'C', never]>();
});

it('knows several expressions in one text, and the same variable twice', () => {
  expectTypeOf<Needs<'--${A}=${B:=1}/${C}'>>().toEqualTypeOf<readonly ['A' | 'C', 'B']>();
  expectTypeOf<Needs<'${A:=1} ${A}'>>().toEqualTypeOf<readonly ['A', never]>();
});

it('takes what is nested as needed always, or only where the operand is', () => {
  expectTypeOf<Needs<'${A:=${B}}'>>().toEqualTypeOf<readonly [never, 'A' | 'B']>();
  expectTypeOf<Needs<'${A:=x${B:-${C}}y}${D}'>>().toEqualTypeOf<readonly ['D', 'A' | 'B' | 'C']>();
  expectTypeOf<Needs<'${A:+${B}}'>>().toEqualTypeOf<readonly [never, 'A' | 'B']>();
  expectTypeOf<Needs<'${A:?${B}}'>>().toEqualTypeOf<readonly ['A', 'B']>();
  expectTypeOf<Needs<'${A%${B}} ${C/${D}/${E:=}} ${F:${G}}'>>().toEqualTypeOf<
    readonly ['A' | 'B' | 'C' | 'D' | 'F' | 'G', 'E']
  >();
});

it('leaves text alone', () => {
  expectTypeOf<VariablesOf<'plain $A $(B) {C} $'>>().toEqualTypeOf<never>();
  expectTypeOf<VariablesOf<''>>().toEqualTypeOf<never>();
  expectTypeOf<VariablesOf<'$${A} $$${B} $$$${C}'>>().toEqualTypeOf<'B'>();
  expectTypeOf<VariablesOf<'${A:=$${B\\} \\${C\\} \\}${D}}'>>().toEqualTypeOf<'A' | 'D'>();
});

it('finds nothing in what is malformed', () => {
  expectTypeOf<VariablesOf<'${}'>>().toEqualTypeOf<never>();
  expectTypeOf<VariablesOf<'${A'>>().toEqualTypeOf<never>();
  expectTypeOf<VariablesOf<'${A} ${B:=${C}'>>().toEqualTypeOf<'A'>();
  expectTypeOf<VariablesOf<'${A.b} ${B!} ${C D} ${E-f} ${G^g} ${#H:=} ${I}'>>().toEqualTypeOf<'I'>();
  expectTypeOf<VariablesOf<'${A!${B}} ${C}'>>().toEqualTypeOf<'C'>();
});

it('takes letters of any script as names', () => {
  expectTypeOf<VariablesOf<'${日本} ${naïve:=} ${_9}'>>().toEqualTypeOf<'日本' | 'naïve' | '_9'>();
});

it('knows any variable of what is no literal', () => {
  expectTypeOf<Needs<string>>().toEqualTypeOf<readonly [never, string]>();
  expectTypeOf<Needs<readonly ['${A}', string]>>().toEqualTypeOf<readonly ['A', string]>();
  expectTypeOf<Needs<`--x=${string}`>>().toEqualTypeOf<readonly [never, string]>();
  expectTypeOf<VariablesOf<unknown>>().toEqualTypeOf<string>();
  expectTypeOf<VariablesOf<FunctionResource>>().toEqualTypeOf<string>();
  expectTypeOf<VariablesOf<TaskResource>>().toEqualTypeOf<string>();
});

it('looks into tuples, objects and optional fields', () => {
  expectTypeOf<Needs<readonly ['${A}', 1, true, null, { readonly b: readonly ['${B:=}'] }]>>().toEqualTypeOf<
    readonly ['A', 'B']
  >();
  expectTypeOf<VariablesOf<{ readonly a?: '${A}'; readonly '${KEY}': 'x' }>>().toEqualTypeOf<'A'>();
  expectTypeOf<VariablesOf<'${A}' | '${B}'>>().toEqualTypeOf<'A' | 'B'>();
});

it('reads whole Functions and Tasks as they are defined', () => {
  const fn = orThrow(
    defineFunction({
      metadata: { name: 'x' },
      spec: {
        image: 'x:${TAG:=1}',
        args: ['--x=${FOO}', '--y=${BAR:=1}'],
        volumeMounts: [{ name: '${volume}', mountPath: '/x' }],
        runtimeSettings: { env: [{ name: 'HOST', value: '${HOSTNAME:=host-0}' }] },
      },
    }),
  );
  expectTypeOf<Needs<typeof fn>>().toEqualTypeOf<readonly ['FOO' | 'volume', 'BAR' | 'TAG' | 'HOSTNAME']>();
  const task = orThrow(
    defineTask({
      metadata: { name: 'x' },
      spec: {
        steps: [{ name: 'pg-${VERSION}', params: [{ name: 'outputDir', value: '${DIR:=/tmp}' }] }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: '${TARGET_NAME}' } }],
      },
    }),
  );
  expectTypeOf<Needs<typeof task>>().toEqualTypeOf<readonly ['VERSION' | 'TARGET_NAME', 'DIR']>();
});

it('takes the names of built-in variables from their table', () => {
  expectTypeOf<'NAMESPACE' | 'BACKUP_SESSION'>().toExtend<BuiltinVariableName<'backup'>>();
  expectTypeOf<'NAMESPACE' | 'RESTORE_SESSION'>().toExtend<BuiltinVariableName<'restore'>>();
  expectTypeOf<'RESTORE_SESSION' & BuiltinVariableName<'backup'>>().toEqualTypeOf<never>();
  expectTypeOf<'BACKUP_SESSION' & BuiltinVariableName<'restore'>>().toEqualTypeOf<never>();
  expectTypeOf<BuiltinVariableName<'hook'>>().toEqualTypeOf<'HOOK_TYPE'>();
  expectTypeOf<BuiltinVariableName<'backup' | 'restore' | 'hook' | 'blueprint'>>().toEqualTypeOf<BuiltinVariableName>();
});
