import { orThrow } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { batchInput } from '../../test/invokers.ts';
import { findingOf, findingsOf } from '../../test/resolved.ts';
import { planBackup } from '../index.ts';

const web = { task: {}, target: { alias: 'files', ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } } };

describe('the targets of a batch', () => {
  test('a batch is planned without the members that the operator does itself', () => {
    const plan = orThrow(planBackup(batchInput([{}], [{}, web])));
    expect(plan.runs.map(({ member }) => member)).toEqual([0]);
    expect(plan.warnings.map(findingOf)).toEqual([
      'target-left-to-operator BackupBatch/orders spec.members.1.target.ref',
    ]);
  });

  test('a batch of such members alone, and one that is asked for, are refused', () => {
    const found = (member: number) => `no-task BackupBatch/orders spec.members.${member}.task.name`;
    expect(findingsOf(planBackup(batchInput([{}], [web, web])))).toEqual([found(0), found(1)]);
    expect(findingsOf(planBackup(batchInput([{}], [{}, web], { member: 1 })))).toEqual([found(1)]);
    expect(findingsOf(planBackup(batchInput([{}], [{}], { member: 3 })))).toEqual([
      'member-out-of-range BackupBatch/orders spec.members',
    ]);
  });

  test('every message of a batch names its members, and what several share is said once', () => {
    const db = { target: { alias: 'db', ref: { kind: 'PersistentVolumeClaim', name: 'db' } } };
    const shared = planBackup(batchInput([{ args: ['${nowhere}'] }], [db, {}]));
    expect(isLeft(shared) && shared.left.map(({ message }) => message.split(':')[0])).toEqual(['members 0 (db) and 1']);
    const other = planBackup(batchInput([{}], [db, { task: { name: 'other' } }]));
    expect(isLeft(other) && other.left[0].message).toMatch(/^member 1: Task other/);
  });
});
