import {
  defineFunction,
  defineTask,
  type FunctionResource,
  orThrow,
  type TaskResource,
} from '@stash-functions/core/decode';
import { describeExports } from '../../core/test/never-throws.ts';
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

describeExports('@stash-functions/templating', templating, calls);
