import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AdmissionReview } from '@stash-functions/k8s-adapter/admission';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';
import { type Terminal, writeLine } from '../terminal.ts';
import { answerRequest, reviewPath } from './answer-request.ts';
import { isSameCertificate, readCertificate } from './certificate.ts';
import { every } from './every.ts';
import { fileLibrary } from './file-library.ts';
import { startHttpsServer } from './https-server.ts';
import { type Library, noLibrary } from './library.ts';
import { verdictLine } from './verdict-line.ts';
import type { WebhookFlags } from './webhook-flags.ts';

/** The milliseconds between two looks at the certificate. */
const certificatePollEvery = 1_000;

/**
 * Serves reviews over HTTPS until it is told to stop, as the command does. Then it reports that it is no longer ready,
 * goes on for the delay, accepts no more connections, and ends when every request that it had begun is answered.
 *
 * @throws CannotDo where the certificate, the library or the address cannot be used
 */
export async function serveWebhook(paths: ReadonlyArray<string>, flags: WebhookFlags, terminal: Terminal): Promise<0> {
  const say = (sentence: string): void => writeLine(terminal.stderr, sentence);
  const files = { cert: resolve(terminal.cwd, flags.cert), key: resolve(terminal.cwd, flags.key) };
  const first = await readCertificate(files.cert, files.key);
  if (isLeft(first)) throw new CannotDo(first.left);
  let certificate = first.right;
  let isStopping = false;
  const stopped = new Promise<void>((go) => {
    terminal.onTerminate(() => {
      isStopping = true;
      go();
    });
  });
  const library = await openLibrary(paths, flags, terminal, say);
  const server = await startHttpsServer({
    address: flags.address,
    port: flags.port,
    certificate,
    minVersion: flags.tlsMinVersion === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
    answer: (request, response) =>
      answerRequest(request, response, {
        admission: library.current,
        unready: () => (isStopping ? 'it is told to stop' : (library.unready() ?? expiryOf(certificate.validTo))),
        maxBody: flags.maxBody,
        onReview: (review: AdmissionReview, given) => {
          const line = verdictLine(review, given);
          if (line !== undefined) say(line);
        },
      }),
  });
  if (isLeft(server)) {
    library.stop();
    throw new CannotDo(server.left);
  }
  const { port, setCertificate, stop } = server.right;
  let lastTrouble = '';
  const stopPolling = every(certificatePollEvery, async () => {
    const next = await readCertificate(files.cert, files.key);
    if (isLeft(next)) {
      if (next.left !== lastTrouble) say(`the certificate stays as it was: ${next.left}`);
      lastTrouble = next.left;
      return;
    }
    lastTrouble = '';
    if (isSameCertificate(next.right, certificate)) return;
    certificate = next.right;
    setCertificate(certificate);
    say(`the certificate is read again: valid to ${certificate.validTo.toISOString()}`);
  });
  say(`listening at https://${hostOf(flags.address)}:${port}${reviewPath}`);

  await stopped;
  say('stopping');
  await sleep(flags.shutdownDelay);
  await stop(flags.shutdownTimeout);
  stopPolling();
  library.stop();
  say('stopped');
  return 0;
}

async function openLibrary(
  paths: ReadonlyArray<string>,
  { filename = [], fromCluster, ...flags }: WebhookFlags,
  terminal: Terminal,
  say: (sentence: string) => void,
): Promise<Library> {
  const all = [...paths, ...filename];
  if (all.includes('-')) throw new CannotDo('the library of a webhook is not piped in', 'name files or folders');
  if (all.length > 0 && fromCluster === true) {
    throw new CannotDo('the library comes either from files or from a cluster', 'leave out one of them');
  }
  if (all.length > 0) return fileLibrary(all, terminal, say);
  if (fromCluster === true) {
    // Loaded on demand, with everything that talks to a cluster.
    const [{ clusterLibrary }, { connectTo }] = await Promise.all([
      import('./cluster-library.ts'),
      import('../inputs/connect-to.ts'),
    ]);
    return clusterLibrary(await connectTo(flags), say);
  }
  say('note: without files or --from-cluster each resource is looked at alone');
  return noLibrary;
}

function expiryOf(validTo: Date): string | undefined {
  return validTo.getTime() > Date.now() ? undefined : `the certificate is valid to ${validTo.toISOString()} only`;
}

function hostOf(address = '0.0.0.0'): string {
  return address.includes(':') ? `[${address}]` : address;
}
