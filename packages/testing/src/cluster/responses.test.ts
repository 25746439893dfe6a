import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from './api-server.ts';
import { fieldAt, isJsonObject, type JsonObject, listAt, parseJsonObject, textAt } from './json.ts';

/** A request, and the answer of a Kubernetes 1.36. They stand in the order in which they were made. */
interface Recorded {
  readonly title: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  readonly status: number;
  /** The content type of the request. */
  readonly type: string;
  /** The reason of a Status. */
  readonly reason?: string;
  /** The reason and the field of each cause of a Status. */
  readonly causes?: ReadonlyArray<ReadonlyArray<string>>;
  /** The details of a Status. */
  readonly details?: JsonObject;
  /** The warning header. */
  readonly warning?: string;
  /** The kind of any other answer. */
  readonly kind?: string;
}

const recorded: ReadonlyArray<Recorded> = readFileSync(new URL('./responses.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Requests that need the schemas of Kubernetes, which the server of the tests does not have. */
const beyond: ReadonlySet<string> = new Set(['create with an unknown field']);

const namespace = 'demo';
const everything = [{ verbs: ['*'], resources: ['*'] }];
const binding = 'backupconfiguration-shop-0';

describe('the API server of the tests answers as a real one does', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer({ tokens: { right: everything }, namespaces: [namespace] });
    const put = (kind: string, object: JsonObject): JsonObject => server.store.put(kind, object);
    for (const name of ['default', 'r-sa', 'a', binding]) {
      const labels = name === 'r-sa' ? { a: '1' } : {};
      put('v1/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, labels } });
    }
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'one' };
    const kind = 'RoleBinding';
    put('rbac.authorization.k8s.io/v1/rolebindings', { kind, metadata: { name: binding, namespace }, roleRef });
    const session = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', spec: {} };
    put('stash.appscode.com/v1beta1/backupsessions', { ...session, metadata: { name: 's9', namespace } });
    server.store.compact();
  });
  afterAll(() => server.close());

  // They run in their order, because each needs the work of the ones before.
  it.each(recorded.filter(({ title }) => !beyond.has(title)))('$title', async (expected) => {
    const { title, request } = expected;
    const { status, headers, body } = await ask(title, request);
    const object = textAt(body, 'type') === undefined ? body : fieldAt(body, 'object');
    expect(status).toBe(expected.status);
    expect(headers.get('content-type')?.split(';')[0]).toBe(expected.type);
    if (title.startsWith('delete')) expect(headers.get('warning') ?? undefined).toBe(expected.warning);
    if (expected.reason === undefined && expected.kind !== 'Status') {
      if (expected.kind !== undefined && expected.type === 'application/json')
        expect(object).toMatchObject({ kind: expected.kind });
      return;
    }
    const causes = listAt(object, 'details', 'causes').map((cause) => [
      textAt(cause, 'reason'),
      textAt(cause, 'field'),
    ]);
    expect(object).toMatchObject({
      kind: 'Status',
      ...(expected.reason === undefined ? {} : { reason: expected.reason }),
    });
    expect(causes).toEqual(expected.causes ?? []);
    if (expected.details !== undefined) expect(fieldAt(object, 'details')).toMatchObject(expected.details);
  });

  async function ask(
    title: string,
    { method, path, contentType, body }: Recorded['request'],
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: JsonObject | undefined }> {
    const token = title === 'without a token' ? undefined : title === 'with a wrong token' ? 'wrong' : 'right';
    const sent = isJsonObject(body)
      ? JSON.stringify(current(title, body))
      : typeof body === 'string'
        ? body
        : undefined;
    const answer = await fetch(server.url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: parseJsonObject(text.split('\n')[0] ?? '') };
  }

  // Versions and uids of another server mean nothing to this one.
  function current(title: string, body: JsonObject): JsonObject {
    if (title !== 'status: updated') return body;
    const { resourceVersion, uid, ...metadata } = isJsonObject(body.metadata) ? body.metadata : {};
    const stored = server.store.get('stash.appscode.com/v1beta1/backupsessions', namespace, 's9');
    return { ...body, metadata: { ...metadata, resourceVersion: fieldAt(stored, 'metadata', 'resourceVersion') } };
  }
});
