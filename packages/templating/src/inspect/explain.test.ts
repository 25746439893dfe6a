import { loadManifests } from '@stash-functions/core';
import { orThrow, referenceTo } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { resolveTask } from '../resolve/resolve-task.ts';
import { backupScope } from '../variables/backup-scope.ts';
import { scopeOf } from '../variables/scope.ts';
import { explain } from './explain.ts';
import { formatExplanation } from './format-explanation.ts';

const manifests = orThrow(
  loadManifests(`
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: pg }
spec:
  image: acme/pg:16
  args:
  - backup
  - --bucket=\${REPOSITORY_BUCKET}/\${TARGET_NAME^^}
  - --user=\${user:=\${TARGET_NAME}-admin}
  - --dir=\${outputDir}
  - --password=\${password}
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: pg-backup }
spec:
  steps: [{ name: pg, params: [{ name: outputDir, value: "/tmp/\${TARGET_NAME}" }] }]
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec:
  task: { name: pg-backup, params: [{ name: password, value: hunter2 }] }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: orders } }
  retentionPolicy: { name: keep, prune: false }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: gcs, namespace: demo }
spec: { backend: { gcs: { bucket: backups } } }
`),
);
const [invoker] = manifests.backupConfigurations.values();
const [repository] = manifests.repositories.values();
const [task] = manifests.tasks.values();
const [fn] = manifests.functions.values();
if (invoker === undefined || repository === undefined || task === undefined || fn === undefined)
  throw new Error('incomplete');
const scope = orThrow(backupScope({ invoker, repository, secrets: ['password'] }));
const explanation = explain(orThrow(resolveTask(task, { functions: manifests.functions, scope })));

describe('explain', () => {
  it('names for each span the variable, its layer and the field that it was read from', () => {
    const string = explanation.strings.find(({ template }) => template.startsWith('--bucket'));
    expect(string).toEqual({
      resource: referenceTo(fn),
      step: 0,
      path: ['spec', 'args', 1],
      template: '--bucket=${REPOSITORY_BUCKET}/${TARGET_NAME^^}',
      value: '--bucket=backups/ORDERS',
      spans: [
        { kind: 'text', text: '--bucket=' },
        {
          kind: 'variable',
          text: 'backups',
          name: 'REPOSITORY_BUCKET',
          value: 'backups',
          operator: '',
          layer: 'built-in',
          origin: { resource: referenceTo(repository), path: ['spec', 'backend', 'gcs', 'bucket'] },
        },
        { kind: 'text', text: '/' },
        {
          kind: 'variable',
          text: 'ORDERS',
          name: 'TARGET_NAME',
          value: 'orders',
          operator: '^^',
          layer: 'built-in',
          origin: { resource: referenceTo(invoker), path: ['spec', 'target', 'ref', 'name'] },
        },
      ],
    });
  });

  it('says that a default was taken, and what it consists of', () => {
    const string = explanation.strings.find(({ template }) => template.startsWith('--user'));
    expect(string?.spans[1]).toMatchObject({
      kind: 'default',
      text: 'orders-admin',
      name: 'user',
      operator: ':=',
      spans: [
        { kind: 'variable', name: 'TARGET_NAME', text: 'orders' },
        { kind: 'text', text: '-admin' },
      ],
    });
  });

  it('shows *** for a secret', () => {
    const string = explanation.strings.find(({ template }) => template.startsWith('--password'));
    expect(string).toMatchObject({
      value: '--password=***',
      spans: [{}, { text: '***', value: '***', layer: 'task params' }],
    });
    expect(JSON.stringify(explanation)).not.toContain('hunter2');
  });

  it('shows *** for what an operator made with a secret', () => {
    const sliced = orThrow(
      resolveFunction({ ...fn, spec: { args: ['${A:${N}}!'] } }, { scope: scopeOf({ A: 'abc', N: '1' }, ['N']) }),
    );
    expect(sliced.spec.args).toEqual(['bc!']);
    expect(explain(sliced).strings).toMatchObject([
      { value: '***!', spans: [{ kind: 'variable', text: '***', value: 'abc' }, {}] },
    ]);
  });

  it('shows what the program sees, not what is doubled for the kubelet', () => {
    const args = ['${A}$$$$x $$(POD)', '${A}'];
    const escaped = orThrow(resolveFunction({ ...fn, spec: { args } }, { scope: { A: 'a$$(B)' } }));
    expect(escaped.spec.args).toEqual(['a$$$$(B)$$x $(POD)', 'a$$$$(B)']);
    expect(explain(escaped).strings.map(({ value }) => value)).toEqual(['a$$(B)$x $(POD)', 'a$$(B)']);
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });
});

describe('formatExplanation', () => {
  it('prints a table under each string', () => {
    expect(formatExplanation(explanation)).toBe(
      `
Task pg-backup
  spec.steps[0].params[0].value  /tmp/orders
                                 \${TARGET_NAME}  "orders"  built-in  BackupConfiguration demo/nightly, spec.target.ref.name

Function pg, step 0 of Task pg-backup
  spec.args[1]  --bucket=backups/ORDERS
                \${REPOSITORY_BUCKET}  "backups"            built-in     Repository demo/gcs, spec.backend.gcs.bucket
                \${TARGET_NAME^^…}     "orders" → "ORDERS"  built-in     BackupConfiguration demo/nightly, spec.target.ref.name
  spec.args[2]  --user=orders-admin
                \${user:=…}            "orders-admin"       default
                \${TARGET_NAME}        "orders"             built-in     BackupConfiguration demo/nightly, spec.target.ref.name
  spec.args[3]  --dir=/tmp/orders
                \${outputDir}          "/tmp/orders"        step params  Task pg-backup, spec.steps[0].params[0].value
  spec.args[4]  --password=***
                \${password}           "***"                task params  BackupConfiguration demo/nightly, spec.task.params[0].value`.slice(
        1,
      ),
    );
  });

  it('prints strings without a placeholder only when asked to', () => {
    expect(formatExplanation(explanation)).not.toContain('acme/pg:16');
    expect(formatExplanation(explanation, { all: true })).toContain('spec.image    acme/pg:16');
  });

  it('colours only when asked to, and changes nothing else', () => {
    const colored = formatExplanation(explanation, { color: true });
    expect(colored).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is to be removed
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(formatExplanation(explanation));
  });

  it('cuts long values, and lets none write to the terminal', () => {
    const hostile = orThrow(
      resolveFunction({ ...fn, spec: { args: ['${A}'] } }, { scope: { A: `\u001b[31m\n${'x'.repeat(500)}` } }),
    );
    const lines = formatExplanation(explain(hostile)).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.every((line) => line.length < 130 && !line.includes('\u001b'))).toBe(true);
  });
});
