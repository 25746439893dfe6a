import type { Finding, RuleFor } from '../rule.ts';
import { backendOf, settingOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Addresses of servers that the backup tool cannot use. */
export const invalidEndpoint: RuleFor<'invalid-endpoint', BackendKind> = {
  code: 'invalid-endpoint',
  severity: 'warning',
  kinds: backendKinds,
  meaning: 'The address of a server does not have the form that its backend needs.',
  explanation: `\`s3.endpoint\` is a host without the bucket or a path. It may have \`http://\` or \`https://\` before
it. \`rest.url\` is a whole URL that begins with \`http://\` or \`https://\`.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    rest: { url: 'rest:http://rest-server.storage.svc:8000/demo' }
    storageSecretName: store-credentials
`,
  cure: 'write `s3.amazonaws.com` or `https://minio.example.org:9000` for S3, `http://rest-server.storage.svc:8000/demo` for a REST server.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed === undefined) return [];
    return placed.found.flatMap((found) => {
      const path = [...placed.path, found.name];
      if (found.name === 'rest') return ofRest(settingOf(placed, found, 'url') ?? '', path);
      if (found.name !== 's3') return [];
      return ofS3(settingOf(placed, found, 'endpoint') ?? '', settingOf(placed, found, 'bucket') ?? '', path);
    });
  },
};

function ofRest(url: string, parent: ReadonlyArray<string>): ReadonlyArray<Finding> {
  const path = [...parent, 'url'];
  if (url === '') return [{ message: 'the REST server has no URL', path, at: 'key', hint: 'give its `url`' }];
  if (/^https?:\/\/[^/]/.test(url) || url.includes('${')) return [];
  const [, rest] = /^rest:(https?:\/\/.*)$/.exec(url) ?? [];
  if (rest !== undefined) {
    return [
      {
        message: 'the URL of the REST server begins with `rest:`, which the operator puts before it',
        path,
        hint: 'begin it with `http://` or `https://`',
        fix: { was: url, text: rest },
      },
    ];
  }
  const message = `\`${url}\` is no URL of a REST server`;
  return [{ severity: 'error', message, path, hint: `begin it with \`http://\` or \`https://\`` }];
}

function ofS3(endpoint: string, bucket: string, parent: ReadonlyArray<string>): ReadonlyArray<Finding> {
  const path = [...parent, 'endpoint'];
  if (endpoint === '' || endpoint.includes('${')) return [];
  const [, scheme, host = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(.*)$/i.exec(endpoint) ?? [];
  const plain = `${scheme === undefined ? '' : `${scheme}://`}${host}`;
  if (scheme !== undefined && !/^https?$/.test(scheme)) {
    const message = `the endpoint \`${endpoint}\` is of no scheme that S3 has`;
    return [{ message, path, hint: 'write the host alone, or begin it with `http://` or `https://`' }];
  }
  const [, meant, behind] = /^(https?)[:/]+([^/].*)$/.exec(endpoint) ?? [];
  if (scheme === undefined && meant !== undefined && behind !== undefined) {
    const text = `${meant}://${behind}`;
    const message = `the endpoint \`${endpoint}\` has no \`://\` behind \`${meant}\``;
    return [{ message, path, hint: `write \`${text}\``, fix: { was: endpoint, text } }];
  }
  if (rest !== '' && rest !== '/') {
    const hint = `write \`${plain}\`: the bucket and the prefix have fields of their own`;
    return [{ message: `the endpoint \`${endpoint}\` has a path`, path, hint, fix: { was: endpoint, text: plain } }];
  }
  if (bucket === '' || !host.startsWith(`${bucket}.`)) return [];
  const text = endpoint.replace(`${bucket}.`, '');
  const message = `the endpoint \`${endpoint}\` names the bucket, which is put behind it`;
  return [{ message, path, hint: `write \`${text}\``, fix: { was: endpoint, text } }];
}
