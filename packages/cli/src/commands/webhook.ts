import { Command, InvalidArgumentError, Option } from 'commander';
import { addClusterOptions } from '../inputs/cluster-options.ts';
import type { WebhookFlags } from '../webhook/webhook-flags.ts';
import { type CommandContext, duration, repeated, wholeNumber } from './command.ts';

/** `stash-functions webhook`: a validating webhook, which lints resources when they are sent to a cluster. */
export function webhookCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('webhook')
    .summary('serves a validating webhook, so that a cluster refuses mistakes')
    .description(
      'Answers the reviews that an API server sends for Functions, Tasks, Repositories and invokers. It serves HTTPS at /validate, with /healthz and /readyz beside it. Each resource is checked together with the files, or with the resources of the cluster; without either, it is checked alone. Certificate and files are read again when they change. SIGTERM ends it after it has answered the requests that it has begun. `stash-functions render webhook` prints the objects that install it.',
    )
    .argument('[path...]', 'files, folders or globs with the Functions and Tasks of the cluster')
    .requiredOption('--cert <file>', 'the certificate in PEM, followed by those that lead to its authority')
    .requiredOption('--key <file>', 'its private key in PEM')
    .option('-f, --filename <path>', 'a path, as kubectl takes it; may be repeated', repeated)
    .option('--from-cluster', 'use the resources of the cluster, and follow their changes')
    .option('--address <address>', 'the address to listen at; every address by default')
    .option('--port <number>', 'the port to listen at; 0 for any free one', portNumber, 8443)
    .addOption(
      new Option('--tls-min-version <version>', 'the oldest version of TLS to accept')
        .choices(['1.2', '1.3'])
        .default('1.2'),
    )
    .addOption(
      new Option('--max-body <bytes>', 'the size of the largest review to accept')
        .argParser(wholeNumber(1024))
        .default(8 * 1024 * 1024, '8 MiB'),
    )
    .addOption(
      new Option(
        '--shutdown-delay <duration>',
        'the time that it goes on after SIGTERM, so that API servers learn of it',
      )
        .argParser(duration(0))
        .default(0, 'none'),
    )
    .addOption(
      new Option('--shutdown-timeout <duration>', 'the time that it then waits for open requests')
        .argParser(duration(0))
        .default(20_000, '20s'),
    )
    .addHelpText('after', '\nExample:\n  stash-functions webhook --cert tls.crt --key tls.key functions/');
  return addClusterOptions(command).action(async (paths: ReadonlyArray<string>, flags: WebhookFlags) => {
    // Loaded on demand, since no other command should wait for a server.
    const { serveWebhook } = await import('../webhook/serve-webhook.ts');
    finish(await serveWebhook(paths, flags, terminal));
  });
}

function portNumber(value: string): number {
  const port = wholeNumber(0)(value);
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port: 0 to 65535.');
}
