import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadManifests } from '@stash-functions/core';
import { orThrow } from '@stash-functions/core/decode';
import { afterEach, describe, expect, it } from 'vitest';
import { explain } from '../inspect/explain.ts';
import { backupScope } from '../variables/backup-scope.ts';
import { builtinVariables } from '../variables/catalogue.ts';
import { resolveTask } from './resolve-task.ts';

const manifests = orThrow(
  loadManifests(`
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: pg }
spec: { image: acme/pg, args: [${builtinVariables.map(({ name }) => `"\${${name}:=absent}"`).join(', ')}] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: pg-backup }
spec: { steps: [{ name: pg }] }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec: { task: { name: pg-backup }, retentionPolicy: { name: keep, prune: false } }
`),
);
const [invoker] = manifests.backupConfigurations.values();
const [task] = manifests.tasks.values();
if (invoker === undefined || task === undefined) throw new Error('incomplete');
const { functions } = manifests;

const environment = process.env;
afterEach(() => {
  process.env = environment;
});

describe('the environment of the process', () => {
  it('is never read', () => {
    const read: Array<PropertyKey> = [];
    const note = (_: object, name: PropertyKey): string => {
      read.push(name);
      return 'environment';
    };
    process.env = new Proxy<NodeJS.ProcessEnv>(environment, {
      get: note,
      has: (target, name) => note(target, name) !== '',
    });
    const scope = orThrow(backupScope({ invoker }));
    const resolved = orThrow(resolveTask(task, { functions, scope }));
    explain(resolved);
    process.env = environment;
    expect(read).toEqual([]);
    expect(JSON.stringify(resolved.steps.map(({ spec }) => spec))).not.toContain('environment');
  });

  it('is named nowhere in the sources', () => {
    const folder = fileURLToPath(new URL('../', import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.includes('.test'),
    );
    expect(sources.length).toBeGreaterThan(50);
    const reads = sources.filter((name) =>
      /process\s*\.\s*env|node:process/.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(reads).toEqual([]);
  });
});
