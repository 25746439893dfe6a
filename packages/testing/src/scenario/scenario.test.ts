import { orThrow, ProblemsError, printManifests } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { manifests } from '../../test/manifests.ts';
import {
  backendNames,
  backupScenario,
  backupScenarios,
  readManifestFiles,
  restoreScenario,
  restoreScenarios,
  type Scenario,
  targetNames,
} from '../index.ts';

const codesOf = ({ problems }: Scenario) => problems.map(({ code }) => code);

describe('a scenario', () => {
  it.each(backupScenarios({ manifests, targets: targetNames }))('resolves for a %s', (_, scenario) => {
    expect(codesOf(scenario)).toEqual([]);
    expect(scenario.containers.map(({ step, name }) => [step, name])).toEqual([
      ['dump', 'dump-0'],
      ['report', 'report-1'],
    ]);
  });

  it.each(
    restoreScenarios({
      manifests,
      targets: ['PersistentVolumeClaim', 'AppBinding', 'Deployment', 'StatefulSet', 'DaemonSet'],
    }),
  )('resolves for a %s', (_, scenario) => {
    expect(codesOf(scenario)).toEqual([]);
  });

  it('has a container with everything by its name', () => {
    const container = backupScenario({ manifests }).container('dump');
    expect(container.image).toBe('example.com/dump:1.0');
    expect(container.command).toEqual(['/usr/bin/restic']);
    expect(container.flags).toEqual({
      '--bucket': 'backups',
      '--tag': 'orders',
      '-q': true,
      '--prefix': 'demo/nightly',
    });
    expect(container.program('pg_dump').flags).toEqual({ '-h': 'localhost', '-p5432': '' });
    expect(container.program('restic').program).toBe('/usr/bin/restic');
    expect(container.env).toEqual({ REGION: 'eu-central-1', TOKEN: { secretKeyRef: { name: 'token', key: 'token' } } });
    expect(container.mounts['/etc/credentials']?.readOnly).toBe(true);
    expect(container.volumes['/etc/credentials']?.secret?.secretName).toBe('s3-credentials');
    expect(container.explain()).toContain('Repository demo/nightly, spec.backend.s3.bucket');
  });

  it('has what runs beside the containers', () => {
    const scenario = backupScenario({ manifests, licenseApiService: 'v1alpha1.example.com' });
    expect(scenario.job.metadata.name).toBe('stash-backup-nightly-1795399200-0');
    expect(scenario.pod.serviceAccountName).toBe('backupconfiguration-nightly-0');
    expect(scenario.objects.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
      'Job',
    ]);
    expect(scenario.objectsOf('Role')[0]?.rules?.length).toBeGreaterThan(0);
    expect(scenario.allows({ verb: 'get', resource: 'secrets' })).toBe(true);
    expect(scenario.allows({ verb: 'delete', resource: 'secrets' })).toBe(false);
    expect(scenario.allows({ verb: 'patch', resource: 'backupsessions', apiGroup: 'stash.appscode.com' })).toBe(true);
  });

  it('lets every part be overridden', () => {
    const scenario = backupScenario({
      manifests,
      backend: 'gcs',
      namespace: 'shop',
      params: { host: 'db', version: '2.0' },
      repository: { spec: { backend: { gcs: { bucket: 'archive', prefix: null } } } },
      invoker: { metadata: { name: 'hourly' }, spec: { target: { ref: { name: 'sales' } } } },
      session: { metadata: { name: 'hourly-1' } },
      retention: { keepLast: 3 },
      imagePullPolicy: 'Always',
    });
    expect(codesOf(scenario)).toEqual([]);
    const { flags, image, spec } = scenario.container('dump');
    expect({ ...flags, image, pull: spec.imagePullPolicy, job: scenario.job.metadata.name }).toMatchObject({
      '--bucket': 'archive',
      '--tag': 'sales',
      '--prefix': '',
      image: 'example.com/dump:2.0',
      pull: 'Always',
      job: 'stash-backup-hourly-1-0',
    });
    expect(scenario.container('report').flags['--namespace']).toBe('shop');
  });

  it('can be one of a batch', () => {
    const backup = backupScenario({ manifests, invoker: { kind: 'BackupBatch' } });
    const restore = restoreScenario({ manifests, invoker: { kind: 'RestoreBatch' } });
    expect([codesOf(backup), codesOf(restore)]).toEqual([[], []]);
    expect(backup.pod.serviceAccountName).toBe('backupbatch-nightly-0');
  });

  it('can be about a Function alone', () => {
    const scenario = backupScenario({ manifests, function: 'dump' });
    expect(codesOf(scenario)).toEqual([]);
    expect(scenario.container(0).volumes['/etc/credentials']?.emptyDir).toEqual({});
    expect(scenario.sources.map(({ metadata }) => metadata.name)).toEqual(['dump']);
  });

  it('reports everything that is wrong with its resources at once', () => {
    const scenario = backupScenario({
      manifests,
      repository: { spec: { backend: { storageSecretName: 'Not A Name' } } },
      retention: { prune: null },
      session: { metadata: { name: 'Bad_Name' } },
    });
    expect(codesOf(scenario)).toEqual(['missing-field', 'invalid-name']);
  });

  it('throws all that is wrong where a test goes on regardless', () => {
    const scenario = backupScenario({ manifests, task: 'absent' });
    expect(() => scenario.containers).toThrow(ProblemsError);
    expect(() => scenario.container('dump')).toThrow('the Task `absent` is not among the manifests');
    expect(scenario.explain).toThrow(ProblemsError);
  });

  it('says of a table which variation a row is', () => {
    const table = backupScenarios({
      manifests,
      backends: ['s3'],
      variations: { 'with a host': { params: { host: 'db' } } },
    });
    expect(table.map(([title]) => title)).toEqual([
      'backup of PersistentVolumeClaim to s3',
      'backup of PersistentVolumeClaim to s3, with a host',
    ]);
    expect(table[1]?.[1].container('dump').program('pg_dump').flags['-h']).toBe('db');
    expect(backupScenarios({ manifests })).toHaveLength(backendNames.length);
  });
});

describe('reading manifest files', () => {
  const example = new URL('../../../../examples/unit-testing/', import.meta.url);

  it('reads folders, and the folders in them', () => {
    const { functions, tasks } = orThrow(readManifestFiles(new URL('functions', example), new URL('tasks', example)));
    expect([...functions.keys()]).toEqual(['directory-backup', 'mysql-dump', 'notify', 'postgres-dump']);
    expect([...tasks.keys()]).toEqual(['directory-backup', 'mysql-backup', 'postgres-backup']);
    expect(printManifests(functions.values())).toContain('kind: Function');
  });

  it('reads a file once that several paths lead to', () => {
    const twice = readManifestFiles(new URL('functions', example), new URL('functions/notify.yaml', example));
    expect([...orThrow(twice).functions.keys()].filter((name) => name === 'notify')).toEqual(['notify']);
  });

  it('reports each path that holds nothing', () => {
    const absent = readManifestFiles('absent', new URL('tests', example));
    expect(absent._tag === 'Left' && absent.left.map(({ code }) => code)).toEqual([
      'unreadable-file',
      'unreadable-file',
    ]);
  });
});
