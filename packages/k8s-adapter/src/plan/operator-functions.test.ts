import { orThrow } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { backupInput } from '../../test/invokers.ts';
import { functionOf } from '../../test/resolved.ts';
import { type BackupPlanInput, planBackup } from '../index.ts';

const operatorImage = { registry: 'ghcr.io/acme', image: 'stash', tag: 'v1' };

describe("the operator's own Functions", () => {
  test('are said as what they are, and how to get them', () => {
    const plan = planBackup(inputWith(['step0', 'update-status', 'pvc-backup']));
    expect(isLeft(plan) && plan.left.map(({ code, message, hint }) => [code, message, hint])).toEqual([
      [
        'function-missing',
        "the Function `update-status` of step 1 is one of the operator's own, and is not loaded",
        "load what `kubectl get functions.stash.appscode.com update-status -o yaml` prints, or plan with what is known of it: `operatorFunctions: 'stash'`, on the command line `--operator-functions stash`",
      ],
      [
        'function-missing',
        "the Function `pvc-backup` of step 2 is one of the operator's own, and is not loaded",
        'load what `kubectl get functions.stash.appscode.com pvc-backup -o yaml` prints',
      ],
    ]);
  });

  test('are planned from what is known of them where that is asked for, unless they are loaded', () => {
    const input: BackupPlanInput = {
      ...inputWith(['step0', 'update-status']),
      operatorImage,
      operatorFunctions: 'stash',
    };
    const container = (given: BackupPlanInput) => orThrow(planBackup(given)).jobs[0]?.spec.template.spec.containers[0];
    expect(container(input)).toMatchObject({ name: 'update-status-1', image: 'ghcr.io/acme/stash:v1' });
    expect(container(input)?.args).toContain('--invoker-name=orders');
    const functions = new Map([...input.manifests.functions, ['update-status', functionOf({}, 'update-status')]]);
    expect(container({ ...input, manifests: { ...input.manifests, functions } })?.image).toBe('acme/tool:1');
  });

  test('a Task of the operator that is not loaded is said to be one', () => {
    const plan = planBackup(backupInput([{}], { task: { name: 'pvc-backup' } }));
    expect(isLeft(plan) && plan.left[0].hint).toContain('kubectl get tasks.stash.appscode.com pvc-backup');
  });
});

function inputWith(steps: ReadonlyArray<string>): BackupPlanInput {
  const input = backupInput([{}]);
  const task = input.manifests.tasks.get('the-task');
  const tasks = new Map(task && [['the-task', { ...task, spec: { steps: steps.map((name) => ({ name })) } }]]);
  return { ...input, manifests: { ...input.manifests, tasks } };
}
