import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { secretNames, secretUses, secretValues } from '../../templating/test/secret-uses.ts';
import { runHere } from './transcript.ts';

const cwd = mkdtempSync(join(tmpdir(), 'stash-functions-secrets-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** A backup whose only argument uses a variable. */
function manifestsOf(name: string, value: string, use: string): string {
  return [
    {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name: 'dump' },
      spec: { image: 'acme/tool:1', args: ['dump', `--x=${use}`, '${given} ${given^^}'] },
    },
    {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Task',
      metadata: { name: 'the-task' },
      spec: { steps: [{ name: 'dump', params: [{ name: 'given', value: `<${use}>` }] }] },
    },
    {
      apiVersion: 'stash.appscode.com/v1alpha1',
      kind: 'Repository',
      metadata: { name: 'main', namespace: 'demo' },
      spec: { backend: { gcs: { bucket: 'b' }, storageSecretName: 's' } },
    },
    {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupConfiguration',
      metadata: { name: 'nightly', namespace: 'demo' },
      spec: {
        repository: { name: 'main' },
        task: {
          name: 'the-task',
          params: [
            { name, value },
            { name: 'user', value: 'root' },
          ],
        },
        target: { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' } },
        retentionPolicy: { name: 'keep', keepLast: 5, prune: true },
      },
    },
  ]
    .map((each) => JSON.stringify(each))
    .join('\n---\n');
}

/** The commands that show values; each gets the flags that conceal. */
const commands: ReadonlyArray<ReadonlyArray<string>> = [
  ['explain', 'one.yaml'],
  ['explain', '--all', '--output', 'json', 'one.yaml'],
  ['explain', 'stash-backup-nightly-0-0.spec', 'one.yaml'],
  ['explain', '--output', 'json', 'stash-backup-nightly-0-0.spec.template.spec.containers[0]', 'one.yaml'],
  ['diff', 'one.yaml', 'other.yaml'],
  ['diff', '--format', 'json', 'one.yaml', 'other.yaml'],
  ['diff', '--format', 'markdown', 'one.yaml', 'other.yaml'],
  ['run', '--dry-run', 'client', 'one.yaml'],
];

describe.each(commands.map((words) => [words.join(' '), words] as const))('%s', (_, words) => {
  it('shows no secret, and nothing that an operator made of one', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(secretNames, secretValues, secretValues, fc.nat(), async (name, value, other, pick) => {
        const uses = secretUses(name);
        const use = uses[pick % uses.length] ?? '';
        writeFileSync(join(cwd, 'one.yaml'), manifestsOf(name, value, use));
        writeFileSync(join(cwd, 'other.yaml'), manifestsOf(name, other, use));
        const [command = '', ...rest] = words;
        const { stdout, stderr, exitCode } = await runHere([command, '--secret', name, ...rest], cwd, '');
        if (exitCode !== 2 && stdout !== '') shown += 1;
        const output = `${stdout}${stderr}`.toLowerCase();
        for (const secret of [value, other]) {
          for (const part of [secret.slice(0, 12), secret.slice(-8), secret.slice(1, 10)]) {
            const at = output.indexOf(part.toLowerCase());
            // The whole output would be pages.
            expect(at === -1 ? '' : output.slice(Math.max(0, at - 60), at + 60)).toBe('');
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(shown).toBeGreaterThan(20);
  });
});

it('and shows it where that is asked for', async () => {
  writeFileSync(join(cwd, 'one.yaml'), manifestsOf('password', 'correcthorsebattery', '${password^^}'));
  const { stdout } = await runHere(['explain', '--show-secrets', 'one.yaml'], cwd, '');
  expect(stdout).toContain('CORRECTHORSEBATTERY');
});
