import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackupSession, loadManifests, orThrow, type Problem, type Resource } from '@stash-functions/core';
import { clockAt } from '@stash-functions/k8s-adapter/cluster';
import { printOutput, type StepOutput } from '@stash-functions/status';
import { left, right } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portFor } from '../../../k8s-adapter/test/clients.ts';
import { type ApiServer, startApiServer } from '../../../testing/src/cluster.ts';
import { readRequest, type UpdateStatusRequest } from './request.ts';
import { updateStatusOf } from './update-status.ts';
import { updateStatusCommand } from './update-status-command.ts';

const example = new URL('../../../../examples/postgres-backup/', import.meta.url);
const target = { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: 'sample-postgres' };
const sound: StepOutput = {
  hosts: [{ hostname: 'host-0', phase: 'Succeeded', seconds: 3, snapshots: [{ bytes: 4096, uploadedBytes: 1024 }] }],
};

let server: ApiServer;
let folder: string;
let pushed: Array<string>;
beforeEach(async () => {
  server = await startApiServer();
  folder = await mkdtemp(join(tmpdir(), 'stash-functions-update-status-'));
  await mkdir(join(folder, 'output'));
  pushed = [];
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const plurals: Readonly<Record<string, string>> = {
  BackupSession: 'backupsessions',
  BackupConfiguration: 'backupconfigurations',
  BackupBatch: 'backupbatches',
  RestoreSession: 'restoresessions',
  Repository: 'repositories',
};

function put(resource: Resource): void {
  server.store.put(`${resource.apiVersion}/${plurals[resource.kind]}`, { ...resource });
}

/** Puts the resources of the demo into the cluster, as they are while its Job runs. */
async function putDemo(): Promise<void> {
  const manifests = orThrow(loadManifests(await readFile(new URL('manifests.yaml', example), 'utf8')));
  for (const resource of manifests.all) if (resource.kind in plurals) put(resource);
  put(await demoSession());
}

async function demoSession(): Promise<BackupSession> {
  const name =
    /--backup-session=(\S+)/.exec(await readFile(new URL('expected-sample.txt', example), 'utf8'))?.[1] ?? '';
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: { name, namespace: 'demo' },
    spec: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupConfiguration', name: 'sample-postgres' } },
    status: {
      phase: 'Running',
      targets: [
        {
          ref: target,
          totalHosts: 1,
          phase: 'Running',
          postBackupActions: ['ApplyRetentionPolicy', 'VerifyRepositoryIntegrity'],
        },
      ],
    },
  };
}

/** The arguments of the last container of the demo's Job, as the demo prints them. */
async function demoArgs(): Promise<ReadonlyArray<string>> {
  const printed = await readFile(new URL('expected-sample.txt', example), 'utf8');
  const [, list = ''] = /image: appscode\/stash:pg\n +args:\n((?: +- .*\n)+)/.exec(printed) ?? [];
  return list.split('\n').flatMap((line) => /- (.*)$/.exec(line)?.[1] ?? []);
}

interface Outcome {
  readonly exitCode: number;
  readonly said: string;
  readonly codes: ReadonlyArray<string>;
}

/** The request that arguments make, as commander reads them. */
function requestOf(args: ReadonlyArray<string>): UpdateStatusRequest {
  const output = { write: () => undefined, isTTY: false, columns: 80 };
  const terminal = {
    cwd: folder,
    env: {},
    stdout: output,
    stderr: output,
    readStdin: async () => '',
    onInterrupt: () => () => undefined,
    onTerminate: () => () => undefined,
  };
  const command = updateStatusCommand({ terminal, finish: () => undefined }).exitOverride();
  let request: UpdateStatusRequest | undefined;
  command.action((flags) => {
    request = readRequest(flags).request;
  });
  command.parse([...args], { from: 'user' });
  if (request === undefined) throw new Error('the command did not run');
  return request;
}

async function run(args: ReadonlyArray<string>): Promise<Outcome> {
  const said: Array<string> = [];
  const problems: Array<Problem> = [];
  const exitCode = await updateStatusOf(requestOf(args), {
    client: await portFor(server.url),
    readText: (path) =>
      readFile(path.replace(/^\/stash-tmp/, folder), 'utf8').then(
        (text) => right(text),
        (error: Error) => left(error.message),
      ),
    say: (text) => said.push(text),
    warn: (list) => problems.push(...list),
    fetch: async (url, { body }) => {
      pushed.push(`${url}\n${body}`);
      return { ok: true, status: 200, text: async () => '' };
    },
    clock: clockAt(1000),
  });
  return { exitCode, said: said.join('\n'), codes: problems.map(({ code }) => code) };
}

async function stored(): Promise<BackupSession['status']> {
  const { metadata } = await demoSession();
  const object = server.store.get('stash.appscode.com/v1beta1/backupsessions', 'demo', metadata.name);
  return (object as BackupSession | undefined)?.status;
}

const writeOutput = (text: string): Promise<void> => writeFile(join(folder, 'output', 'output.json'), text);

describe('the arguments of the demo’s Job', () => {
  it('write the status of its session', async () => {
    await putDemo();
    await writeOutput(printOutput(sound));
    const [command, ...args] = await demoArgs();
    expect(command).toBe('update-status');
    expect(args.map((arg) => arg.split('=')[0])).toEqual([
      '--namespace',
      '--repository',
      '--backup-session',
      '--restore-session',
      '--output-dir',
    ]);
    const outcome = await run(args);
    expect(outcome).toMatchObject({ exitCode: 0, codes: ['actions-not-run'] });
    expect(outcome.said).toContain('one host of AppBinding sample-postgres reported');
    expect((await stored())?.targets?.[0]).toMatchObject({
      phase: 'Succeeded',
      stats: [{ hostname: 'host-0', duration: '3s', snapshots: [{ totalSize: '4.000 KiB', uploaded: '1024 B' }] }],
    });
    expect(server.store.list('v1/events', 'demo')).toMatchObject([{ reason: 'HostBackupSucceeded', type: 'Normal' }]);
    expect(pushed).toEqual([]);
  });

  it('end the host as failed where the steps left no output, with the reason', async () => {
    await putDemo();
    const [, ...args] = await demoArgs();
    expect(await run(args)).toMatchObject({ exitCode: 0, codes: ['output-missing'] });
    expect((await stored())?.targets?.[0]).toMatchObject({
      phase: 'Failed',
      stats: [
        { hostname: 'host-0', phase: 'Failed', error: expect.stringContaining('there is no output of the steps') },
      ],
    });
  });

  it('say the place where the output is no JSON', async () => {
    await putDemo();
    await writeOutput('Error: dump failed');
    const [, ...args] = await demoArgs();
    expect(await run(args)).toMatchObject({ exitCode: 0, codes: ['output-syntax'] });
    expect((await stored())?.targets?.[0]?.phase).toBe('Failed');
  });

  it('end with another code than 0 where the status is not written', async () => {
    await writeOutput(printOutput(sound));
    const [, ...args] = await demoArgs();
    expect(await run(args)).toMatchObject({ exitCode: 2, codes: ['object-not-found'] });
    await putDemo();
    server.refuse(/^PUT .*status/, { code: 403, reason: 'Forbidden', message: 'cannot update' });
    expect(await run(args)).toMatchObject({ exitCode: 2, codes: ['access-denied'] });
  });
});

describe('update-status', () => {
  it('writes what restic printed into the session, the Repository and the metrics', async () => {
    await putDemo();
    await writeOutput(printOutput(sound));
    const forget = join(folder, 'forget.json');
    const check = join(folder, 'check.txt');
    const stats = join(folder, 'stats.json');
    await writeFile(forget, '[{"keep":[1,2,3],"remove":[4]}]\n');
    await writeFile(check, 'no errors were found\n');
    await writeFile(stats, '{"total_size":7340032}');
    const [, ...args] = await demoArgs();
    const more = [`--forget-output=${forget}`, `--check-output=${check}`, `--stats-output=${stats}`];
    const metrics = [
      '--metrics-enabled=true',
      '--metrics-pushgateway-url=http://gateway:9091',
      '--metrics-labels=team=dba',
    ];
    expect(await run([...args, ...more, ...metrics])).toMatchObject({ exitCode: 0, codes: [] });
    expect((await stored())?.conditions?.map(({ type, status }) => [type, status])).toEqual([
      ['RetentionPolicyApplied', 'True'],
      ['RepositoryIntegrityVerified', 'True'],
    ]);
    expect(server.store.get('stash.appscode.com/v1alpha1/repositories', 'demo', 'nightly')?.status).toMatchObject({
      integrity: true,
      snapshotCount: 3,
      snapshotsRemovedOnLastCleanup: 1,
      totalSize: '7.000 MiB',
    });
    const sent = pushed.join('\n');
    expect(sent).toContain('http://gateway:9091/metrics/job/stash-functions/');
    expect(sent).toMatch(/stash_functions_repository_size_bytes\{[^}]*team="dba"[^}]*\} 7340032/);
    expect(sent).toMatch(/stash_functions_target_success\{[^}]*\} 1/);
  });

  it('understands the flags of Stash’s present command, also those that are restic’s', async () => {
    await putDemo();
    await writeOutput(printOutput(sound));
    const { metadata } = await demoSession();
    const args = [
      '--namespace=demo',
      `--backupsession=${metadata.name}`,
      '--invoker-kind=BackupConfiguration',
      '--invoker-name=sample-postgres',
      '--target-kind=AppBinding',
      '--target-name=sample-postgres',
      '--target-namespace=demo',
      '--storage-secret-name=minio-credentials',
      '--provider=s3',
      '--enable-cache=true',
      '--max-connections=0',
      '--output-dir=/stash-tmp/output',
      '--metrics-enabled=false',
    ];
    expect((await run(args)).exitCode).toBe(0);
    expect((await stored())?.targets?.[0]?.phase).toBe('Succeeded');
  });

  it('writes to a restore, which is its own invoker', async () => {
    await writeOutput(printOutput(sound));
    put({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'RestoreSession',
      metadata: { name: 'back', namespace: 'demo' },
      spec: { target: { ref: target } },
      status: { totalHosts: 1 },
    });
    for (const args of [
      ['--restore-session=back'],
      ['--invoker-kind=RestoreSession', '--invoker-name=back', '--backupsession='],
    ]) {
      expect((await run(['--namespace=demo', '--output-dir=/stash-tmp/output', ...args])).exitCode).toBe(0);
    }
    expect(server.store.get('stash.appscode.com/v1beta1/restoresessions', 'demo', 'back')?.status).toMatchObject({
      stats: [{ hostname: 'host-0', phase: 'Succeeded' }],
    });
  });

  it('does not guess between the members of a batch', async () => {
    await writeOutput(printOutput(sound));
    const session = await demoSession();
    put({ ...session, spec: { invoker: { kind: 'BackupBatch', name: 'all' } } });
    const members = ['a', 'b'].map((name) => ({ target: { ref: { ...target, name } } }));
    const retentionPolicy = { name: 'keep', prune: true };
    put({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'BackupBatch',
      metadata: { name: 'all', namespace: 'demo' },
      spec: { members, retentionPolicy },
    });
    const [, ...args] = await demoArgs();
    expect(await run(args)).toMatchObject({ exitCode: 2, codes: ['ambiguous-target'] });
    expect(await run([...args, '--target-name=c'])).toMatchObject({ exitCode: 2, codes: ['unknown-target'] });
    expect((await run([...args, '--target-name=b'])).exitCode).toBe(0);
  });

  it('lets no failure of Events or metrics change its end', async () => {
    await putDemo();
    await writeOutput(printOutput(sound));
    server.refuse(/^POST .*events/, { code: 403, reason: 'Forbidden', message: 'cannot create' });
    const [, ...args] = await demoArgs();
    const outcome = await run([...args, '--metrics-enabled', '--metrics-pushgateway-url=gateway']);
    expect(outcome).toMatchObject({ exitCode: 0, codes: ['actions-not-run', 'access-denied', 'invalid-url'] });
  });

  it.each([
    [[], 'no `--output-dir`'],
    [['--output-dir=x'], 'no flag names the session'],
    [['--output-dir=x', '--backup-session=a', '--restore-session=b'], 'both given'],
    [['--output-dir=x', '--backup-session=a', '--backupsession=b'], 'name two sessions'],
    [['--output-dir=x', '--invoker-kind=Restoresession', '--invoker-name=b'], 'is no kind of restore'],
    [['--output-dir=x', '--backup-session=a', '--metrics-enabled=maybe'], 'neither true nor false'],
    [['--output-dir=x', '--backup-session=a', '--master=https://x'], 'there is no `--master` here'],
    [['--output-dir=x', '--backup-sesion=a'], "unknown option '--backup-sesion=a'"],
  ])('refuses %j', (args, reason) => {
    expect(() => requestOf(args)).toThrow(reason);
  });
});
