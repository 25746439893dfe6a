import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInThisContext } from 'node:vm';
import * as core from '@stash-functions/core';
import { orThrow, resourceKinds } from '@stash-functions/core/decode';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewOf, storedOf } from '../../test/reviews.ts';
import * as admission from './index.ts';

const guide = readFileSync(new URL('../../../../docs/guides/admission.md', import.meta.url), 'utf8');
const [program = '', configurationProgram = ''] = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(
  ([, text = '']) => text,
);

/** The exports of a program in the guide, with https that needs no certificate. */
function run(text: string): Readonly<Record<string, unknown>> {
  const modules: Readonly<Record<string, unknown>> = {
    '@stash-functions/core': core,
    '@stash-functions/k8s-adapter/admission': admission,
    'node:https': { createServer: (_: object, handler: Parameters<typeof createServer>[1]) => createServer(handler) },
  };
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const start: unknown = runInThisContext(`(require, exports, certificate, manifests, Buffer) => {${outputText}}`);
  if (typeof start !== 'function') throw new Error('the program is no program');
  const exports: Record<string, unknown> = {};
  start(
    (name: string) => modules[name],
    exports,
    {},
    () => orThrow(core.manifestsOf([])),
    Buffer,
  );
  return exports;
}

describe('the server of the guide', () => {
  const { server } = run(program);
  const isServer = (value: unknown): value is Server =>
    typeof value === 'object' && value !== null && 'listen' in value;
  if (!isServer(server)) throw new Error('the guide exports no server');
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const ask = (body: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const sent = request({ port, method: 'POST' }, (response: IncomingMessage) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(JSON.parse(text)));
      });
      sent.on('error', reject).end(body);
    });

  it('answers a review, and a body that is none', async () => {
    const [kind] = resourceKinds;
    if (kind === undefined) throw new Error('no kinds');
    const review = reviewOf(kind, { operation: 'CREATE', object: storedOf(kind, { image: '${' }) });
    expect(await ask(JSON.stringify(review))).toMatchObject({ response: { allowed: false, status: { code: 422 } } });
    expect(await ask('{')).toMatchObject({ response: { allowed: false, status: { code: 400 } } });
  });
});

it('makes the configuration of the guide', () => {
  expect(run(configurationProgram).configuration).toMatchObject({
    kind: 'ValidatingWebhookConfiguration',
    webhooks: [{ failurePolicy: 'Ignore', sideEffects: 'None' }],
  });
});
