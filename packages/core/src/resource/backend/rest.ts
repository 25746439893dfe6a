import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { anyConnections, type BackendKind, backendKind, checkedTLS } from './backend-kind.ts';

/** A REST server of restic. */
export interface RestServerBackend {
  /** The URL of the repository on the server, `http://rest-server.demo.svc:8000/stash-demo`. */
  readonly url?: string;
}

/** The codec of {@link RestServerBackend:type}. */
export const RestServerBackend: Struct<RestServerBackend> = struct(
  'RestServerBackend',
  {},
  {
    url: string,
  },
);

/** Everything that is true of the backend. */
export const restBackend: BackendKind<'rest', RestServerBackend> = backendKind({
  name: 'rest',
  title: 'REST server',
  locate: ({ url = '' }) => {
    const parts = parseUrl(url);
    if (parts === undefined) {
      return {
        path: ['url'],
        message: 'has a `%` that two hexadecimal digits do not follow',
        hint: 'write `%25` for a literal `%`',
      };
    }
    return {
      bucket: { value: parts.host, path: ['url'] },
      prefix: { value: parts.path, path: ['url'] },
      endpoint: { value: url, path: ['url'] },
      url: { value: url, path: ['url'] },
      maxConnections: anyConnections,
      insecureTLS: checkedTLS,
    };
  },
  credentials: {
    oneOf: [],
    optional: ['REST_SERVER_USERNAME', 'REST_SERVER_PASSWORD', 'CA_CERT_DATA'],
    orPodIdentity: false,
  },
  canWipeOut: true,
  example: { url: 'http://rest-server.storage.svc:8000/demo/nightly' },
});

/**
 * Host and path as Go's `net/url` gives them: the host keeps its port and case, the path is percent-decoded. The
 * platform's WHATWG parser would drop default ports and rewrite the rest, so snapshots would be looked for elsewhere.
 */
function parseUrl(url: string): { readonly host: string; readonly path: string } | undefined {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/(?:[^/?#]*@)?([^/?#]*))?([^?#]*)/iu.exec(url);
  try {
    return { host: match?.[1] ?? '', path: decodeURIComponent(match?.[2] ?? '') };
  } catch {
    return undefined;
  }
}
