import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

/** A folder that is served. */
export interface ServedFolder {
  /** `http://localhost:4173/stash-functions/` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder as the host of the site does: compressed, `/a` for `/a.html`, and its 404 page for what is not there.
 *
 * @param base - the path below which the folder is found, with a slash at both ends
 * @param port - 0 for any that is free
 */
export async function serveFolder(folder: string, base: string, port = 0): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path.startsWith(base) ? fileFor(folder, normalize(path.slice(base.length))) : undefined;
    const found = file ?? join(folder, '404.html');
    if (!existsSync(found)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': types[extname(found)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
    });
    createReadStream(found)
      .pipe(createGzip({ level: 9 }))
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return { url: `http://localhost:${portOf(server)}${base}`, close: () => closed(server) };
}

function fileFor(folder: string, path: string): string | undefined {
  if (path.startsWith('..')) return undefined;
  return [join(folder, path), join(folder, `${path}.html`), join(folder, path, 'index.html')].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  );
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
