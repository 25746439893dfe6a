import {
  defineFunction,
  defineTask,
  type FunctionResource,
  orThrow,
  type TaskResource,
} from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as templating from './index.ts';

const fn: FunctionResource = orThrow(
  defineFunction({ metadata: { name: 'f' }, spec: { image: 'x', args: ['${A:=${B}}', '$(C)', '${D#*${E}}'] } }),
);
const task: TaskResource = orThrow(
  defineTask({ metadata: { name: 't' }, spec: { steps: [{ name: 'f', params: [{ name: 'A', value: '${B}' }] }] } }),
);
const scope = templating.scopeOf({ A: 'a$(B)', B: 'b', D: 'd', E: 'e' }, ['B']);
const functions = new Map([['f', fn]]);
const resolved = orThrow(templating.resolveTask(task, { functions, scope }));
const template = orThrow(templating.parseTemplate('${A:=x} ${B^^}'));
const repository = {
  apiVersion: 'stash.appscode.com/v1alpha1',
  kind: 'Repository',
  metadata: { name: 'r', namespace: 'n' },
  spec: { backend: { gcs: { bucket: 'b' } } },
};
const invokerOf = (kind: string): object => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind,
  metadata: { name: 'i', namespace: 'n' },
  spec: {
    repository: { name: 'r' },
    task: { name: 't', params: [{ name: 'A', value: 'x' }] },
    target: { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'p' }, rules: [{ paths: ['/'] }] },
    retentionPolicy: { name: 'k', keepLast: 1, prune: true },
  },
});
const backup = {
  invoker: invokerOf('BackupConfiguration'),
  repository,
  operatorImage: { registry: 'r', image: 'i', tag: 't' },
};
const restore = { invoker: invokerOf('RestoreSession'), repository, ordinal: 0, secrets: ['A'] };
const blueprint = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupBlueprint',
  metadata: { name: 'b' },
  spec: { backend: { gcs: { bucket: '${TARGET_NAME}' } }, retentionPolicy: { name: 'k', prune: true } },
};
const target = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'p', annotations: { 'stash.appscode.com/backup-blueprint': 'b' } },
};
const problem = {
  code: 'x',
  severity: 'error',
  message: 'b',
  path: ['spec', 'args', 0],
  hint: 'b',
  resource: { kind: 'Function', name: 'f' },
};
const secrets = templating.secretsOf([resolved]);

/** Arguments that each function takes. An export that is no function has no row. */
const calls: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  explain: [resolved],
  formatExplanation: [templating.explain(resolved), { color: true, all: true }],
  foreignVariableHint: [{ name: 'A', path: ['spec', 'args', 0] }, fn.spec],
  isShellVariable: ['A', 'for A in b; do'],
  stringsOf: [fn.spec, ['spec']],
  asProgramsSee: [{ args: ['$$x'], env: [{ name: 'E', value: '$$' }] }],
  escapeReferences: [[{ text: '$(A)', own: false }]],
  expandReferences: ['$(A) $$', { A: 'b' }],
  compileStrings: [fn.spec],
  hookScope: [resolved, 'preBackup'],
  operatorHint: ['Function', 'pvc-backup'],
  resolveBlueprint: [blueprint, target],
  resolveFunction: [fn, { scope, params: { A: 'b' }, kubernetesReferences: 'escape' }],
  resolveStrings: [{ args: ['${A}'] }, scope, { resource: fn, path: ['spec'] }],
  resolveTask: [task, { functions, scope, kubernetesReferences: 'expand' }],
  concealProblem: [problem, secrets],
  concealSecrets: [[problem], [resolved]],
  concealSource: [
    {
      start: { offset: 0, line: 1, column: 1 },
      end: { offset: 1, line: 1, column: 2 },
      excerpt: { firstLine: 1, lines: ['b'] },
    },
    secrets,
  ],
  concealText: ['a b', secrets],
  concealValue: [{ a: ['b'] }, secrets],
  secretsOf: [[resolved, ...resolved.steps]],
  evaluateTemplate: [template, (name: string) => name],
  evaluateText: ['${A:=${B}}', (name: string) => name],
  entryOf: [':='],
  parseTemplate: ['${A:=${B}}'],
  parseText: ['${A:=${B'],
  printTemplate: [template],
  renderTemplate: [template, { A: 'a', B: 'b' }],
  traceTemplate: [template, (name: string) => name, () => true],
  variablesOf: [fn],
  backupScope: [backup],
  restoreScope: [restore],
  effectiveTask: [backup],
  similarVariable: ['HOSTNAEM', ['HOSTNAME']],
  findBuiltinVariable: ['NAMESPACE'],
  blueprintOf: [target],
  blueprintTemplates: [blueprint.spec],
  isExpandedInFunction: [['args', 0]],
  variablesIn: [templating.compileStrings({ args: ['${A}'] }).parsed, ['spec']],
  createLayer: ['given', [{ name: 'A', value: 'b', secret: true }]],
  createScope: [scope.layers, { secrets: ['A'], occasion: 'backup' }],
  extendScope: [scope, { below: scope.layers, above: [] }],
  scopeOf: [{ A: 'b' }, ['A']],
  isSecret: [scope, 'A'],
};

const strange = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  0,
  -1,
  Number.NaN,
  '',
  '${',
  'x',
  [],
  [null],
  {},
  { kind: 'Function' },
  () => undefined,
  Symbol('s'),
  10n,
  new Map(),
  new Date(Number.NaN),
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  ),
);

describe('no export throws', () => {
  it('and each function is tried', () => {
    const functionNames = Object.entries(templating).filter(([, value]) => typeof value === 'function');
    expect(functionNames.map(([name]) => name).filter((name) => !(name in calls))).toEqual([]);
  });

  it.each(Object.entries(calls))('%s', (name, args) => {
    const tried: unknown = Reflect.get(templating, name);
    if (typeof tried !== 'function') throw new Error(`${name} is no function`);
    // With the right arguments it must work, not only refuse without throwing.
    expect(() => Reflect.apply(tried, undefined, [...args])).not.toThrow();
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), strange, fc.boolean(), (at, value, leftOut) => {
        const [which = 0, ...path] = at;
        const changed = [...args];
        const index = which % Math.max(1, args.length);
        changed[index] = neighbour(args[index], path, value, leftOut);
        Reflect.apply(tried, undefined, changed);
      }),
      { numRuns: 400 },
    );
  });
});

/** A copy in which one value, somewhere deep inside, is replaced or left out. */
function neighbour(value: unknown, [at, ...path]: ReadonlyArray<number>, by: unknown, leftOut: boolean): unknown {
  if (at === undefined || typeof value !== 'object' || value === null) return by;
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, inner], index) => [
        key,
        index === at % value.size ? neighbour(inner, path, by, leftOut) : inner,
      ]),
    );
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return by;
    return value.map((inner: unknown, index) =>
      index === at % value.length ? neighbour(inner, path, by, leftOut) : inner,
    );
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return by;
  return Object.fromEntries(
    entries.flatMap(([key, inner], index): ReadonlyArray<readonly [string, unknown]> => {
      if (index !== at % entries.length) return [[key, inner]];
      return leftOut && path.length === 0 ? [] : [[key, neighbour(inner, path, by, leftOut)]];
    }),
  );
}
