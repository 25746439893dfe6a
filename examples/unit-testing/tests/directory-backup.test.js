import { backupScenario, backupScenarios, readManifestFiles } from '@stash-functions/testing';
import { expectRestic, expectSteps, remoteBackends } from './backends.js';

const options = { manifests: readManifestFiles('functions', 'tasks'), task: 'directory-backup' };
const backup = (more) => backupScenario({ ...options, ...more }).container('directory-backup');

describe('the backup of a directory', () => {
  it.each(backupScenarios({ ...options, backends: remoteBackends }))('resolves for a %s', (_, scenario) => {
    expect(scenario).toResolve();
    expect(scenario).toBeAcceptedAs('restricted');
    expectSteps(scenario, 'directory-backup', 'notify');
  });

  it.each(remoteBackends)('knows where restic finds the repository on %s', (backend) => {
    expectRestic(backupScenario({ ...options, backend }), backend, 'directory-backup');
  });

  it('finds a local repository where it is mounted', () => {
    const scenario = backupScenario({ ...options, backend: 'local' });
    expect(scenario).toResolve();
    const { env, spec } = scenario.container('directory-backup');
    expect(spec.volumeMounts).toContainEqual(
      expect.objectContaining({ name: 'stash-local', mountPath: env.RESTIC_REPOSITORY }),
    );
  });

  it('does without the slash that a prefix may begin with', () => {
    const b2 = { spec: { backend: { b2: { prefix: 'demo' } } } };
    const s3 = { spec: { backend: { s3: { prefix: 'demo' } } } };
    expect(backup({ backend: 'b2', repository: b2 }).env.RESTIC_REPOSITORY).toBe('b2:backups:/demo');
    expect(backup({ repository: s3 }).env.RESTIC_REPOSITORY).toMatch(/\/backups\/demo$/);
  });

  it('backs the mounted volume up, and nothing that is mounted below it', () => {
    expect(backup().args).toEqual([
      'backup',
      '--host=host-0',
      '--tag=demo/orders',
      '--compression=auto',
      '--one-file-system',
      '--exclude-caches',
      '--exclude=lost+found',
      '--retry-lock=5m',
      '/stash-data',
    ]);
  });

  it('mounts the claim, where the target says, without a way to change it', () => {
    const target = { volumeMounts: [{ name: 'data', mountPath: '/photos' }] };
    const container = backup({ invoker: { spec: { target } } });
    expect(container.args.at(-1)).toBe('/photos');
    expect(container.volumes['/photos']).toMatchObject({
      persistentVolumeClaim: { claimName: 'orders', readOnly: true },
    });
    expect(container.mounts['/photos'].readOnly).toBe(true);
  });

  it('takes compression, exclusion and patience from the params', () => {
    const container = backup({ params: { compression: 'max', exclude: '*.tmp', retryLock: '1h' } });
    expect(container).toHaveFlag('--compression', 'max');
    expect(container).toHaveFlag('--exclude', '*.tmp');
    expect(container).toHaveFlag('--retry-lock', '1h');
  });

  it('runs a certain version of restic', () => {
    expect(backup().image).toBe('restic/restic:0.17.3');
    expect(backup({ params: { resticVersion: '0.18.0' } }).image).toBe('restic/restic:0.18.0');
  });

  it('reserves what it needs, and cannot take all memory', () => {
    expect(backup()).toMatchContainer({
      resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
    });
  });
});
