import { orThrow, type UsagePolicy } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { backupInput, repository, restoreInput } from '../../test/invokers.ts';
import { findingOf, findingsOf } from '../../test/resolved.ts';
import { type BackupPlanInput, planBackup, planRestore } from '../index.ts';

const repositoryRef = { repository: { name: 'main', namespace: 'vault' } };
const finding = 'repository-not-allowed BackupConfiguration/orders spec.repository.namespace';

describe('who may use what', () => {
  test('a Repository elsewhere needs a usage policy that lets the namespace in', () => {
    const none: UsagePolicy = { allowedNamespaces: {} };
    for (const policy of [{}, none, { allowedNamespaces: { from: 'Same' } }] as const) {
      expect(findingsOf(planBackup(elsewhere(policy)))).toEqual([finding]);
    }
    expect(orThrow(planBackup(elsewhere({ allowedNamespaces: { from: 'All' } }))).warnings).toEqual([]);
    const unknown = JSON.parse('{ "allowedNamespaces": { "from": "all" } }');
    expect(findingsOf(planBackup(elsewhere(unknown)))).toEqual([finding]);
  });

  test('a Repository of the own namespace needs none', () => {
    expect(orThrow(planBackup(backupInput([{}], {}, { repository: repository('shop', {}) }))).warnings).toEqual([]);
  });

  test.each([
    [{ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, undefined, 'allowed'],
    [{ matchLabels: { 'kubernetes.io/metadata.name': 'other' } }, undefined, 'refused'],
    [{ matchLabels: { 'kubernetes.io/metadata.name': 'other', team: 'a' } }, undefined, 'refused'],
    [{ matchLabels: { team: 'a' } }, undefined, 'unknown'],
    [{ matchLabels: { team: 'a' } }, { team: 'a' }, 'allowed'],
    [{ matchLabels: { team: 'a' } }, { team: 'b' }, 'refused'],
    [{ matchLabels: { team: 'a' } }, {}, 'refused'],
    [{ matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] }, { team: 'b' }, 'allowed'],
    [{ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] }, {}, 'allowed'],
    [{ matchExpressions: [{ key: 'team', operator: 'Exists' }] }, { team: '' }, 'allowed'],
    [{ matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }, { team: '' }, 'refused'],
    [{ matchExpressions: [{ key: 'toString', operator: 'Exists' }] }, {}, 'refused'],
    [{}, undefined, 'allowed'],
    [undefined, {}, 'refused'],
  ] as const)('the selector %j with the labels %j is %s', (selector, namespaceLabels, verdict) => {
    const policy = {
      allowedNamespaces: { from: 'Selector', ...(selector === undefined ? {} : { selector }) },
    } as const;
    const result = planBackup({ ...elsewhere(policy), namespaceLabels });
    if (verdict === 'refused') expect(findingsOf(result)).toEqual([finding]);
    else expect(orThrow(result).warnings.map(findingOf)).toEqual(verdict === 'unknown' ? [finding] : []);
  });

  test('a claim of another namespace is no target', () => {
    const target = { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data', namespace: 'other' } };
    const found = (kind: string) => [`claim-in-other-namespace ${kind}/orders spec.target.ref.namespace`];
    expect(findingsOf(planBackup(backupInput([{}], { target })))).toEqual(found('BackupConfiguration'));
    expect(findingsOf(planRestore(restoreInput([{}], { target })))).toEqual(found('RestoreSession'));
    const own = { ref: { ...target.ref, namespace: 'shop' } };
    expect(orThrow(planBackup(backupInput([{}], { target: own }))).jobs).toHaveLength(1);
  });

  test('snapshots of volumes are not planned as a Task', () => {
    const driver = { driver: 'VolumeSnapshotter', task: {} } as const;
    expect(findingsOf(planBackup(backupInput([{}], driver)))).toEqual([
      'unsupported-value BackupConfiguration/orders spec.driver',
    ]);
    expect(findingsOf(planRestore(restoreInput([{}], { driver: 'VolumeSnapshotter' })))).toEqual([
      'unsupported-value RestoreSession/orders spec.driver',
    ]);
  });
});

function elsewhere(policy: UsagePolicy): BackupPlanInput {
  return backupInput([{}], repositoryRef, { repository: repository('vault', policy) });
}
