import { Command, InvalidArgumentError, Option } from 'commander';
import { addClusterOptions } from '../inputs/cluster-options.ts';
import type { WebhookFlags } from '../webhook/webhook-flags.ts';
import { type CommandContext, duration, repeated, wholeNumber } from './command.ts';

/** `stash-functions webhook`: a validating webhook, which lints resources when they are sent to a cluster. */
export function webhookCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('webhook')
    .summary('serves a validating webhook: mistakes are refused at the door of the cluster')
    .description(
      'Answers the reviews that an API server sends for Functions, Tasks, Repositories and invokers, over HTTPS at /validate, and /healthz and /readyz beside it. The files, or the resources of the cluster, are what each resource is held to; without either it is looked at alone. Certificate and files are read again when they change. SIGTERM ends it when everything that it has begun is answered. `stash-functions render webhook` prints the objects that install it.',
    )
    .argument('[path...]', 'files, folders or globs with the Functions and Tasks of the cluster')
    .requiredOption('--cert <file>', 'the certificate in PEM, with those that lead to its authority')
    .requiredOption('--key <file>', 'its private key in PEM')
    .option('-f, --filename <path>', 'a path, as kubectl takes it; may be repeated', repeated)
    .option('--from-cluster', 'take the resources of the cluster, and follow their changes')
    .option('--address <address>', 'where to listen; everywhere by default')
    .option('--port <number>', 'at which port; 0 for one that is free', portNumber, 8443)
    .addOption(
      new Option('--tls-min-version <version>', 'the oldest TLS that is spoken').choices(['1.2', '1.3']).default('1.2'),
    )
    .addOption(
      new Option('--max-body <bytes>', 'the largest review that is read')
        .argParser(wholeNumber(1024))
        .default(8 * 1024 * 1024, '8 MiB'),
    )
    .addOption(
      new Option('--shutdown-delay <duration>', 'how long it goes on after SIGTERM, so that all hear of it')
        .argParser(duration(0))
        .default(0, 'none'),
    )
    .addOption(
      new Option('--shutdown-timeout <duration>', 'how long it then waits for open requests')
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
