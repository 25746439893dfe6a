import type { FunctionSpec } from '@stash-functions/core/decode';
import { expect, it } from 'vitest';
import { foreignVariableHint, isShellVariable } from './shell-variable.ts';

it.each([
  ['table', 'for table in a b; do dump "${table}"; done', true],
  ['line', 'while read -r line; do echo ${line}; done', true],
  ['OUT', 'OUT=/tmp/x; dump > ${OUT}', true],
  ['n', 'local n=1; echo ${n}', true],
  ['1', 'echo ${1}', true],
  ['HOME', 'ls ${HOME}', true],
  ['flag', 'getopts ab flag', true],
  ['database', 'dump ${database}', false],
  ['HOST', '--host=${HOST}', false],
])('%s in %j is a variable of the shell: %s', (name, text, isShell) => {
  expect(isShellVariable(name, text)).toBe(isShell);
});

const spec: FunctionSpec = {
  command: ['/bin/sh', '-c'],
  args: ['dump ${table} ${LEVEL} ${outputDir}'],
  runtimeSettings: { env: [{ name: 'LEVEL', value: '3' }] },
};

it.each([
  ['table', ['spec', 'args', 0], 'write `$${table}` for the variable of the shell'],
  ['LEVEL', ['spec', 'args', 0], 'write `$(LEVEL)` for the variable of the container'],
  ['LEVEL', ['spec', 'workingDir'], '`LEVEL` is an environment variable of the container, which nothing puts in here'],
  ['outputDir', ['spec', 'args', 0], undefined],
  ['table', ['spec', 'image'], undefined],
])('%s at %j: %s', (name, path, hint) => {
  expect(foreignVariableHint({ name, path }, spec)).toBe(hint);
});
