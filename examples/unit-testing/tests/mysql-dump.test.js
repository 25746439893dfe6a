import { backupScenario, backupScenarios, readManifestFiles } from '@stash-functions/testing';
import { expectRestic, expectSteps, remoteBackends } from './backends.js';

const options = {
  manifests: readManifestFiles('functions', 'tasks'),
  task: 'mysql-backup',
  target: 'AppBinding',
  appBinding: {
    spec: { type: 'kubedb.com/mysql', version: '8.4.3', clientConfig: { service: { scheme: 'mysql', port: 3306 } } },
  },
};
const dump = (params) => backupScenario({ ...options, params }).container('mysql-dump');

describe('the MySQL dump', () => {
  it.each(backupScenarios({ ...options, backends: remoteBackends }))('resolves for a %s', (_, scenario) => {
    expect(scenario).toResolve();
    expect(scenario).toBeAcceptedAs('restricted');
    expectSteps(scenario, 'mysql-dump', 'notify');
  });

  it.each(remoteBackends)('knows where restic finds the repository on %s', (backend) => {
    expectRestic(backupScenario({ ...options, backend }), backend, 'mysql-dump');
  });

  it('finds a local repository where it is mounted', () => {
    const scenario = backupScenario({ ...options, backend: 'local' });
    expect(scenario).toResolve();
    const { env, spec } = scenario.container('mysql-dump');
    expect(spec.volumeMounts).toContainEqual(
      expect.objectContaining({ name: 'stash-local', mountPath: env.RESTIC_REPOSITORY }),
    );
  });

  it('does without the slash that a prefix may begin with', () => {
    const repository = { spec: { backend: { s3: { prefix: 'demo' } } } };
    const { env } = backupScenario({ ...options, repository }).container('mysql-dump');
    expect(env.RESTIC_REPOSITORY).toBe('s3:https://s3.eu-central-1.amazonaws.com/backups/demo');
  });

  it('files the dump under the host, and tags it with the database server', () => {
    expect(dump().words[1].text).toBe('backup');
    expect(dump().flags).toEqual({
      '--host': 'host-0',
      '--tag': 'demo/orders',
      '--stdin-filename': 'all-databases.sql',
      '--stdin-from-command': true,
    });
  });

  it('reads the password from the mounted file first, as mysqldump demands', () => {
    const [program, first] = dump().program('mysqldump').words;
    expect(program.text).toBe('mysqldump');
    expect(first.text).toBe('--defaults-extra-file=/etc/mysql-client/client.cnf');
    expect(dump().volumes['/etc/mysql-client']).toMatchObject({ secret: { secretName: 'orders-client' } });
    expect(dump().mounts['/etc/mysql-client'].readOnly).toBe(true);
    expect(dump({ clientSecret: 'dumper' }).volumes['/etc/mysql-client']).toMatchObject({
      secret: { secretName: 'dumper' },
    });
  });

  it('takes a consistent dump with all that belongs to a database, and locks no table', () => {
    const { words } = dump().program('mysqldump');
    expect(words.slice(2).map(({ text }) => text)).toEqual([
      '--host=orders.demo.svc',
      '--port=3306',
      '--single-transaction',
      '--routines',
      '--events',
      '--no-tablespaces',
      '--set-gtid-purged=OFF',
      '--all-databases',
    ]);
  });

  it('takes one database, another port and GTIDs from the params', () => {
    const container = dump({ database: 'sales', port: '3307', gtidPurged: 'AUTO' });
    expect(container).toHaveFlag('--stdin-filename', 'sales.sql');
    expect(container.program('mysqldump')).toHaveFlag('--port', '3307');
    expect(container.program('mysqldump')).toHaveFlag('--set-gtid-purged', 'AUTO');
    expect(container.args.at(-1)).toBe('sales');
  });

  it('runs the mysqldump of the major version of the server', () => {
    expect(dump().image).toBe('ghcr.io/example/restic-mysql:8');
  });

  it('reserves what it needs, and cannot take all memory', () => {
    expect(dump()).toMatchContainer({
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    });
  });
});
