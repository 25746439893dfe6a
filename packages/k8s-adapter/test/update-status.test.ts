import type { BackupSession, RestoreSession } from '@stash-functions/core';
import { orThrow } from '@stash-functions/core';
import { eventsOf } from '@stash-functions/status';
import { isLeft } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, noFaults, startApiServer } from '../../testing/src/cluster.ts';
import { type ClusterPort, clockAt, recordEvents, updateStatus, updateStatusRules } from '../src/cluster/index.ts';
import { portFor } from './clients.ts';

const sessions = 'stash.appscode.com/v1beta1/backupsessions';
const target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', namespace: 'backup' };
const session = { kind: 'BackupSession', namespace: 'backup', name: 'nightly-1' } as const;

let server: ApiServer;
let port: ClusterPort;
beforeEach(async () => {
  server = await startApiServer();
  port = await portFor(server.url);
});
afterEach(() => server.close());

function putSession(totalHosts: number): void {
  const object: BackupSession = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: { name: 'nightly-1', namespace: 'backup' },
    spec: { invoker: { kind: 'BackupConfiguration', name: 'nightly' } },
    status: { phase: 'Running', targets: [{ ref: target, totalHosts, phase: 'Running' }] },
  };
  server.store.put(sessions, { ...object, status: { ...object.status, fieldOfTomorrow: 'kept' } });
}

function report(hostname: string, phase: 'Succeeded' | 'Failed' = 'Succeeded') {
  return { session, target, hosts: [{ hostname, phase, seconds: 1 }] };
}

function stored(): BackupSession | undefined {
  return server.store.get(sessions, 'backup', 'nightly-1') as BackupSession | undefined;
}

describe('updateStatus', () => {
  it('loses no report of fifty hosts that report at once', async () => {
    putSession(50);
    const reports = Array.from({ length: 50 }, (_, index) =>
      updateStatus(port, report(`host-${index}`), { clock: clockAt(20) }),
    );
    const results = (await Promise.all(reports)).map((result) => orThrow(result));
    const [entry] = stored()?.status?.targets ?? [];
    expect(entry?.stats).toHaveLength(50);
    expect(new Set(entry?.stats?.map(({ hostname }) => hostname)).size).toBe(50);
    expect(entry?.phase).toBe('Succeeded');
    // They really met; otherwise the test would show nothing.
    expect(Math.max(...results.map(({ attempts }) => attempts))).toBeGreaterThan(1);
    const complete = results.filter(
      ({ session: { status } }) =>
        status !== undefined && 'targets' in status && status.targets?.[0]?.phase === 'Succeeded',
    );
    expect(complete).toHaveLength(1);
  }, 60_000);

  it('loses none and writes none twice while answers are lost and the server is in trouble', async () => {
    putSession(10);
    const faults = [{ type: 'drop-answer' }, undefined, { type: 'refuse', code: 500 }, undefined, undefined] as const;
    let calls = 0;
    server.setFaults({ ...noFaults, request: () => faults[calls++ % faults.length] as never });
    const reports = Array.from({ length: 10 }, (_, index) =>
      updateStatus(port, report(`host-${index}`), { clock: clockAt(200) }),
    );
    for (const result of await Promise.all(reports)) orThrow(result);
    expect(stored()?.status?.targets?.[0]?.stats).toHaveLength(10);
  }, 60_000);

  it('writes nothing where nothing changes', async () => {
    putSession(1);
    expect(orThrow(await updateStatus(port, report('host-0'))).changed).toBe(true);
    const written = server.requests.filter((line) => line.startsWith('PUT')).length;
    expect(orThrow(await updateStatus(port, report('host-0'))).changed).toBe(false);
    expect(server.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(written);
  });

  it('writes the status alone, and keeps what it does not know', async () => {
    putSession(1);
    await updateStatus(port, report('host-0'));
    expect(server.requests).toContain(
      'PUT /apis/stash.appscode.com/v1beta1/namespaces/backup/backupsessions/nightly-1/status?fieldManager=stash-functions',
    );
    expect(stored()?.status).toMatchObject({ fieldOfTomorrow: 'kept' });
  });

  it('writes to restores too', async () => {
    const restore: RestoreSession = {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'RestoreSession',
      metadata: { name: 'back', namespace: 'backup' },
      spec: { target: { ref: target } },
      status: { totalHosts: 1 },
    };
    server.store.put('stash.appscode.com/v1beta1/restoresessions', { ...restore });
    const updated = orThrow(
      await updateStatus(port, {
        ...report('host-0'),
        session: { kind: 'RestoreSession', namespace: 'backup', name: 'back' },
      }),
    );
    expect(updated.session.status).toMatchObject({ stats: [{ hostname: 'host-0' }] });
  });

  it('tells of a session that is not there, and of one that it may not write', async () => {
    const gone = await updateStatus(port, report('host-0'));
    expect(isLeft(gone) && gone.left[0].code).toBe('object-not-found');
    putSession(1);
    server.refuse(/^PUT .*status/, { code: 403, reason: 'Forbidden', message: 'cannot update' });
    const refused = await updateStatus(port, report('host-0'));
    expect(isLeft(refused) && refused.left[0].code).toBe('access-denied');
  });

  it('refuses an option that is none, before anything is asked', async () => {
    putSession(1);
    const refused = await updateStatus(port, report('host-0'), { attempt: 3 } as never);
    expect(isLeft(refused) && refused.left[0]).toMatchObject({
      code: 'option-invalid',
      hint: 'did you mean `attempts`?',
    });
    expect(server.requests).toEqual([]);
  });

  it('gives up once it has lost as often as it may', async () => {
    putSession(1);
    server.refuse(/^PUT .*status/, { code: 409, reason: 'Conflict', message: 'modified' });
    const refused = await updateStatus(port, report('host-0'), { attempts: 3, clock: clockAt(1000) });
    expect(isLeft(refused) && refused.left[0].code).toBe('api-conflict');
    expect(server.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
  });
});

describe('recordEvents', () => {
  it('makes each Event once', async () => {
    putSession(1);
    const updated = orThrow(await updateStatus(port, report('host-0')));
    const events = eventsOf(updated.session, report('host-0'), { now: new Date(0) });
    expect(orThrow(await recordEvents(port, events))).toBe(1);
    expect(orThrow(await recordEvents(port, events))).toBe(0);
    expect(server.store.list('v1/events', 'backup')).toHaveLength(1);
  });
});

describe('updateStatusRules', () => {
  it('grants exactly what reporting asks for', async () => {
    putSession(1);
    const updated = orThrow(await updateStatus(port, report('host-0')));
    orThrow(await recordEvents(port, eventsOf(updated.session, report('host-0'), { now: new Date(0) })));
    const asked = server.requests.filter((line) => line.includes('/namespaces/')).map(accessOf);
    const granted = updateStatusRules({ session }).flatMap(({ verbs, resources = [], resourceNames = [''] }) =>
      verbs.flatMap((verb) =>
        resources.flatMap((resource) => resourceNames.map((name) => `${verb} ${resource} ${name}`.trim())),
      ),
    );
    expect([...new Set(asked)].toSorted()).toEqual(granted.toSorted());
  });
});

const verbs: Readonly<Record<string, string>> = { GET: 'get', PUT: 'update', POST: 'create' };

/** The verb, resource and name that a request needs. */
function accessOf(line: string): string {
  const [method = '', path = ''] = line.split('?')[0]?.split(' ') ?? [];
  const [resource = '', name, subresource] = path.split('/namespaces/backup/')[1]?.split('/') ?? [];
  return [verbs[method], subresource === undefined ? resource : `${resource}/${subresource}`, name]
    .filter(Boolean)
    .join(' ');
}
