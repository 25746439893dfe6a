import { backupScenario, backupScenarios, readManifestFiles } from '@stash-functions/testing';
import { expectRestic, expectSteps, remoteBackends } from './backends.js';

const options = { manifests: readManifestFiles('functions', 'tasks'), task: 'postgres-backup', target: 'AppBinding' };
const dump = (more) => backupScenario({ ...options, ...more }).container('postgres-dump');

describe('the PostgreSQL dump', () => {
  it.each(backupScenarios({ ...options, backends: remoteBackends }))('resolves for a %s', (_, scenario) => {
    expect(scenario).toResolve();
    expect(scenario).toBeAcceptedAs('restricted');
    expectSteps(scenario, 'postgres-dump', 'notify');
  });

  it.each(remoteBackends)('knows where restic finds the repository on %s', (backend) => {
    expectRestic(backupScenario({ ...options, backend }), backend, 'postgres-dump');
  });

  it('does without the slash that a prefix may begin with', () => {
    const repository = { spec: { backend: { gcs: { prefix: 'demo' } } } };
    expect(dump({ backend: 'gcs', repository }).env.RESTIC_REPOSITORY).toBe('gs:backups:/demo');
  });

  it('finds a local repository where it is mounted', () => {
    const scenario = backupScenario({ ...options, backend: 'local' });
    expect(scenario).toResolve();
    const { env, spec } = scenario.container('postgres-dump');
    expect(spec.volumeMounts).toContainEqual(
      expect.objectContaining({ name: 'stash-local', mountPath: env.RESTIC_REPOSITORY }),
    );
  });

  it('files the dump under the host, and tags it with the database server', () => {
    const container = dump();
    expect(container.words[1].text).toBe('backup');
    expect(container.flags).toEqual({
      '--host': 'host-0',
      '--tag': 'demo/orders',
      '--stdin-filename': 'postgres.dump',
      '--stdin-from-command': true,
    });
  });

  it('dumps from the Service of the AppBinding, with nothing that could wait for a person', () => {
    expect(dump().program('pg_dump').flags).toEqual({
      '--host': 'orders.demo.svc',
      '--port': '5432',
      '--no-password': true,
      '--format': 'custom',
      '--compress': '0',
      '--lock-wait-timeout': '60s',
      '--dbname': 'postgres',
    });
  });

  it('takes another database, port and patience from the params', () => {
    const container = dump({ params: { database: 'sales', port: '6432', lockWaitTimeout: '5s' } });
    expect(container).toHaveFlag('--stdin-filename', 'sales.dump');
    expect(container.program('pg_dump')).toHaveFlag('--dbname', 'sales');
    expect(container.program('pg_dump')).toHaveFlag('--port', '6432');
    expect(container.program('pg_dump')).toHaveFlag('--lock-wait-timeout', '5s');
  });

  it('runs the pg_dump of the major version of the server', () => {
    expect(dump().image).toBe('ghcr.io/example/restic-postgres:16');
    expect(dump({ appBinding: { spec: { version: '17' } } }).image).toBe('ghcr.io/example/restic-postgres:17');
  });

  it('needs an AppBinding, to know that version', () => {
    expect(backupScenario({ ...options, target: 'Deployment' })).toHaveProblem('unresolved-variable');
  });

  it.each([
    ['orders-auth', {}],
    ['dumper', { authSecret: 'dumper' }],
  ])('logs in with the Secret %s', (name, params) => {
    const { env } = dump({ params });
    expect(env.PGUSER).toEqual({ secretKeyRef: { name, key: 'username' } });
    expect(env.PGPASSWORD).toEqual({ secretKeyRef: { name, key: 'password' } });
  });

  it('reserves what it needs, and cannot take all memory', () => {
    expect(dump()).toMatchContainer({
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    });
  });

  it('is what it was', () => {
    expect(dump({ params: { database: 'sales' }, secrets: ['database'] })).toMatchResolvedSnapshot();
  });
});
