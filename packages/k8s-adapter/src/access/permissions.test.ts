import type { BackupConfigurationTemplateSpec } from '@stash-functions/core/decode';
import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { appBinding, backupInput, repository, restoreInput } from '../../test/invokers.ts';
import { type Plan, planBackup, planRestore, type V1PolicyRule } from '../index.ts';

const leastPrivilege = {
  permissions: 'least-privilege',
  operatorImage: { registry: 'r', image: 'i', tag: 't' },
} as const;
const database: BackupConfigurationTemplateSpec = {
  task: { name: 'the-task' },
  target: { ref: { kind: 'AppBinding', name: 'orders-db' } },
};

describe('the preset of least privilege', () => {
  test('lets a backup touch what is named, and nothing else', () => {
    const options = { ...leastPrivilege, appBindings: [appBinding({})] };
    expect(textsOf(orThrow(planBackup(backupInput([{}], database, options))))).toEqual([
      'get stash.appscode.com/backupconfigurations orders',
      'get,patch,update stash.appscode.com/backupsessions,backupsessions/status orders-1561974001',
      'get,patch,update stash.appscode.com/repositories,repositories/status main',
      'get appcatalog.appscode.com/appbindings orders-db',
      'get /secrets keys,orders-auth',
      'create /events *',
    ]);
  });

  test('lets a restore report in its own status', () => {
    expect(textsOf(orThrow(planRestore(restoreInput([{}], {}, leastPrivilege))))).toEqual([
      'get,patch,update stash.appscode.com/restoresessions,restoresessions/status orders',
      'get,patch,update stash.appscode.com/repositories,repositories/status main',
      'get /secrets keys',
      'create /events *',
    ]);
  });

  test('lets hooks run in pods, and keeps a Repository elsewhere to its own namespace', () => {
    const spec = {
      hooks: { preBackup: { exec: { command: ['sync'] } } },
      repository: { name: 'main', namespace: 'vault' },
    };
    const plan = orThrow(planBackup(backupInput([{}], spec, { ...leastPrivilege, repository: repository('vault') })));
    expect(textsOf(plan)).toEqual([
      'get,patch,update stash.appscode.com/repositories,repositories/status main',
      'get /secrets keys',
      'get stash.appscode.com/backupconfigurations orders',
      'get,patch,update stash.appscode.com/backupsessions,backupsessions/status orders-1561974001',
      'get,list /pods *',
      'get,create /pods/exec *',
      'create /events *',
    ]);
  });
});

function textsOf({ objects }: Plan): ReadonlyArray<string> {
  return objects.flatMap((object) => (object.kind === 'Role' ? (object.rules ?? []).map(textOf) : []));
}

function textOf({ verbs, apiGroups = [], resources = [], resourceNames = ['*'] }: V1PolicyRule): string {
  return `${verbs.join(',')} ${apiGroups.join(',')}/${resources.join(',')} ${resourceNames.join(',')}`;
}
