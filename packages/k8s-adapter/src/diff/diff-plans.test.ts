import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { backupInput, batchInput, repository, restoreInput } from '../../test/invokers.ts';
import { planFiles, planVector, readPlanVectors } from '../../test/vectors.ts';
import { type BackupPlanInput, diffPlans, formatPlanDiff, type PlanDiff, planBackup, planRestore } from '../index.ts';

describe('diffPlans', () => {
  test('finds nothing between two plans of the same resources', () => {
    for (const vector of planFiles.flatMap(readPlanVectors).slice(0, 60)) {
      expect(diffPlans(orThrow(planVector(vector)), orThrow(planVector(vector)))).toEqual({ changes: [] });
    }
  });

  test('groups all that one field of a Function changes', () => {
    const diff = diffBetween(backupInput([{ args: ['--x'] }, {}]), backupInput([{ args: ['--y'] }, {}]));
    expect(diff).toEqual({
      changes: [
        {
          causes: [
            {
              kind: 'field',
              resource: { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', name: 'step0' },
              path: ['spec', 'args', 0],
              before: '--x',
              after: '--y',
            },
          ],
          effects: [
            {
              kind: 'changed',
              object: {
                apiVersion: 'batch/v1',
                kind: 'Job',
                namespace: 'shop',
                name: 'stash-backup-orders-1561974001-0',
              },
              path: ['spec', 'template', 'spec', 'initContainers', 0, 'args', 0],
              before: '--x',
              after: '--y',
            },
          ],
        },
      ],
    });
  });

  test('names the field of the Repository that a variable was read from, wherever it is used', () => {
    const specs = [{ args: ['--bucket=${REPOSITORY_BUCKET}', '${REPOSITORY_BUCKET}'] }];
    const other = repository();
    const s3 = { endpoint: 's3.acme.dev', bucket: 'other' };
    const spec = { ...other.spec, backend: { ...other.spec?.backend, s3 } };
    const diff = diffBetween(backupInput(specs), backupInput(specs, {}, { repository: { ...other, spec } }));
    expect(formatPlanDiff(diff)).toBe(
      `Repository shop/main, spec.backend.s3.bucket: "backups" → "other"
  ~ Job shop/stash-backup-orders-1561974001-0, spec.template.spec.containers[0].args[0]: "--bucket=backups" → "--bucket=other"
  ~ Job shop/stash-backup-orders-1561974001-0, spec.template.spec.containers[0].args[1]: "backups" → "other"`,
    );
  });

  test('names the template of a claim that is added, and the member that a Job is added for', () => {
    const interimVolumeTemplate = {
      metadata: { name: 'interim' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    expect(summaryOf(diffBetween(backupInput([{}]), backupInput([{}], { interimVolumeTemplate })))).toEqual([
      'spec.interimVolumeTemplate: added Job, added Job, added PersistentVolumeClaim',
    ]);
    expect(summaryOf(diffBetween(batchInput([{}], [{}]), batchInput([{}], [{}, {}])))).toEqual([
      'spec.members.1: added ServiceAccount, added Role, added RoleBinding, added Job',
    ]);
  });

  test('tells options from fields, and matches the Jobs of two sessions', () => {
    const input = backupInput([{}]);
    expect(summaryOf(diffBetween(input, { ...input, imagePullPolicy: 'Always' }))).toEqual([
      'imagePullPolicy: changed Job',
    ]);
    expect(summaryOf(diffBetween(input, { ...input, permissions: 'least-privilege' }))[0]).toMatch(/^permissions: /);
    const session = { ...input.session, metadata: { ...input.session.metadata, name: 'orders-2' } };
    expect(summaryOf(diffBetween(input, { ...input, session }))).toEqual(['metadata.name: changed Job, changed Job']);
  });

  test('names the Task that another one took the place of', () => {
    const input = restoreInput([{ args: ['a'] }]);
    const task = input.manifests.tasks.get('the-task');
    if (task === undefined) throw new Error('there is a Task');
    const other = {
      ...task,
      metadata: { name: 'other' },
      spec: { ...task.spec, volumes: [{ name: 'x', emptyDir: {} }] },
    };
    const manifests = { ...input.manifests, tasks: new Map([...input.manifests.tasks, ['other', other]]) };
    const invoker = restoreInput([{}], { task: { name: 'other' } }).invoker;
    const diff = diffPlans(orThrow(planRestore(input)), orThrow(planRestore({ ...input, manifests, invoker })));
    expect(summaryOf(diff)).toEqual(['spec.task.name: changed Job, added Job']);
  });

  test('shows no secret, neither in what changes nor in what changed it', () => {
    const spec = (value: string) => ({ task: { name: 'the-task', params: [{ name: 'password', value }] } });
    const specs = [{ args: ['--p=${password^^}', '${password}'] }];
    const options = { secrets: ['password'] };
    const diff = diffBetween(
      backupInput(specs, spec('hunter22'), options),
      backupInput(specs, spec('swordfish'), options),
    );
    expect(diff.changes).toHaveLength(1);
    expect(JSON.stringify(diff) + formatPlanDiff(diff)).not.toMatch(/hunter22|swordfish/i);
  });
});

function diffBetween(before: BackupPlanInput, after: BackupPlanInput): PlanDiff {
  return diffPlans(orThrow(planBackup(before)), orThrow(planBackup(after)));
}

/** Each change as its causes, and as its effects on kinds of objects. */
function summaryOf({ changes }: PlanDiff): ReadonlyArray<string> {
  return changes.map(({ causes, effects }) => {
    const names = causes.map((cause) => (cause.kind === 'option' ? cause.option : cause.path.join('.')));
    return `${names.join(' and ')}: ${effects.map(({ kind, object }) => `${kind} ${object.kind}`).join(', ')}`;
  });
}
